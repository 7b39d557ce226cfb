namespace DockerKit.Transport.Conformance;

public sealed class LifecycleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Started_or_stopped_already_is_a_success_that_says_so()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("POST", "/containers/a/start", Reply.Status(204)).On("POST", "/containers/b/start", Reply.Status(304))
            .On("POST", "/containers/a/stop", Reply.Status(204)).On("POST", "/containers/b/stop", Reply.Status(304));
        await using DockerKitClient docker = engine.Docker();

        Assert.Equal([true, false], (await docker.Containers.Start("a", "b").ExecuteAsync(Token)).Select(static item => item.Value.Changed));
        Assert.Equal([true, false], (await docker.Containers.Stop("a", "b").ExecuteAsync(Token)).Select(static item => item.Value.Changed));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(5000, "5")]
    [InlineData(1, "1")]
    [InlineData(1001, "2")]
    [InlineData(-1, "-1")]
    [InlineData(null, null)]
    public async Task The_stop_timeout_is_sent_zero_and_infinite_too(int? milliseconds, string? sent)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", "/containers/a/stop", Reply.Status(204)).On("POST", "/containers/a/restart", Reply.Status(204));
        await using DockerKitClient docker = engine.Docker();
        StopContainersCommand stop = docker.Containers.Stop("a");
        RestartContainersCommand restart = docker.Containers.Restart("a");
        if (milliseconds is { } time)
        {
            stop = stop.WithTimeout(TimeSpan.FromMilliseconds(time));
            restart = restart.WithTimeout(TimeSpan.FromMilliseconds(time));
        }

        await stop.ExecuteAsync(Token);
        await restart.ExecuteAsync(Token);

        Assert.Equal([sent, sent], engine.Calls.Select(static call => call.Parameter("t")));
    }

    [Fact]
    public async Task A_signal_for_stop_is_sent_to_an_engine_that_knows_it()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", "/containers/a/stop", Reply.Status(204)).On("POST", "/containers/a/restart", Reply.Status(204));
        await using DockerKitClient docker = engine.Docker();
        await docker.Containers.Stop("a").WithSignal(Signal.Quit).ExecuteAsync(Token);
        await docker.Containers.Restart("a").WithSignal(Signal.FromNumber(35)).ExecuteAsync(Token);

        Assert.Equal(["SIGQUIT", "SIGRTMIN+1"], engine.Calls.Select(static call => call.Parameter("signal")));
    }

    [Fact]
    public async Task A_signal_for_stop_is_refused_before_it_is_sent_to_an_engine_that_would_ignore_it()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start(apiVersion: "1.41");
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAsync<UnsupportedOptionException>(() => docker.Containers.Stop("a").WithSignal(Signal.Quit).ExecuteAsync(Token));
        await Assert.ThrowsAsync<UnsupportedOptionException>(() => docker.Containers.Restart("a").WithSignal(Signal.Quit).ExecuteAsync(Token));

        Assert.Equal(("--signal", new Version(1, 42), new Version(1, 41)), (error.Option, error.RequiredApiVersion!, error.EngineApiVersion!));
        Assert.Empty(engine.Calls);
    }

    [Fact]
    public async Task Kill_sends_its_signal_and_none_when_there_is_none()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start(apiVersion: "1.41").On("POST", "/containers/a/kill", Reply.Status(204));
        await using DockerKitClient docker = engine.Docker();
        await docker.Containers.Kill("a").ExecuteAsync(Token);
        await docker.Containers.Kill("a").WithSignal(Signal.Hup).ExecuteAsync(Token);

        Assert.Equal([null, "SIGHUP"], engine.Calls.Select(static call => call.Parameter("signal")));
    }

    [Fact]
    public async Task Remove_sends_what_was_said_and_nothing_else()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("DELETE", "/containers/a", Reply.Status(204)).On("DELETE", "/containers/web%2Fdb", Reply.Status(204));
        await using DockerKitClient docker = engine.Docker();
        await docker.Containers.Remove("a").ExecuteAsync(Token);
        await docker.Containers.Remove("a").Force().WithVolumes().ExecuteAsync(Token);
        await docker.Containers.Remove("web/db").Link().ExecuteAsync(Token);

        Assert.Equal(["", "v=1&force=1", "link=1"], engine.Calls.Select(static call => call.Query));
    }

    [Fact]
    public async Task A_name_cannot_leave_its_place_in_the_path()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start();
        await using DockerKitClient docker = engine.Docker();
        await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Containers.Stop("a/../x?t=0#").ExecuteAsync(Token));

        Assert.Equal("/containers/a%2F..%2Fx%3Ft%3D0%23/stop", Assert.Single(engine.Calls).Path);
    }

    [Theory]
    [InlineData("You cannot remove a running container 4f66. Stop the container before attempting removal or force remove")]
    [InlineData("cannot remove container \"web\": container is running: stop the container before removing or force remove")]
    public async Task Removing_what_runs_is_a_conflict_that_tells_the_remedy(string words)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("DELETE", "/containers/web", Reply.Error(409, words));
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAsync<DockerConflictException>(() => docker.Containers.Remove("web").ExecuteAsync(Token));

        Assert.Contains("'web' is running", error.Message, StringComparison.Ordinal);
        Assert.Contains("Force()", error.Message, StringComparison.Ordinal);
        Assert.Equal(words, error.EngineMessage);
    }

    [Fact]
    public async Task An_error_is_the_engines_words_and_not_its_JSON()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", "/containers/web/start", Reply.Error(404, "No such container: web"));
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Containers.Start("web").ExecuteAsync(Token));

        Assert.Equal("No such container: web", error.Summary);
        Assert.Equal((ResourceKind.Container, "docker start web", engine.Endpoint), (error.Kind, error.CommandLine, error.Endpoint));
    }

    [Fact]
    public async Task A_hundred_are_removed_over_a_few_connections_and_what_vanished_counts_as_gone()
    {
        string list = "[" + string.Join(',', Enumerable.Range(0, 100).Select(static i => $"{{\"Id\":\"c{i}\"}}")) + "]";
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/containers/json", Reply.Json(list));
        for (int i = 0; i < 100; i++)
        {
            engine.On("DELETE", $"/containers/c{i}", i switch
            {
                7 => Reply.Error(404, "No such container: c7"),
                8 => Reply.Error(409, "removal of container c8 is already in progress"),
                _ => Reply.Status(204),
            });
        }

        await using DockerKitClient docker = engine.Docker();
        BulkResult<StateChange> result = await docker.Containers.RemoveAll().IncludingRunning().ExecuteAsync(Token);

        Assert.Equal((100, true), (result.Count, result.IsSuccess));
        Assert.Equal(["c7", "c8"], result.Where(static item => !item.Value.Changed).Select(static item => item.Target));
        Assert.Equal(101, engine.Calls.Count);
        Assert.True(engine.ConnectionsOpened <= 17, $"{engine.ConnectionsOpened} connections");
    }

    [Fact]
    public async Task A_cancelled_stop_ends_with_the_callers_token_while_the_engine_waits()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", "/containers/a/stop", Reply.Stall());
        await using DockerKitClient docker = engine.Docker();
        using var caller = new CancellationTokenSource();
        Task stop = docker.Containers.Stop("a").ExecuteAsync(caller.Token);
        await engine.RequestedAsync("/containers/a/stop", 1, Token);
        await caller.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stop.WaitAsync(TimeSpan.FromSeconds(1), Token));

        Assert.Equal(caller.Token, error.CancellationToken);
    }
}
