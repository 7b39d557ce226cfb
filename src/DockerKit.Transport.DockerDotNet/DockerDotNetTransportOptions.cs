namespace DockerKit.Transport.DockerDotNet;

/// <summary>How <see cref="DockerDotNetTransport"/> reaches its engine.</summary>
public sealed record DockerDotNetTransportOptions
{
    /// <summary>How long opening a connection may take, TLS included.</summary>
    /// <value>30 seconds. <see cref="Timeout.InfiniteTimeSpan"/> for as long as the caller's token allows.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
