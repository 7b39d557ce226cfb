namespace DockerKit.Transport.DockerDotNet;

/// <summary>
/// The default transport: NuGet Docker.DotNet behind pooled connections, a negotiated API version and typed errors. Safe to share
/// between threads. Nothing is sent before the first call.
/// </summary>
public sealed class DockerDotNetTransport : IDockerTransport
{
    internal const string TransportName = "docker-dotnet";

    private readonly EngineConnection _connection;

    /// <summary>Makes a transport to an engine.</summary>
    /// <param name="endpoint">Where the engine is.</param>
    /// <param name="options">How it is reached; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <remarks>
    /// An application that loads another Docker.DotNet (Docker.DotNet.Enhanced, which Testcontainers brings, has an assembly of the same
    /// name) works as well: the transport then makes all calls itself.
    /// </remarks>
    public DockerDotNetTransport(DockerEndpoint endpoint, DockerDotNetTransportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        TimeSpan connectTimeout = (options ?? new DockerDotNetTransportOptions()).ConnectTimeout;
        if (connectTimeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(connectTimeout, TimeSpan.Zero, "options.ConnectTimeout");
            ArgumentOutOfRangeException.ThrowIfGreaterThan(connectTimeout, TimeSpan.FromDays(1), "options.ConnectTimeout");
        }

        _connection = EngineConnection.Open(endpoint, connectTimeout);
        System = new SystemTransport(_connection);
        Images = new ImageTransport(_connection, TransportName);
        Containers = new ContainerTransport(_connection, TransportName);
    }

    /// <inheritdoc/>
    public string Name => TransportName;

    /// <inheritdoc/>
    public string Endpoint => _connection.Endpoint.ToString();

    /// <inheritdoc/>
    public string? EngineVersion => _connection.EngineVersion;

    /// <inheritdoc/>
    public Version? ApiVersion => _connection.ApiVersion;

    /// <inheritdoc/>
    public ISystemTransport System { get; }

    /// <inheritdoc/>
    public IImageTransport Images { get; }

    /// <inheritdoc/>
    public IContainerTransport Containers { get; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
