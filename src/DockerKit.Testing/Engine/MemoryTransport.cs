using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary>A client's way to an engine in memory. Its end is not the engine's.</summary>
internal sealed class MemoryTransport : IDockerTransport
{
    public const string TransportName = "memory";

    private bool _isDisposed;

    public MemoryTransport(EngineState engine)
    {
        System = new MemorySystemTransport(engine, this);
        Images = new MemoryImageTransport(engine, this);
        Containers = new MemoryContainerTransport(engine, this);
    }

    public string Name => TransportName;

    public string Endpoint => "memory://engine";

    public string? EngineVersion => MemorySystemTransport.ServerVersion;

    public Version? ApiVersion => MemorySystemTransport.ApiVersion;

    public ISystemTransport System { get; }

    public IImageTransport Images { get; }

    public IContainerTransport Containers { get; }

    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        return ValueTask.CompletedTask;
    }

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, this);
}
