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

    [Fact]
    public async Task A_wait_for_an_event_is_not_begun_again_since_the_event_may_have_been_between()
    {
        var transport = new FakeTransport { OnWait = static (_, _) => throw new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected } };
        ContainerOperations containers = transport.Connect().Containers;

        await Assert.ThrowsAsync<DockerUnavailableException>(() => containers.Wait("a").UntilRemoved().ExecuteAsync(Token));
        Assert.Single(transport.Requests);
        await Assert.ThrowsAsync<DockerUnavailableException>(() => containers.Wait("a").ExecuteAsync(Token));
        Assert.Equal(1 + new RetryOptions().MaxAttempts, transport.Requests.Count);
    }

    private sealed class Pending(Task<ContainerExit> exit) : IPendingExit
    {
        public Task<ContainerExit> GetExitAsync(CancellationToken cancellationToken) => exit.WaitAsync(cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
