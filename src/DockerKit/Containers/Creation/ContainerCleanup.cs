using DockerKit.Transport;

namespace DockerKit;

/// <summary>Takes back what a run that failed or was cancelled has made. It never hides the failure itself: what goes wrong here is logged.</summary>
internal static class ContainerCleanup
{
    /// <summary>A cancelled call must end within a second, on a busy machine too.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(700);

    /// <summary>Removes a container, with its anonymous volumes, whether it runs or not.</summary>
    public static Task RemoveAsync(DockerCommand command, string id) => AttemptAsync(
        command,
        static (transport, container, token) => transport.RemoveAsync(new RemoveContainerRequest { Container = container, Force = true, Volumes = true }, token),
        id);

    /// <summary>Ends a container's process. With <c>--rm</c> the engine then removes it.</summary>
    public static Task KillAsync(DockerCommand command, string id) => AttemptAsync(
        command,
        static (transport, container, token) => transport.KillAsync(new KillContainerRequest { Container = container }, token),
        id);

    private static async Task AttemptAsync(DockerCommand command, Func<IContainerTransport, string, CancellationToken, Task> call, string id)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await call(command.Executor.Transport.Containers, id, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DockerNotFoundException or DockerConflictException)
        {
            // It is gone, or going, or has ended: what was wanted.
        }
        catch (Exception e) when (e is DockerKitException or OperationCanceledException)
        {
            command.Executor.LogLeftBehind(command, id, e);
        }
    }
}
