using DockerKit.Transport;

namespace DockerKit.Tests;

public sealed class LifecycleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ContainerOperations Containers => new FakeTransport().Connect().Containers;

    [Fact]
    public void Each_command_is_its_docker_line()
    {
        Assert.Equal("docker start a b", Containers.Start("a", "b").ToCommandLine());
        Assert.Equal("docker stop -t 5 a", Containers.Stop("a").WithTimeout(TimeSpan.FromSeconds(5)).ToCommandLine());
        Assert.Equal("docker stop -t 0 a", Containers.Stop("a").WithTimeout(TimeSpan.Zero).ToCommandLine());
        Assert.Equal("docker stop -t -1 a", Containers.Stop("a").WithTimeout(Timeout.InfiniteTimeSpan).ToCommandLine());
        Assert.Equal("docker restart -s SIGINT -t 2 a", Containers.Restart("a").WithSignal(Signal.Int).WithTimeout(TimeSpan.FromSeconds(1.01)).ToCommandLine());
        Assert.Equal("docker kill -s SIGHUP a", Containers.Kill(["a"]).WithSignal(Signal.Parse("hup")).ToCommandLine());
        Assert.Equal("docker rm -f -v a", Containers.Remove("a").Force().WithVolumes().ToCommandLine());
        Assert.Equal("docker rm -l web/db", Containers.Remove("web/db").Link().ToCommandLine());
        Assert.Equal("docker wait a b", Containers.Wait("a", "b").ToCommandLine());
        Assert.Equal("docker container inspect -s a", Containers.Inspect("a").WithSize().ToCommandLine());
    }

    [Fact]
    public void A_command_for_all_lists_in_the_line_itself()
    {
        Assert.Equal("docker start $(docker ps -aq)", Containers.StartAll().ToCommandLine());
        Assert.Equal("docker stop -t 1 $(docker ps -q)", Containers.StopAll().WithTimeout(TimeSpan.FromSeconds(1)).ToCommandLine());
        Assert.Equal("docker restart $(docker ps -q)", Containers.RestartAll().ToCommandLine());
        Assert.Equal("docker kill $(docker ps -q)", Containers.KillAll().ToCommandLine());
        Assert.Equal("docker rm $(docker ps -aq)", Containers.RemoveAll().ToCommandLine());
        Assert.Equal("docker rm -f -v $(docker ps -aq)", Containers.RemoveAll().IncludingRunning().WithVolumes().ToCommandLine());
        Assert.Equal("docker stop $(docker ps -q --filter 'label=a=b c')", Containers.StopAll(Containers.List().WithLabel("a", "b c")).ToCommandLine());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-f")]
    [InlineData("..")]
    [InlineData("é")]
    [InlineData("web\n")]
    [InlineData("web db")]
    public void A_name_that_cannot_be_one_is_refused_where_it_is_written(string name)
    {
        Assert.Contains($"'{name}'", Assert.Throws<ArgumentException>(() => Containers.Stop("web", name)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Containers.Remove(["web", name]));
        Assert.Throws<ArgumentException>(() => Containers.Get(name));
        Assert.Throws<ArgumentException>(() => Containers.Logs(name));
    }

    [Fact]
    public void A_name_may_be_written_as_the_engine_does()
    {
        Assert.Equal("web", Containers.Get("/web").Id);
        Assert.Equal("docker rm -l web/db", Containers.Remove("/web/db").Link().ToCommandLine());
        Assert.Equal("docker ps --filter before=web", Containers.List().Before("/web").ToCommandLine());
    }

    [Fact]
    public async Task Several_that_run_are_not_removed_and_each_says_what_would_help()
    {
        var transport = new FakeTransport { OnRemove = static (_, _) => throw Running() };
        var error = await Assert.ThrowsAsync<DockerBulkException<StateChange>>(() => transport.Connect().Containers.Remove("a", "b").ExecuteAsync(Token));

        Assert.Contains("  b: The container 'b' is running, so it was not removed.", error.Message, StringComparison.Ordinal);
        Assert.Contains("Force()", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_line_of_very_many_is_cut_short_in_the_message_only()
    {
        var transport = new FakeTransport { OnRemove = static (_, _) => throw Missing() };
        var error = await Assert.ThrowsAsync<DockerBulkException<StateChange>>(
            () => transport.Connect().Containers.Remove(Enumerable.Range(0, 5000).Select(static i => $"missing-{i}")).ExecuteAsync(Token));

        Assert.True(error.Message.Length < 3000, $"The message has {error.Message.Length} characters.");
        Assert.EndsWith(" missing-4999", error.CommandLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removal_of_all_is_called_the_same_for_containers_and_images()
    {
        await using DockerKitClient docker = new FakeTransport().Connect();
        string[] names = [docker.Containers.RemoveAll().Operation.Name, docker.Images.RemoveAll().Operation.Name];
        Assert.Equal(["containers.remove-all", "images.remove-all"], names);
    }

    [Fact]
    public void A_negative_stop_timeout_is_refused_unless_it_is_the_infinite_one()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Containers.Stop("a").WithTimeout(TimeSpan.FromSeconds(-1)));
        Assert.Contains("InfiniteTimeSpan", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Containers.Restart("a").WithTimeout(TimeSpan.MaxValue));
    }

    [Fact]
    public async Task The_transport_gets_timeout_and_signal_for_each_container()
    {
        var transport = new FakeTransport { OnStop = static (request, _) => Task.FromResult(request.Container == "a") };
        BulkResult<StateChange> result = await transport.Connect().Containers.Stop("a", "b").WithTimeout(TimeSpan.FromMilliseconds(1)).WithSignal(Signal.Quit).ExecuteAsync(Token);

        Assert.Equal([("a", true), ("b", false)], result.Select(static item => (item.Target, item.Value.Changed)));
        Assert.All(transport.Requests, static request => Assert.True(request is StopContainerRequest { Timeout.TotalSeconds: 1, Signal: "SIGQUIT" }));
    }

    [Fact]
    public async Task Removing_what_runs_says_so_and_what_would_help()
    {
        var transport = new FakeTransport
        {
            OnRemove = static (_, _) => throw Running(),
        };
        var error = await Assert.ThrowsAsync<DockerConflictException>(() => transport.Connect().Containers.Remove("web").ExecuteAsync(Token));

        Assert.StartsWith("The container 'web' is running, so it was not removed.", error.Summary, StringComparison.Ordinal);
        Assert.Contains("Force()", error.Summary, StringComparison.Ordinal);
        Assert.Contains("You cannot remove a running container", error.EngineMessage, StringComparison.Ordinal);
        Assert.Equal("docker rm web", error.CommandLine);
        Assert.Equal(409, error.StatusCode);
    }

    [Fact]
    public async Task One_failure_does_not_keep_the_others_from_being_removed()
    {
        var transport = new FakeTransport { OnRemove = static (request, _) => request.Container == "b" ? throw Missing() : Task.CompletedTask };
        ContainerOperations containers = transport.Connect().Containers;

        var error = await Assert.ThrowsAsync<DockerBulkException<StateChange>>(() => containers.Remove("a", "b", "c").ExecuteAsync(Token));
        Assert.Equal("b", Assert.Single(error.Failures).Key);
        Assert.Equal(["a", "c"], error.Result.Succeeded.Select(static item => item.Target));

        BulkResult<StateChange> result = await containers.Remove("a", "b", "c").AllowFailures().ExecuteAsync(Token);
        Assert.IsType<DockerNotFoundException>(Assert.Single(result.Failed).Error);
    }

    [Fact]
    public async Task A_missing_container_is_an_error_unless_it_is_removed_by_force()
    {
        var transport = new FakeTransport { OnRemove = static (_, _) => throw Missing() };
        ContainerOperations containers = transport.Connect().Containers;

        await Assert.ThrowsAsync<DockerNotFoundException>(() => containers.Remove("a").ExecuteAsync(Token));
        Assert.False(Assert.Single(await containers.Remove("a").Force().ExecuteAsync(Token)).Value.Changed);
    }

    [Fact]
    public async Task A_container_that_the_first_try_removed_is_removed_and_not_missing()
    {
        var transport = new FakeTransport();
        transport.OnRemove = (_, _) => throw (transport.Requests.Count == 1 ? new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected } : Missing());

        Assert.True(Assert.Single(await transport.Connect().Containers.Remove("a").ExecuteAsync(Token)).Value.Changed);
        Assert.Equal(2, transport.Requests.Count);
    }

    [Fact]
    public async Task Removing_all_lists_once_and_takes_what_vanished_or_is_being_removed_for_gone()
    {
        var transport = new FakeTransport
        {
            OnListContainers = static (_, _) => Task.FromResult(Rows("a", "b", "c")),
            OnRemove = static (request, _) => request.Container switch
            {
                "a" => Task.CompletedTask,
                "b" => throw Missing(),
                _ => throw new DockerConflictException("x") { StatusCode = 409, EngineMessage = "removal of container c is already in progress" },
            },
        };
        BulkResult<StateChange> result = await transport.Connect().Containers.RemoveAll().IncludingRunning().WithVolumes().ExecuteAsync(Token);

        Assert.Equal([("a", true), ("b", false), ("c", false)], result.Select(static item => (item.Target, item.Value.Changed)));
        Assert.True(Assert.Single(transport.Requests.OfType<ListContainersRequest>()) is { All: true, Size: false });
        Assert.All(transport.Requests.OfType<RemoveContainerRequest>(), static request => Assert.True(request is { Force: true, Volumes: true }));
    }

    [Fact]
    public async Task With_nothing_to_remove_nothing_is_removed()
    {
        var transport = new FakeTransport { OnListContainers = static (_, _) => Task.FromResult(Rows()) };
        Assert.Empty(await transport.Connect().Containers.RemoveAll().ExecuteAsync(Token));
        Assert.Empty(await transport.Connect().Containers.Remove([]).ExecuteAsync(Token));
    }

    [Fact]
    public async Task Many_are_removed_at_the_same_time_but_no_more_than_the_options_allow()
    {
        int running = 0;
        int most = 0;
        using var full = new SemaphoreSlim(0);
        var transport = new FakeTransport
        {
            OnListContainers = static (_, _) => Task.FromResult(Rows([.. Enumerable.Range(0, 12).Select(static i => $"c{i}")])),
            OnRemove = async (_, token) =>
            {
                int now = Interlocked.Increment(ref running);
                most = Math.Max(most, now);
                if (now == 4)
                {
                    full.Release(12);
                }

                await full.WaitAsync(token);
                Interlocked.Decrement(ref running);
            },
        };
        BulkResult<StateChange> result = await transport.Connect(static options => options.MaxConcurrency = 4).Containers.RemoveAll().ExecuteAsync(Token);

        Assert.True(result.IsSuccess);
        Assert.Equal(4, most);
    }

    [Fact]
    public async Task Killing_what_ended_since_it_was_listed_is_no_failure_but_killing_a_stopped_one_is()
    {
        var transport = new FakeTransport
        {
            OnListContainers = static (_, _) => Task.FromResult(Rows("a")),
            OnKill = static (_, _) => throw new DockerConflictException("x") { StatusCode = 409, EngineMessage = "Cannot kill container: a: Container a is not running" },
        };
        ContainerOperations containers = transport.Connect().Containers;

        Assert.False(Assert.Single(await containers.KillAll().ExecuteAsync(Token)).Value.Changed);
        await Assert.ThrowsAsync<DockerConflictException>(() => containers.Kill("a").ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_signal_is_not_sent_again_after_a_failure_that_tells_nothing()
    {
        var transport = new FakeTransport { OnKill = static (_, _) => throw new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected } };
        ContainerOperations containers = transport.Connect().Containers;

        await Assert.ThrowsAsync<DockerUnavailableException>(() => containers.Kill("a").WithSignal(Signal.Hup).ExecuteAsync(Token));
        Assert.Single(transport.Requests);
        await Assert.ThrowsAsync<DockerUnavailableException>(() => containers.Kill("a").ExecuteAsync(Token));
        Assert.Equal(1 + new RetryOptions().MaxAttempts, transport.Requests.Count);
    }

    [Fact]
    public async Task Cancelling_ends_all_with_the_callers_token()
    {
        using var source = new CancellationTokenSource();
        var transport = new FakeTransport
        {
            OnStop = async (_, token) =>
            {
                await source.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
                return true;
            },
        };
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.Connect().Containers.Stop("a", "b").ExecuteAsync(source.Token));

        Assert.Equal(source.Token, error.CancellationToken);
    }

    [Fact]
    public async Task A_handle_offers_the_same_commands_without_asking_the_engine()
    {
        var transport = new FakeTransport();
        await using DockerKitClient docker = transport.Connect();
        Container web = docker.Containers.Get("web");

        Assert.Equal("web", web.Id);
        Assert.Equal(
            ["docker container inspect web", "docker logs web", "docker wait web", "docker start web", "docker stop web", "docker restart web", "docker kill web", "docker rm web"],
            new DockerCommand[] { web.Inspect(), web.Logs(), web.Wait(), web.Start(), web.Stop(), web.Restart(), web.Kill(), web.Remove() }.Select(static c => c.ToCommandLine()));
        Assert.Empty(transport.Requests);
    }

    private static DockerConflictException Running() => new("x")
    {
        StatusCode = 409,
        EngineMessage = "You cannot remove a running container 4f66. Stop the container before attempting removal or force remove",
    };

    internal static DockerNotFoundException Missing() => new("No such container: x") { StatusCode = 404, EngineMessage = "No such container: x", Kind = ResourceKind.Container };

    private static IReadOnlyList<ContainerSummary> Rows(params string[] ids) => [.. ids.Select(static id => new ContainerSummary { Id = id })];

    [Fact]
    public async Task A_target_that_a_circuit_breaker_turns_away_does_not_lose_the_others()
    {
        var transport = new FakeTransport { OnStop = static (request, _) => request.Container == "b" ? throw new Polly.CircuitBreaker.BrokenCircuitException("The circuit is open.") : Task.FromResult(true) };
        await using DockerKitClient docker = transport.Connect();
        var error = await Assert.ThrowsAsync<DockerBulkException<StateChange>>(() => docker.Containers.Stop("a", "b", "c").ExecuteAsync(Token));
        Assert.Equal(["a", "c"], error.Result.Succeeded.Select(static item => item.Target));
        Assert.Contains("1 of 3 failed; the others are done", error.Summary, StringComparison.Ordinal);
        Assert.Contains("b: The circuit is open.", error.Summary, StringComparison.Ordinal);
        await Assert.ThrowsAsync<Polly.CircuitBreaker.BrokenCircuitException>(() => docker.Containers.Stop("b").ExecuteAsync(Token));
    }

    [Fact]
    public async Task An_error_of_all_targets_does_not_say_that_others_are_done()
    {
        var transport = new FakeTransport { OnStop = static (request, _) => throw new DockerNotFoundException($"No such container: {request.Container}") };
        await using DockerKitClient docker = transport.Connect();
        var error = await Assert.ThrowsAsync<DockerBulkException<StateChange>>(() => docker.Containers.Stop("a", "b").ExecuteAsync(Token));
        Assert.StartsWith($"2 of 2 failed:{Environment.NewLine}", error.Summary, StringComparison.Ordinal);
    }
}
