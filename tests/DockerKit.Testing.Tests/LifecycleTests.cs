namespace DockerKit.Testing.Tests;

public sealed class LifecycleTests
{
    private readonly InMemoryDockerEngine _engine = new();

    public LifecycleTests() => _engine.AddImage("nginx:1.27");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_container_goes_through_its_states_and_says_when_it_was_so_already()
    {
        await using DockerKitClient docker = _engine.Connect();
        Container web = await docker.Containers.Run("nginx:1.27").WithName("web").StartAsync(Token);
        Assert.Matches("^[0-9a-f]{64}$", web.Id);
        Assert.Equal(ContainerState.Running, (await docker.Containers.Inspect("web").ExecuteAsync(Token)).State);
        Assert.False((await web.Start().ExecuteAsync(Token)).Single().Value.Changed);

        Assert.True((await web.Stop().ExecuteAsync(Token)).Single().Value.Changed);
        ContainerDetails stopped = await web.Inspect().ExecuteAsync(Token);
        Assert.Equal((ContainerState.Exited, 143, 0), (stopped.State, stopped.ExitCode, stopped.ProcessId));
        Assert.False((await web.Stop().ExecuteAsync(Token)).Single().Value.Changed);

        Assert.True((await web.Start().ExecuteAsync(Token)).Single().Value.Changed);
        await web.Restart().ExecuteAsync(Token);
        await web.Kill().ExecuteAsync(Token);
        Assert.Equal(137, (await web.Inspect().ExecuteAsync(Token)).ExitCode);
        Assert.True((await web.Remove().ExecuteAsync(Token)).Single().Value.Changed);
        Assert.Empty(await docker.Containers.List().All().ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_name_is_given_once_and_made_up_where_none_is_asked_for()
    {
        await using DockerKitClient docker = _engine.Connect();
        Container web = await docker.Containers.Run("nginx:1.27").WithName("web").StartAsync(Token);
        var taken = await Assert.ThrowsAsync<DockerConflictException>(() => docker.Containers.Create("nginx:1.27").WithName("web").ExecuteAsync(Token));
        Assert.Equal(
            $"Conflict. The container name \"/web\" is already in use by container \"{web.Id}\". You have to remove (or rename) that container to be able to reuse that name.",
            taken.EngineMessage);

        await docker.Containers.Create("nginx:1.27").ExecuteAsync(Token);
        Assert.Matches("^[a-z]+_[a-z]+$", (await docker.Containers.List().All().ExecuteAsync(Token))[0].Name);
    }

    [Fact]
    public async Task A_container_is_found_by_name_id_and_the_beginning_of_its_id_when_only_one_has_it()
    {
        await using DockerKitClient docker = _engine.Connect();
        Container[] all = await Task.WhenAll(Enumerable.Range(0, 17).Select(_ => docker.Containers.Create("nginx:1.27").ExecuteAsync(Token)));
        string ambiguous = all.GroupBy(static one => one.Id[..1]).First(static group => group.Count() > 1).Key;
        Assert.Equal(all[0].Id, (await docker.Containers.Inspect(all[0].Id[..20]).ExecuteAsync(Token)).Id);
        var error = await Assert.ThrowsAsync<DockerBadRequestException>(() => docker.Containers.Inspect(ambiguous).ExecuteAsync(Token));
        Assert.Equal($"multiple IDs found with provided prefix: {ambiguous}", error.EngineMessage);
        var missing = await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Containers.Inspect("nope").ExecuteAsync(Token));
        Assert.Equal(("No such container: nope", ResourceKind.Container, 404), (missing.EngineMessage, missing.Kind, missing.StatusCode));
    }

    [Fact]
    public async Task Only_force_removes_a_running_container()
    {
        await using DockerKitClient docker = _engine.Connect();
        await docker.Containers.Run("nginx:1.27").WithName("web").StartAsync(Token);
        var error = await Assert.ThrowsAsync<DockerConflictException>(() => docker.Containers.Remove("web").ExecuteAsync(Token));
        Assert.Equal("cannot remove container \"web\": container is running: stop the container before removing or force remove", error.EngineMessage);
        Assert.Single(await docker.Containers.Remove("web").Force().ExecuteAsync(Token));
        Assert.Empty(await docker.Containers.List().All().ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_signal_to_what_does_not_run_is_a_conflict()
    {
        await using DockerKitClient docker = _engine.Connect();
        Container web = await docker.Containers.Create("nginx:1.27").WithName("web").ExecuteAsync(Token);
        var error = await Assert.ThrowsAsync<DockerConflictException>(() => docker.Containers.Kill("web").ExecuteAsync(Token));
        Assert.Equal($"cannot kill container: web: container {web.Id} is not running", error.EngineMessage);
    }

    [Fact]
    public async Task An_unknown_image_is_pulled_by_a_run_and_told_of_by_a_create()
    {
        _engine.AddRegistryImage("redis:7");
        await using DockerKitClient docker = _engine.Connect();
        await docker.Containers.Run("redis:7").StartAsync(Token);
        var error = await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Containers.Create("nope").WithPull(PullPolicy.Never).ExecuteAsync(Token));
        Assert.Equal(("No such image: nope:latest", ResourceKind.Image), (error.EngineMessage, error.Kind));
    }
}
