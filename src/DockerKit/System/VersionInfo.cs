namespace DockerKit;

/// <summary>What <c>docker version</c> prints.</summary>
/// <param name="Client">What runs here.</param>
/// <param name="Server">The engine.</param>
public sealed record VersionInfo(ClientVersion Client, EngineVersion Server);
