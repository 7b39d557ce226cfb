namespace DockerKit.Testing.Tests;

/// <summary>Faults on demand, and the record of what was called.</summary>
public sealed class FaultTests
{
    private readonly InMemoryDockerEngine _engine = new();

    public FaultTests() => _engine.AddImage("app:1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_status_is_the_error_that_the_real_transport_makes_of_it()
    {
        await using DockerKitClient docker = _engine.Connect();
        _engine.FailNext(EngineVerb.ListContainers, 401, "who are you?").FailNext(EngineVerb.ListContainers, 409, "busy");
        Assert.Equal("who are you?", (await Assert.ThrowsAsync<DockerUnauthorizedException>(() => docker.Containers.List().ExecuteAsync(Token))).EngineMessage);
        var conflict = await Assert.ThrowsAsync<DockerConflictException>(() => docker.Containers.List().ExecuteAsync(Token));
        Assert.Equal(("docker ps", "memory://engine", 409), (conflict.CommandLine, conflict.Endpoint, conflict.StatusCode));
        Assert.Empty(await docker.Containers.List().ExecuteAsync(Token));
    }

    [Fact]
    public async Task What_passes_by_itself_is_tried_again_and_each_try_is_recorded()
    {
        await using DockerKitClient docker = _engine.Connect();
        _engine.FailNext(EngineVerb.ListImages, EngineFault.Unreachable).FailNext(EngineVerb.ListImages, 503);
        Assert.Single(await docker.Images.List().ExecuteAsync(Token));
        Assert.Equal(["docker images", "docker images", "docker images"], _engine.Calls.Select(static call => call.ToString()));
        Assert.IsType<DockerUnavailableException>(_engine.Calls[0].Error);
        Assert.IsType<DockerEngineException>(_engine.Calls[1].Error);
        Assert.Null(_engine.Calls[2].Error);
    }

    [Fact]
    public async Task After_a_lost_answer_to_a_create_there_is_one_container_and_not_two()
    {
        await using DockerKitClient docker = _engine.Connect();
        _engine.FailNext(EngineVerb.CreateContainer, EngineFault.LostAnswer);
        Container web = await docker.Containers.Run("app:1").WithName("web").StartAsync(Token);
        Assert.Equal([web.Id], await docker.Containers.List().All().IdsOnly().ExecuteAsync(Token));
        Assert.Single(_engine.Calls, static call => call.Verb == EngineVerb.CreateContainer);
    }

    [Fact]
    public async Task A_lost_answer_to_a_removal_is_a_removal()
    {
        await using DockerKitClient docker = _engine.Connect();
        Container web = await docker.Containers.Create("app:1").WithName("web").ExecuteAsync(Token);
        _engine.FailNext(EngineVerb.RemoveContainer, EngineFault.LostAnswer);
        await web.Remove().ExecuteAsync(Token);
        Assert.Equal(["docker rm web", "docker rm web"], _engine.Calls.Where(static call => call.Verb == EngineVerb.RemoveContainer).Select(call => call.CommandLine.Replace(web.Id, "web", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_fault_can_be_for_one_container_and_for_every_try()
    {
        await using DockerKitClient docker = _engine.Connect();
        await docker.Containers.Run("app:1").WithName("web").StartAsync(Token);
        await docker.Containers.Run("app:1").WithName("db").StartAsync(Token);
        _engine.FailNext(EngineVerb.StopContainer, EngineFault.Status(500, "no").When(static call => call.Target == "db"), int.MaxValue);
        var error = await Assert.ThrowsAsync<DockerBulkException<StateChange>>(() => docker.Containers.Stop("web", "db").ExecuteAsync(Token));
        Assert.Equal("db", Assert.Single(error.Failures).Key);
        _engine.ClearFaults();
        await docker.Containers.Stop("db").ExecuteAsync(Token);
    }

    [Fact]
    public async Task An_exception_of_ones_own_is_thrown_as_it_is()
    {
        await using DockerKitClient docker = _engine.Connect();
        var own = new DockerBadRequestException("not that one");
        _engine.FailNext(EngineVerb.KillContainer, own);
        await docker.Containers.Run("app:1").WithName("web").StartAsync(Token);
        Assert.Same(own, await Assert.ThrowsAsync<DockerBadRequestException>(() => docker.Containers.Kill("web").ExecuteAsync(Token)));
    }

    [Fact]
    public async Task A_pull_breaks_off_where_the_test_says_and_leaves_no_image()
    {
        _engine.AddRegistryImage("php:8.3", ByteSize.FromMebibytes(1), ByteSize.FromMebibytes(2));
        await using DockerKitClient docker = _engine.Connect();
        _engine.FailNext(EngineVerb.PullImage, EngineFault.Error(new DockerEngineException("no space left on device")).AfterLines(5));
        await Assert.ThrowsAsync<DockerEngineException>(() => docker.Images.Pull("php:8.3").ExecuteAsync(Token));
        Assert.Empty(await docker.Images.List().Matching("php").ExecuteAsync(Token));

        _engine.FailNext(EngineVerb.PullImage, EngineFault.Disconnected.AfterLines(5));
        Assert.Equal(PullStatus.Downloaded, (await docker.Images.Pull("php:8.3").ExecuteAsync(Token)).Status);
    }

    [Fact]
    public async Task What_never_answers_ends_with_the_callers_own_token()
    {
        await using DockerKitClient docker = _engine.Connect();
        _engine.FailNext(EngineVerb.Info, EngineFault.Hang);
        using var source = new CancellationTokenSource();
        Task<EngineInfo> info = docker.Info().ExecuteAsync(source.Token);
        await source.CancelAsync();
        Assert.Equal(source.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => info)).CancellationToken);
    }

    [Fact]
    public async Task A_record_tells_the_request_and_the_time_and_no_secret()
    {
        await using DockerKitClient docker = _engine.Connect();
        await docker.Containers.Create("app:1").WithName("web").WithPort(8080, 80).WithEnvironment("PASSWORD", "secret").WithCommand("serve", "a b").ExecuteAsync(Token);
        EngineCall call = Assert.Single(_engine.Calls);
        Assert.Equal("docker create --name web -p 8080:80/tcp -e PASSWORD app:1 serve 'a b'", call.CommandLine);
        Assert.Equal("web", call.Target);
        Assert.Equal("app:1", Assert.IsType<Transport.CreateContainerRequest>(call.Request).Configuration.Image);
        _engine.ForgetCalls();
        Assert.Empty(_engine.Calls);
    }

    [Fact]
    public async Task Two_engines_know_nothing_of_each_other_and_one_outlives_its_clients()
    {
        var other = new InMemoryDockerEngine();
        await using (DockerKitClient docker = _engine.Connect())
        {
            await docker.Containers.Run("app:1").WithName("web").StartAsync(Token);
        }

        await using DockerKitClient again = _engine.Connect();
        await using DockerKitClient elsewhere = other.Connect();
        Assert.Single(await again.Containers.List().ExecuteAsync(Token));
        Assert.Empty(await elsewhere.Containers.List().ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_client_that_was_disposed_of_says_so()
    {
        DockerKitClient docker = _engine.Connect();
        await docker.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => docker.Containers.List().ExecuteAsync(Token));
    }

    [Fact]
    public async Task Many_threads_at_once_keep_it_whole()
    {
        _engine.OnRun("app", static call => call.WriteLine(call.ContainerName));
        await using DockerKitClient docker = _engine.Connect();
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), Token, async (i, token) =>
        {
            RunResult result = await docker.Containers.Run("app:1").WithName($"job-{i}").WithPort("0:80").RemoveWhenDone().ExecuteAsync(token);
            Assert.Equal($"job-{i}", result.ToString());
        });
        Assert.Empty(await docker.Containers.List().All().ExecuteAsync(Token));
    }
}
