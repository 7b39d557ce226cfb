using System.Diagnostics.Contracts;
using DockerKit.Transport;

namespace DockerKit;

/// <summary>A Docker engine: <c>docker</c> as an object. Safe to share between threads; make one and keep it.</summary>
/// <remarks>Nothing is sent before the first command is run. Dispose it to close its connections.</remarks>
public class DockerKitClient : IAsyncDisposable
{
    private readonly CommandExecutor _executor;
    private readonly bool _ownsTransport;
    private PingCommand? _ping;

    /// <summary>For test doubles that override members. A client that talks to an engine comes from <see cref="Connect()"/>.</summary>
    protected DockerKitClient()
        : this(DetachedTransport.Instance, new DockerKitOptions())
    {
    }

    private protected DockerKitClient(IDockerTransport transport, DockerKitOptions options, bool ownsTransport = true)
    {
        _ownsTransport = ownsTransport;
        _executor = new CommandExecutor(transport, options);
        Images = new ImageOperations(_executor);
        Containers = new ContainerOperations(_executor);
    }

    /// <summary>Where the engine is, as commands and errors name it: <c>unix:///var/run/docker.sock</c>.</summary>
    public virtual string Endpoint => _executor.Transport.Endpoint;

    /// <summary>Images: <c>docker images</c>, <c>pull</c>, <c>search</c>, <c>rmi</c>.</summary>
    public virtual ImageOperations Images { get; }

    /// <summary>Containers: <c>docker run</c>, <c>ps</c>, <c>start</c>, <c>stop</c>, <c>rm</c>, …</summary>
    public virtual ContainerOperations Containers { get; }

    /// <summary>A client for the engine that <c>docker</c> would use: <c>DOCKER_HOST</c>, or the platform's own socket or pipe.</summary>
    /// <exception cref="FormatException"><c>DOCKER_HOST</c> is not an endpoint.</exception>
    public static DockerKitClient Connect() => Connect(new DockerKitOptions());

    /// <summary>A client for the engine at an endpoint: <c>docker -H ENDPOINT</c>.</summary>
    /// <param name="endpoint"><c>unix:///var/run/docker.sock</c>, <c>npipe:////./pipe/docker_engine</c> or <c>tcp://host:2376</c>.</param>
    /// <exception cref="FormatException">It is not an endpoint.</exception>
    public static DockerKitClient Connect(string endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return Connect(new DockerKitOptions { Endpoint = endpoint });
    }

    /// <summary>A client with options of your own.</summary>
    /// <param name="options">How the client reaches its engine and behaves.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="FormatException">The endpoint is not one.</exception>
    public static DockerKitClient Connect(DockerKitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        DockerKitOptions own = options.Validated();
        return new DockerKitClient(DefaultTransport.Open(own), own);
    }

    /// <summary>A client for an engine behind a transport of your own, which the client disposes of.</summary>
    /// <param name="transport">The transport.</param>
    /// <param name="options">How the client behaves; null for the defaults. Its endpoint is not used.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static DockerKitClient Connect(IDockerTransport transport, DockerKitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        return new DockerKitClient(transport, (options ?? new DockerKitOptions()).Validated());
    }

    /// <summary>Asks whether the engine answers (<c>GET /_ping</c>).</summary>
    [Pure]
    public virtual PingCommand Ping() => _ping ??= new(_executor); // it has no options, and one serves all

    /// <summary>What runs here and on the engine: <c>docker version</c>.</summary>
    [Pure]
    public virtual VersionCommand Version() => new(_executor);

    /// <summary>The engine's state and settings: <c>docker info</c>.</summary>
    [Pure]
    public virtual InfoCommand Info() => new(_executor);

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (_ownsTransport)
        {
            await _executor.Transport.DisposeAsync().ConfigureAwait(false);
        }

        GC.SuppressFinalize(this);
    }
}
