namespace DockerKit.Transport;

/// <summary>A wait for a container that the engine has taken note of.</summary>
public interface IPendingExit : IAsyncDisposable
{
    /// <summary>Completes when the awaited condition holds. Call it once.</summary>
    /// <param name="cancellationToken">Ends the wait; the container goes on.</param>
    Task<ContainerExit> GetExitAsync(CancellationToken cancellationToken);
}
