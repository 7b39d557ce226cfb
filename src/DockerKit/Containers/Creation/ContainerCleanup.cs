using DockerKit.Transport;

namespace DockerKit;

/// <summary>Takes back what a run that failed or was cancelled has made. It never hides the failure itself: what goes wrong here is logged.</summary>
internal static class ContainerCleanup
{
    /// <summary>A cancelled call must end within a second, on a busy machine too.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(700);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Removes a container, with its anonymous volumes, whether it runs or not.</summary>
    /// <param name="command">The command that has made it.</param>
    /// <param name="id">The container.</param>
    /// <param name="limit">How long it may take, where the call has used up a part of its second before.</param>
    public static Task RemoveAsync(DockerCommand command, string id, TimeSpan? limit = null) => RepeatAsync(
        command,
        static (transport, container, token) => transport.RemoveAsync(new RemoveContainerRequest { Container = container, Force = true, Volumes = true }, token),
        id,
        limit ?? Limit);

    /// <summary>Ends a container's process. With <c>--rm</c> the engine then removes it.</summary>
    public static Task KillAsync(DockerCommand command, string id) => RepeatAsync(
        command,
        static (transport, container, token) => transport.KillAsync(new KillContainerRequest { Container = container }, token),
        id,
        Limit);

    /// <summary>Both may be repeated, and are, as long as there is time: what broke the call itself often breaks the first of these, too.</summary>
    private static async Task RepeatAsync(DockerCommand command, Func<IContainerTransport, string, CancellationToken, Task> call, string id, TimeSpan limit)
    {
        using var source = new CancellationTokenSource(limit);
        DockerKitException? failure = null;
        try
        {
            while ((failure = await AttemptAsync(command, call, id, source.Token).ConfigureAwait(false)) is not null)
            {
                await Task.Delay(Pause, source.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is DockerKitException or OperationCanceledException)
        {
            command.Executor.LogLeftBehind(command, id, failure ?? e);
        }
    }

    /// <returns>The failure after which it may be tried again; null when it is done.</returns>
    private static async Task<DockerKitException?> AttemptAsync(DockerCommand command, Func<IContainerTransport, string, CancellationToken, Task> call, string id, CancellationToken cancellationToken)
    {
        try
        {
            await call(command.Executor.Transport.Containers, id, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is DockerNotFoundException or DockerConflictException)
        {
            return null; // it is gone, or going, or has ended: what was wanted
        }
        catch (DockerKitException e) when (TransientFailures.MayRetry(e, OperationKind.Repeatable))
        {
            return e;
        }
    }
}
