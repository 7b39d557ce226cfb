namespace DockerKit.Transport;

/// <summary>The way to one Docker engine: what DockerKit says to it, and what comes back. For people who write transports.</summary>
/// <remarks>
/// <para>An implementation must be safe to use from many threads, does no I/O before its first call, and never retries: retries are the
/// facade's. It throws only <see cref="DockerKitException"/> and its descendants, <see cref="OperationCanceledException"/> with the
/// caller's token, and <see cref="ObjectDisposedException"/>. A cancelled call ends within a second.</para>
/// <para>An option that it, or the engine's API version, cannot express is refused with <see cref="UnsupportedOptionException"/>
/// before anything is sent; it is never dropped.</para>
/// </remarks>
public interface IDockerTransport : IAsyncDisposable
{
    /// <summary>The transport's own name, for messages: <c>docker-dotnet</c>.</summary>
    string Name { get; }

    /// <summary>Where the engine is, for messages: <c>unix:///var/run/docker.sock</c>.</summary>
    string Endpoint { get; }

    /// <summary>The engine's version, for traces: <c>28.5.2</c>. Read without I/O and without delay.</summary>
    /// <value>Null as long as no answer has told it, and for a transport that does not know.</value>
    string? EngineVersion => null;

    /// <summary>The API version that calls speak, for traces. Read without I/O and without delay.</summary>
    /// <value>Null as long as it is not agreed on, and for a transport that does not know.</value>
    Version? ApiVersion => null;

    /// <summary>What concerns the engine as a whole.</summary>
    ISystemTransport System { get; }

    /// <summary>What concerns images.</summary>
    IImageTransport Images { get; }

    /// <summary>What concerns containers.</summary>
    IContainerTransport Containers { get; }
}
