using DockerKit.Transport;

namespace DockerKit;

/// <summary>What <c>docker rm</c> does to each container, and what the engine's refusals mean.</summary>
internal static class ContainerRemoval
{
    /// <summary>Removes each of them.</summary>
    /// <param name="command">The command, for its executor and for errors.</param>
    /// <param name="containers">Which containers.</param>
    /// <param name="template">The request, less the container.</param>
    /// <param name="allowFailures">Whether failures are only in the result.</param>
    /// <param name="remedy">The command's method that lets it remove what runs.</param>
    /// <param name="cancellationToken">Ends all.</param>
    public static Task<BulkResult<StateChange>> RunAsync(
        DockerCommand command,
        ContainerSelection containers,
        RemoveContainerRequest template,
        bool allowFailures,
        string remedy,
        CancellationToken cancellationToken) =>
        ContainerBulk.RunAsync(
            command,
            containers,
            allowFailures,
            container => template with { Container = container },
            (transport, request, token) => RemoveAsync(transport, request, remedy, token),
            (error, attempt) => Answer(error, attempt, template.Force, containers.IsListed),
            cancellationToken);

    private static async Task<bool> RemoveAsync(IContainerTransport transport, RemoveContainerRequest request, string remedy, CancellationToken cancellationToken)
    {
        try
        {
            await transport.RemoveAsync(request, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DockerConflictException e) when (!request.Force && Says(e, "force remove"))
        {
            // The engine advises a "force remove" without saying what that is.
            string state = Says(e, "paused") ? "is paused" : "is running";
            throw new DockerConflictException($"The container '{request.Container}' {state}, so it was not removed. Stop it first, or kill and remove it in one go: put {remedy}() on the command (docker rm -f).", e)
            {
                StatusCode = e.StatusCode,
                EngineMessage = e.EngineMessage,
            };
        }
    }

    private static StateChange? Answer(DockerKitException error, int attempt, bool force, bool listed)
    {
        // At a second try it is our own first one that it was removed by, or is being removed by.
        bool gone = error is DockerNotFoundException && (force || listed || attempt > 1);
        bool going = error is DockerConflictException && (listed || attempt > 1) && Says(error, "already in progress");
        return gone || going ? new StateChange(attempt > 1) : null;
    }

    private static bool Says(DockerKitException error, string words) => error.EngineMessage?.Contains(words, StringComparison.Ordinal) == true;
}
