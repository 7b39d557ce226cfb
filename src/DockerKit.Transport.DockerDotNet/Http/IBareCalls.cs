namespace DockerKit.Transport.DockerDotNet;

/// <summary>The calls without JSON in them: through Docker.DotNet, or our own where the application loads another one.</summary>
internal interface IBareCalls : IDisposable
{
    /// <summary>False when it runs already.</summary>
    Task<bool> StartAsync(StartContainerRequest request, CancellationToken cancellationToken);

    Task KillAsync(KillContainerRequest request, CancellationToken cancellationToken);

    Task RemoveAsync(RemoveContainerRequest request, CancellationToken cancellationToken);
}
