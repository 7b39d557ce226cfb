namespace DockerKit.Tests;

/// <summary>A clock for which every wait is over at once: what is waited for with a limit and does not come by itself has timed out.</summary>
internal sealed class SkippingTimeProvider : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Skipping(callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Skipping(TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) =>
            dueTime == Timeout.InfiniteTimeSpan || ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Ring(), this, preferLocal: false);

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private void Ring() => callback(state);
    }
}
