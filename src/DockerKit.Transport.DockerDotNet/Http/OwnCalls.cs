namespace DockerKit.Transport.DockerDotNet;

/// <summary>The same calls as <see cref="DockerDotNetCalls"/> makes, for applications that load another Docker.DotNet.</summary>
internal sealed class OwnCalls(EngineConnection connection) : IBareCalls
{
    private const int NotModified = 304;

    public async Task<bool> StartAsync(StartContainerRequest request, CancellationToken cancellationToken)
    {
        string path = ContainerPath.Of(request.Container, "start").Add("detachKeys", request.DetachKeys).ToString();
        return await connection.SendAsync(HttpMethod.Post, path, cancellationToken).ConfigureAwait(false) != NotModified;
    }

    public Task KillAsync(KillContainerRequest request, CancellationToken cancellationToken) =>
        connection.SendAsync(HttpMethod.Post, ContainerPath.Of(request.Container, "kill").Add("signal", request.Signal).ToString(), cancellationToken);

    public Task RemoveAsync(RemoveContainerRequest request, CancellationToken cancellationToken) =>
        connection.SendAsync(
            HttpMethod.Delete,
            ContainerPath.Of(request.Container).Add("v", True(request.Volumes)).Add("link", True(request.Link)).Add("force", True(request.Force)).ToString(),
            cancellationToken);

    public void Dispose()
    {
    }

    private static bool? True(bool value) => value ? true : null;
}
