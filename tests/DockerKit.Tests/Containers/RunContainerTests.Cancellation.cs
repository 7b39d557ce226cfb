using DockerKit.Transport;

namespace DockerKit.Tests;

public sealed partial class RunContainerTests
{
    [Fact]
    public async Task A_cancelled_run_kills_the_container_and_carries_the_callers_token()
    {
        using var source = new CancellationTokenSource();
        FakeTransport transport = Engine(new FakeSession { NeverEnds = true }, FakeExit.Never());
        Task<RunResult> run = transport.Connect().Containers.Run("busybox:1").WithStandardInput("x").ExecuteAsync(source.Token);
        await source.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.True(transport.Requests[^1] is KillContainerRequest { Container: Id, Signal: null });
    }

    [Fact]
    public async Task A_container_that_was_made_in_spite_of_a_cancellation_is_removed()
    {
        using var source = new CancellationTokenSource();
        FakeTransport transport = Engine(new FakeSession(), FakeExit.Never());
        transport.OnCreate = (_, _) =>
        {
            source.Cancel();
            return Task.FromResult(new CreatedContainer(Id, []));
        };
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.Connect().Containers.Run("busybox:1").StartAsync(source.Token));
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.True(transport.Requests[^1] is RemoveContainerRequest { Container: Id, Force: true });
    }

    [Fact]
    public async Task A_container_whose_start_is_cancelled_is_removed()
    {
        using var source = new CancellationTokenSource();
        FakeTransport transport = Engine(new FakeSession(), FakeExit.Never());
        transport.OnStart = (_, token) =>
        {
            source.Cancel();
            return Task.FromCanceled<bool>(token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.Connect().Containers.Run("busybox:1").StartAsync(source.Token));
        Assert.True(transport.Requests[^1] is RemoveContainerRequest { Container: Id, Force: true });
    }

    [Fact]
    public async Task What_a_cancelled_run_has_made_is_removed_although_the_removal_fails_at_first()
    {
        using var source = new CancellationTokenSource();
        FakeTransport transport = Engine(new FakeSession(), FakeExit.Never());
        int removals = 0;
        transport.OnRemove = (_, _) => ++removals == 1 ? throw new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected } : Task.CompletedTask;
        transport.OnStart = (_, token) =>
        {
            source.Cancel();
            return Task.FromCanceled<bool>(token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.Connect().Containers.Run("busybox:1").StartAsync(source.Token));
        Assert.Equal(2, removals);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_run_ends_when_the_container_has_ended_and_with_rm_is_removed(bool remove)
    {
        using var source = new CancellationTokenSource();
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var removed = new TaskCompletionSource<ContainerExit>(TaskCreationOptions.RunContinuationsAsynchronously);
        FakeTransport transport = Engine(new FakeSession { NeverEnds = true }, new FakeExit(removed.Task));
        transport.OnKill = (_, _) =>
        {
            killed.SetResult();
            return Task.CompletedTask;
        };
        RunContainerCommand command = transport.Connect(static options => options.TimeProvider = new StoppedTimeProvider()).Containers.Run("busybox:1");
        Task<RunResult> run = (remove ? command.RemoveWhenDone() : command).ExecuteAsync(source.Token);
        await source.CancelAsync();

        // The engine answers first, and ends the container then.
        await killed.Task;
        for (int i = 0; i < 1_000; i++)
        {
            await Task.Yield();
        }

        bool waited = !run.IsCompleted;
        removed.SetResult(new ContainerExit(137, null));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.True(waited);
    }

    [Fact]
    public async Task A_removal_that_never_ends_is_not_waited_for()
    {
        using var source = new CancellationTokenSource();
        FakeTransport transport = Engine(new FakeSession { NeverEnds = true }, FakeExit.Never());
        Task<RunResult> run = transport.Connect().Containers.Run("busybox:1").RemoveWhenDone().ExecuteAsync(source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(20), Token));
    }
}
