namespace DockerKit;

/// <summary>The engine or a registry wants other credentials, or refuses access (HTTP 401 or 403, or a registry's “unauthorized” or “denied”).</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, if something did.</param>
public sealed class DockerUnauthorizedException(string message, Exception? innerException = null) : DockerKitException(message, innerException);
