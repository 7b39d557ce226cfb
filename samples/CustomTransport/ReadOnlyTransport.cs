using DockerKit.Transport;

namespace DockerKit.Samples.CustomTransport;

/// <summary>Passes on what only reads, and refuses what changes anything. All commands, their retries, logs and traces stay as they are.</summary>
/// <remarks>It is a guard against mistakes, and no wall: whoever can open the engine's socket can do everything.</remarks>
internal sealed class ReadOnlyTransport(IDockerTransport inner) : IDockerTransport
{
    public string Name => "read-only " + inner.Name;

    public string Endpoint => inner.Endpoint;

    public string? EngineVersion => inner.EngineVersion;

    public Version? ApiVersion => inner.ApiVersion;

    public ISystemTransport System => inner.System;

    public IImageTransport Images { get; } = new ReadOnlyImages(inner.Images);

    public IContainerTransport Containers { get; } = new ReadOnlyContainers(inner.Containers);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    /// <summary>An error that says what was refused. It is none that passes by itself, so nothing is tried again.</summary>
    internal static DockerUnauthorizedException Refuse(string what) => new($"This client only reads: it does not {what}.");
}
