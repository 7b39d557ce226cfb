using DockerKit.Transport;

namespace DockerKit;

/// <summary>Does one thing to each container of a selection.</summary>
internal static class ContainerBulk
{
    /// <summary>Runs the call for each container.</summary>
    /// <param name="command">The command, for its executor and for errors.</param>
    /// <param name="containers">Which containers.</param>
    /// <param name="allowFailures">Whether failures are only in the result.</param>
    /// <param name="request">The request for one container.</param>
    /// <param name="call">The transport's method; tells whether it changed something.</param>
    /// <param name="answer">What an error at the n-th try that may have reached the engine comes to: a result after all, or null for the error that it is.</param>
    /// <param name="cancellationToken">Ends all.</param>
    public static async Task<BulkResult<StateChange>> RunAsync<TRequest>(
        DockerCommand command,
        ContainerSelection containers,
        bool allowFailures,
        Func<string, TRequest> request,
        Func<IContainerTransport, TRequest, CancellationToken, Task<bool>> call,
        Func<DockerKitException, int, StateChange?> answer,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<string> targets = await containers.ResolveAsync(cancellationToken).ConfigureAwait(false);
        return await BulkRunner.RunAsync(command, targets, allowFailures, OneAsync, cancellationToken).ConfigureAwait(false);

        Task<StateChange> OneAsync(string container, CancellationToken token)
        {
            // A try that certainly did nothing is no first one: what it did not find was not there.
            int doubtful = 0;
            return command.Executor.ExecuteAsync(command, request(container), CallAsync, token);

            async Task<StateChange> CallAsync(IDockerTransport transport, TRequest one, CancellationToken attemptToken)
            {
                int attempt = ++doubtful;
                try
                {
                    return new StateChange(await call(transport.Containers, one, attemptToken).ConfigureAwait(false));
                }
                catch (DockerKitException e)
                {
                    if (!TransientFailures.LeavesDoubt(e))
                    {
                        doubtful--;
                    }

                    if (answer(e, attempt) is { } known)
                    {
                        return known;
                    }

                    // A listed container that is gone when its turn comes has nothing left to be done to it.
                    if (containers.IsListed && e is DockerNotFoundException { Kind: ResourceKind.Container or ResourceKind.Unknown })
                    {
                        return default;
                    }

                    throw;
                }
            }
        }
    }
}
