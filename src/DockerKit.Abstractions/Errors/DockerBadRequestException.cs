namespace DockerKit;

/// <summary>The engine refused a parameter (HTTP 400).</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, if something did.</param>
public sealed class DockerBadRequestException(string message, Exception? innerException = null) : DockerKitException(message, innerException);
