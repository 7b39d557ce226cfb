using System.Runtime.CompilerServices;
using Polly;

namespace DockerKit;

/// <summary>Does one thing to many, several at the same time, and keeps what came of each.</summary>
internal static class BulkRunner
{
    /// <summary>Runs the call for each target. One that fails does not stop the others; a cancelled token stops all.</summary>
    /// <param name="command">The command, for its executor and for errors.</param>
    /// <param name="targets">The names or ids. One that is given twice is worked on once.</param>
    /// <param name="allowFailures">Whether failures are only in the result. If not, a single target's error is thrown as it is, and those of several as one.</param>
    /// <param name="call">What is done to one, through the executor.</param>
    /// <param name="cancellationToken">Ends all.</param>
    /// <param name="concurrency">How many at the same time; null for what the client's options say.</param>
    public static async Task<BulkResult<T>> RunAsync<T>(
        DockerCommand command,
        IReadOnlyList<string> targets,
        bool allowFailures,
        Func<string, CancellationToken, Task<T>> call,
        CancellationToken cancellationToken,
        int? concurrency = null)
    {
        BulkItem<T>[] items;
        if (targets.Count == 1)
        {
            // By far the most common, and nothing runs beside it.
            cancellationToken.ThrowIfCancellationRequested();
            items = [await OneAsync(targets[0], isAlone: true, call, cancellationToken).ConfigureAwait(false)];
        }
        else
        {
            items = await AllAsync([.. targets.Distinct(StringComparer.Ordinal)], concurrency ?? command.Executor.Options.MaxConcurrency, call, cancellationToken).ConfigureAwait(false);
        }

        return Settle(command, new BulkResult<T>(items), allowFailures);
    }

    /// <summary>The result, or its failures as an error: a single target's as it is, those of several as one.</summary>
    public static BulkResult<T> Settle<T>(DockerCommand command, BulkResult<T> result, bool allowFailures)
    {
        if (allowFailures || result.IsSuccess)
        {
            return result;
        }

        throw command.Executor.Told(result is [{ Error: { } only }] ? only : new DockerBulkException<T>(result), command);
    }

    private static async Task<BulkItem<T>[]> AllAsync<T>(string[] targets, int concurrency, Func<string, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var items = new BulkItem<T>[targets.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0,
            targets.Length,
            options,
            async (i, token) => items[i] = await OneAsync(targets[i], targets.Length == 1, call, token).ConfigureAwait(false)).ConfigureAwait(false);
        return items;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<BulkItem<T>> OneAsync<T>(string target, bool isAlone, Func<string, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return new BulkItem<T>(target, await call(target, cancellationToken).ConfigureAwait(false), null);
        }
        catch (DockerKitException e)
        {
            return new BulkItem<T>(target, default, e);
        }
        catch (ExecutionRejectedException e) when (!isAlone)
        {
            // A circuit breaker of the caller's own pipeline turns away one target: what came of the others is not lost over it.
            return new BulkItem<T>(target, default, new DockerKitException(e.Message, e));
        }
    }
}
