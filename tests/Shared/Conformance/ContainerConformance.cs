using DockerKit.Transport;

namespace DockerKit.Conformance;

/// <summary>The lifecycle of a container, and waiting for it.</summary>
public abstract class ContainerConformance(TransportUnderTest subject) : Conformance(subject)
{
    [Fact]
    public async Task A_create_gives_the_full_id_and_a_start_tells_whether_it_changed_something()
    {
        string id = await CreateAsync("sleep", "1000");

        Assert.Matches("^[0-9a-f]{64}$", id);
        Assert.True(await StartAsync(id));
        Assert.False(await StartAsync(id));
        Assert.True(await Containers.StopAsync(new StopContainerRequest { Container = id, Timeout = TimeSpan.Zero }, Token));
        Assert.False(await Containers.StopAsync(new StopContainerRequest { Container = id }, Token));
        Assert.Equal(ContainerState.Exited, await StateAsync(id));
    }

    [Fact]
    public async Task Refusals_are_conflicts_and_change_nothing()
    {
        string id = await StartAsync("sleep", "1000");
        var remove = await Assert.ThrowsAsync<DockerConflictException>(() => Containers.RemoveAsync(new RemoveContainerRequest { Container = id }, Token));
        Assert.Equal(409, remove.StatusCode);
        Assert.Equal(ContainerState.Running, await StateAsync(id));

        await Containers.KillAsync(new KillContainerRequest { Container = id }, Token);
        Assert.Equal(137, await ExitAsync(id));
        var kill = await Assert.ThrowsAsync<DockerConflictException>(() => Containers.KillAsync(new KillContainerRequest { Container = id }, Token));
        Assert.Contains("is not running", kill.EngineMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_is_answered_before_the_start_and_misses_no_end()
    {
        string id = await CreateAsync("sh", "-c", "exit 3");
        await using IPendingExit wait = await Containers.WaitAsync(new WaitContainerRequest { Container = id, Condition = WaitCondition.NextExit }, Token);
        Task<ContainerExit> exit = wait.GetExitAsync(Token);

        Assert.False(exit.IsCompleted);
        await StartAsync(id);
        Assert.Equal(3, (await exit).ExitCode);
    }

    [Fact]
    public async Task A_wait_for_the_removal_has_the_exit_code_of_what_removes_itself()
    {
        CreateContainerRequest request = Request("sh", "-c", "exit 4");
        string id = (await Containers.CreateAsync(request with { Host = new HostConfiguration { AutoRemove = true } }, Token)).Id;
        await using IPendingExit wait = await Containers.WaitAsync(new WaitContainerRequest { Container = id, Condition = WaitCondition.Removed }, Token);
        await StartAsync(id);

        Assert.Equal(4, (await wait.GetExitAsync(Token)).ExitCode);
        await Assert.ThrowsAsync<DockerNotFoundException>(() => StateAsync(id));
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_ends_and_one_that_nobody_asks_is_let_go()
    {
        string id = await StartAsync("sleep", "1000");
        await using (IPendingExit wait = await Containers.WaitAsync(new WaitContainerRequest { Container = id }, Token))
        {
            await EndsWhenCancelledAsync(wait.GetExitAsync);
        }

        await (await Containers.WaitAsync(new WaitContainerRequest { Container = id }, Token)).DisposeAsync();
        Assert.Equal(ContainerState.Running, await StateAsync(id));
    }

    [Fact]
    public async Task A_wait_for_what_does_not_run_is_answered_at_once()
    {
        string id = await StartAsync("sh", "-c", "exit 5");

        Assert.Equal(5, await ExitAsync(id));
        Assert.Equal(5, await ExitAsync(id));
    }

    [Fact]
    public async Task A_create_with_a_taken_name_is_a_conflict_and_the_name_of_an_id_is_enough()
    {
        string name = $"conformance-{Guid.NewGuid():N}";
        string id = (await Containers.CreateAsync(Request("true") with { Name = name }, Token)).Id;

        var error = await Assert.ThrowsAsync<DockerConflictException>(() => Containers.CreateAsync(Request("true") with { Name = name }, Token));
        Assert.Contains(id, error.EngineMessage, StringComparison.Ordinal);
        foreach (string reference in new[] { name, id, id[..12] })
        {
            Assert.Equal(id, (await Containers.InspectAsync(new InspectContainerRequest { Container = reference }, Token)).Id);
        }
    }

    [Fact]
    public async Task A_restart_and_a_resize_reach_what_runs()
    {
        CreateContainerRequest request = Request("sleep", "1000");
        string id = (await Containers.CreateAsync(request with { Configuration = request.Configuration with { HasTerminal = true } }, Token)).Id;
        await StartAsync(id);

        await Containers.ResizeAsync(new ResizeContainerRequest { Container = id, Columns = 99, Rows = 33 }, Token);
        await Containers.RestartAsync(new RestartContainerRequest { Container = id, Timeout = TimeSpan.Zero }, Token);
        Assert.Equal(ContainerState.Running, await StateAsync(id));
    }

    [Fact]
    public async Task A_list_is_limited_to_the_newest()
    {
        await CreateAsync("true");
        string second = await CreateAsync("true");

        Assert.Equal(second, Assert.Single(await Containers.ListAsync(Mine with { All = false, Limit = 1 }, Token)).Id);
        Assert.Empty(await Containers.ListAsync(Mine with { All = false }, Token));
    }
}
