using Docker.DotNet;

namespace DockerKit.Benchmarks.Scripted;

/// <summary>One client of each kind, kept for all calls, as an application keeps them.</summary>
internal sealed class Clients(string endpoint) : IAsyncDisposable
{
    public DockerClient DockerDotNet { get; } = new DockerClientConfiguration(new Uri(endpoint)).CreateClient();

    public DockerKitClient DockerKit { get; } = DockerKitClient.Connect(endpoint);

    /// <summary>What the output is read into by both.</summary>
    public byte[] Buffer { get; } = new byte[80 * 1024];

    public ValueTask DisposeAsync()
    {
        DockerDotNet.Dispose();
        return DockerKit.DisposeAsync();
    }
}
