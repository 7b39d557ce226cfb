using System.Runtime.CompilerServices;

namespace DockerKit;

/// <summary>Ends a stream that shows no sign of life for too long. The time that the reader itself takes between two items does not count.</summary>
internal static class IdleLimit
{
    /// <summary>The same items.</summary>
    /// <param name="open">Opens the stream.</param>
    /// <param name="limit">How long an item may take; infinite for no limit.</param>
    /// <param name="clock">What the time is counted by.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="DockerTimeoutException">An item took too long.</exception>
    public static IAsyncEnumerable<T> Of<T>(Func<CancellationToken, IAsyncEnumerable<T>> open, TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken) =>
        limit == Timeout.InfiniteTimeSpan ? open(cancellationToken) : WatchAsync(open, limit, clock, cancellationToken);

    private static async IAsyncEnumerable<T> WatchAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> open,
        TimeSpan limit,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, idle.Token);
        IAsyncEnumerator<T> source = open(either.Token).GetAsyncEnumerator(either.Token);
        await using (source.ConfigureAwait(false))
        {
            while (await MoveNextAsync(source, idle, limit, cancellationToken).ConfigureAwait(false))
            {
                yield return source.Current;
            }
        }
    }

    private static ValueTask<bool> MoveNextAsync<T>(IAsyncEnumerator<T> source, CancellationTokenSource idle, TimeSpan limit, CancellationToken cancellationToken)
    {
        ValueTask<bool> next = source.MoveNextAsync();
        return next.IsCompletedSuccessfully ? next : AwaitAsync(next, idle, limit, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<bool> AwaitAsync(ValueTask<bool> next, CancellationTokenSource idle, TimeSpan limit, CancellationToken cancellationToken)
    {
        idle.CancelAfter(limit);
        try
        {
            return await next.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(null, e, cancellationToken);
        }
        catch (OperationCanceledException e) when (idle.IsCancellationRequested)
        {
            throw new DockerTimeoutException($"The engine sent no sign of life for {GoDuration.Format(limit)}. What it did is not known. Set Timeouts.StreamIdle to give it longer.", e) { Timeout = limit };
        }
        finally
        {
            idle.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }
}
