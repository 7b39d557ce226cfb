using DockerKit.Transport;

namespace DockerKit.Tests;

public sealed class WaitContainersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_exit_code_is_a_result_whatever_it_is()
    {
        var transport = new FakeTransport { OnWait = static (request, _) => Task.FromResult<IPendingExit>(new Pending(Task.FromResult(new ContainerExit(request.Container == "a" ? 0 : 137)))) };
        BulkResult<ContainerExit> exits = await transport.Connect().Containers.Wait("a", "b").ExecuteAsync(Token);

        Assert.Equal([("a", 0), ("b", 137)], exits.Select(static item => (item.Target, item.Value!.ExitCode)));
        Assert.All(transport.Requests, static request => Assert.True(request is WaitContainerRequest { Condition: WaitCondition.NotRunning }));
    }

    [Fact]
    public async Task All_are_waited_for_at_once_however_many_they_are()
    {
        const int Count = 40;
        var all = new TaskCompletionSource<ContainerExit>(TaskCreationOptions.RunContinuationsAsynchronously);
        var transport = new FakeTransport();
        transport.OnWait = (_, _) =>
        {
            if (transport.Requests.Count == Count)
            {
                all.TrySetResult(new ContainerExit(0));
            }

            return Task.FromResult<IPendingExit>(new Pending(all.Task));
        };
        string[] names = [.. Enumerable.Range(0, Count).Select(static i => $"c{i}")];
        BulkResult<ContainerExit> exits = await transport.Connect(static options => options.MaxConcurrency = 2).Containers.Wait(names).UntilNextExit().ExecuteAsync(Token);

        Assert.Equal(Count, exits.Count);
        Assert.All(transport.Requests, static request => Assert.True(request is WaitContainerRequest { Condition: WaitCondition.NextExit }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wait_that_never_stands_is_given_up_after_the_tries_that_were_set(bool forEvent)
    {
        var transport = new FakeTransport { OnWait = static (_, _) => throw new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected } };
        WaitContainersCommand wait = transport.Connect().Containers.Wait("a");

        await Assert.ThrowsAsync<DockerUnavailableException>(() => (forEvent ? wait.UntilRemoved() : wait).ExecuteAsync(Token));
        Assert.Equal(new RetryOptions().MaxAttempts, transport.Requests.Count);
    }

    [Fact]
    public async Task A_wait_rides_out_more_restarts_than_there_are_tries_when_it_stood_between_them()
    {
        const int Restarts = 20;
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        int waits = 0;
        var transport = new FakeTransport { OnWait = (_, _) => Task.FromResult<IPendingExit>(++waits > Restarts ? FakeExit.Of(3) : new Cut(clock, TimeSpan.FromMinutes(10))) };
        await using DockerKitClient docker = transport.Connect(options => options.TimeProvider = clock);
        BulkResult<ContainerExit> exits = await docker.Containers.Wait("a").ExecuteAsync(Token);

        Assert.Equal(3, Assert.Single(exits).Value!.ExitCode);
        Assert.Equal(Restarts + 1, waits);
    }

    [Fact]
    public async Task A_wait_that_is_cut_at_once_each_time_is_given_up()
    {
        var transport = new FakeTransport { OnWait = static (_, _) => Task.FromResult<IPendingExit>(new Cut()) };
        await Assert.ThrowsAsync<DockerProtocolException>(() => transport.Connect(static options => options.Retry.MaxDelay = TimeSpan.FromSeconds(30)).Containers.Wait("a").ExecuteAsync(Token));
        Assert.Equal(new RetryOptions().MaxAttempts, transport.Requests.Count);
    }

    [Theory]
    [InlineData(1, ContainerState.Exited, 7L)] // it ended while nobody waited
    [InlineData(-3600, ContainerState.Exited, 9L)] // it ended long before: the next end is still to come
    [InlineData(1, ContainerState.Running, null)] // it ended and was started again
    public async Task The_next_exit_is_found_when_it_came_while_the_connection_was_away(int finished, ContainerState state, long? code)
    {
        DateTimeOffset now = new(2025, 1, 31, 12, 0, 0, TimeSpan.Zero);
        int waits = 0;
        var transport = new FakeTransport
        {
            OnWait = (_, _) => Task.FromResult<IPendingExit>(++waits == 1 ? new Cut() : FakeExit.Of(9)),
            OnInspect = (_, _) => Task.FromResult(new ContainerDetails { Id = "0123", Created = now.AddDays(-1), State = state, ExitCode = 7, FinishedAt = now.AddSeconds(finished) }),
            OnInfo = _ => Task.FromResult(new EngineInfo { SystemTime = now }),
        };
        WaitContainersCommand wait = transport.Connect().Containers.Wait("a").UntilNextExit();
        if (code is null)
        {
            Assert.Contains("it runs again", (await Assert.ThrowsAsync<DockerKitException>(() => wait.ExecuteAsync(Token))).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(code, Assert.Single(await wait.ExecuteAsync(Token)).Value!.ExitCode);
        }
    }

    [Theory]
    [InlineData(WaitCondition.NotRunning)]
    [InlineData(WaitCondition.NextExit)]
    [InlineData(WaitCondition.Removed)]
    public async Task A_container_that_is_gone_after_a_cut_is_told_with_the_reason(WaitCondition condition)
    {
        int waits = 0;
        var transport = new FakeTransport
        {
            OnWait = (_, _) => ++waits == 1 ? Task.FromResult<IPendingExit>(new Cut()) : throw new DockerNotFoundException("No such container: a") { StatusCode = 404 },
        };
        WaitContainersCommand wait = transport.Connect().Containers.Wait("a");
        wait = condition == WaitCondition.NextExit ? wait.UntilNextExit() : condition == WaitCondition.Removed ? wait.UntilRemoved() : wait;
        var error = await Assert.ThrowsAsync<DockerNotFoundException>(() => wait.ExecuteAsync(Token));
        Assert.Contains("its exit code is not known", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_container_of_the_same_name_is_not_waited_for_in_place_of_one_that_is_gone()
    {
        DateTimeOffset now = new(2025, 1, 31, 12, 0, 0, TimeSpan.Zero);
        int waits = 0;
        var transport = new FakeTransport
        {
            OnWait = (_, _) => Task.FromResult<IPendingExit>(++waits == 1 ? new Cut() : FakeExit.Never()),
            OnInspect = (_, _) => Task.FromResult(new ContainerDetails { Id = "0123", Created = now, State = ContainerState.Running }),
            OnInfo = _ => Task.FromResult(new EngineInfo { SystemTime = now }),
        };
        var error = await Assert.ThrowsAsync<DockerKitException>(() => transport.Connect().Containers.Wait("a").UntilRemoved().ExecuteAsync(Token));
        Assert.Contains("another one has its name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_that_the_engine_gives_up_since_it_stops_is_begun_again_and_is_no_exit_code()
    {
        int waits = 0;
        var transport = new FakeTransport { OnWait = (_, _) => Task.FromResult<IPendingExit>(++waits == 1 ? FakeExit.Of(-1, "context canceled") : FakeExit.Of(0)) };
        Assert.Equal(0, Assert.Single(await transport.Connect().Containers.Wait("a").ExecuteAsync(Token)).Value!.ExitCode);
    }

    /// <summary>A wait whose connection is cut.</summary>
    private sealed class Cut(ManualTimeProvider? clock = null, TimeSpan after = default) : IPendingExit
    {
        public Task<ContainerExit> GetExitAsync(CancellationToken cancellationToken)
        {
            clock?.Advance(after);
            return Task.FromException<ContainerExit>(new DockerProtocolException("cut off"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Pending(Task<ContainerExit> exit) : IPendingExit
    {
        public Task<ContainerExit> GetExitAsync(CancellationToken cancellationToken) => exit.WaitAsync(cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
