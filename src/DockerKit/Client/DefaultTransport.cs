using DockerKit.Transport;

namespace DockerKit;

/// <summary>The one place that picks the transport of a client that was not given one.</summary>
internal static class DefaultTransport
{
    /// <summary>Opens it. Nothing is sent yet.</summary>
    /// <param name="options">The client's options, whose endpoint counts.</param>
    public static IDockerTransport Open(DockerKitOptions options) =>
        throw new DockerKitException($"This build has no default transport for {options.Endpoint ?? "the platform's endpoint"}. Give DockerKitClient.Connect a transport.");
}
