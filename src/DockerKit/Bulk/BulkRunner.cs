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
        string[] distinct = [.. targets.Distinct(StringComparer.Ordinal)];
        var items = new BulkItem<T>[distinct.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency ?? command.Executor.Options.MaxConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, distinct.Length, options, async (i, token) =>
        {
            try
            {
                items[i] = new BulkItem<T>(distinct[i], await call(distinct[i], token).ConfigureAwait(false), null);
            }
            catch (DockerKitException e)
            {
                items[i] = new BulkItem<T>(distinct[i], default, e);
            }
            catch (ExecutionRejectedException e) when (distinct.Length > 1)
            {
                // A circuit breaker of the caller's own pipeline turns away one target: what came of the others is not lost over it.
                items[i] = new BulkItem<T>(distinct[i], default, new DockerKitException(e.Message, e));
            }
        }).ConfigureAwait(false);

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
}
