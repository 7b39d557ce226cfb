namespace DockerKit;

/// <summary>The engine's answer was cut off, or cannot be understood: what it did is unknown.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, if something did.</param>
public sealed class DockerProtocolException(string message, Exception? innerException = null) : DockerKitException(message, innerException);
