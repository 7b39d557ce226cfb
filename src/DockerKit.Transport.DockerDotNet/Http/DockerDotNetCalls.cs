using Docker.DotNet;
using Docker.DotNet.Models;
using Microsoft.Net.Http.Client;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>What Docker.DotNet carries: calls without JSON, where it drops nothing, and what is hijacked over a named pipe, which it alone can half-close.</summary>
/// <remarks>The only file, with <see cref="EngineCredentials"/>, that names types of Docker.DotNet: see <see cref="LoadedDockerDotNet"/>.</remarks>
internal sealed class DockerDotNetCalls : IBareCalls
{
    private readonly Lazy<DockerClient> _client; // when it is made, it asks for the host application's JsonConvert.DefaultSettings

    public DockerDotNetCalls(EngineHandler handler)
    {
        _client = new Lazy<DockerClient>(() => CreateClient(handler));
        if (handler.Endpoint.Scheme == "npipe")
        {
            _ = _client.Value; // brings the handler that half-closes pipes
        }
    }

    /// <summary>The connection of an answer that came through a named pipe.</summary>
    public static AttachStream HijackPipe(EngineHandler handler, HttpResponseMessage response)
    {
        WriteClosableStream pipe = ((HttpConnectionResponseContent)response.Content).HijackStream();
        return new AttachStream(handler, response, pipe, pipe, () =>
        {
            pipe.CloseWrite();
            return ValueTask.CompletedTask;
        });
    }

    /// <inheritdoc/>
    public Task<bool> StartAsync(StartContainerRequest request, CancellationToken cancellationToken) =>
        RunAsync(
            (docker, token) => docker.Containers.StartContainerAsync(QueryBuilder.Segment(request.Container), new ContainerStartParameters { DetachKeys = request.DetachKeys }, token),
            cancellationToken);

    public Task KillAsync(KillContainerRequest request, CancellationToken cancellationToken) =>
        RunAsync(
            async (docker, token) =>
            {
                await docker.Containers.KillContainerAsync(QueryBuilder.Segment(request.Container), new ContainerKillParameters { Signal = request.Signal }, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    public Task RemoveAsync(RemoveContainerRequest request, CancellationToken cancellationToken) =>
        RunAsync(
            async (docker, token) =>
            {
                var parameters = new ContainerRemoveParameters { Force = request.Force, RemoveVolumes = request.Volumes, RemoveLinks = request.Link };
                await docker.Containers.RemoveContainerAsync(QueryBuilder.Segment(request.Container), parameters, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    /// <summary>Makes one call through Docker.DotNet.</summary>
    public async Task<T> RunAsync<T>(Func<IDockerClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await call(_client.Value, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && (e as OperationCanceledException)?.CancellationToken != cancellationToken)
        {
            // Docker.DotNet ends a cancelled call with a token of its own, or with an IOException (dotnet/Docker.DotNet#516).
            throw new OperationCanceledException(null, e, cancellationToken);
        }
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private static DockerClient CreateClient(EngineHandler handler)
    {
        // For all but a pipe any address will do: the handler puts its own in its place.
        string[] pipe = handler.Endpoint.Address.Split('/');
        var address = new Uri(handler.Endpoint.Scheme == "npipe" ? $"npipe://{(pipe[2] == "." ? "localhost" : pipe[2])}/pipe/{pipe[4]}" : "http://localhost");
        var configuration = new DockerClientConfiguration(address, new EngineCredentials(handler), Timeout.InfiniteTimeSpan, namedPipeConnectTimeout: TimeSpan.FromSeconds(30));
        return configuration.CreateClient();
    }
}
