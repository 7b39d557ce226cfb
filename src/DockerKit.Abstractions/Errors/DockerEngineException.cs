namespace DockerKit;

/// <summary>The engine itself failed at what it was asked to do (HTTP 5xx, or an error inside a stream).</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, if something did.</param>
public sealed class DockerEngineException(string message, Exception? innerException = null) : DockerKitException(message, innerException);
