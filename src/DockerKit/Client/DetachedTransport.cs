using DockerKit.Transport;

namespace DockerKit;

/// <summary>The transport of a client that a test made by deriving from it: every call says so.</summary>
internal sealed class DetachedTransport : IDockerTransport
{
    public static readonly DetachedTransport Instance = new();

    public string Name => "detached";

    public string Endpoint => "none";

    public ISystemTransport System => throw Error();

    public IImageTransport Images => throw Error();

    public IContainerTransport Containers => throw Error();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static DockerKitException Error() =>
        new("This client was made by deriving from DockerKitClient and has no engine. Override the member that is called, or use DockerKitClient.Connect.");
}
