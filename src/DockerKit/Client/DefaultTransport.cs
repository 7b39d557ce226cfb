using DockerKit.Transport;
using DockerKit.Transport.DockerDotNet;

namespace DockerKit;

/// <summary>The one place that picks the transport of a client that was not given one.</summary>
internal static class DefaultTransport
{
    /// <summary>Opens it. Nothing is sent yet.</summary>
    /// <param name="options">The client's options, whose endpoint counts.</param>
    public static IDockerTransport Open(DockerKitOptions options) =>
        new DockerDotNetTransport(DockerEndpoint.FromEnvironment(name => name == "DOCKER_HOST" && options.Endpoint is not null
            ? options.Endpoint // as `docker -H` does, with the TLS settings of the environment
            : Environment.GetEnvironmentVariable(name)),
            new DockerDotNetTransportOptions { ConnectTimeout = options.Timeouts.Connect });
}
