namespace DockerKit;

/// <summary>Some of the things that a command was given failed. All of them were tried, and what succeeded stays done.</summary>
/// <remarks>To have failures in the result instead, put <c>AllowFailures()</c> on the command.</remarks>
public abstract class DockerBulkException : DockerKitException
{
    private protected DockerBulkException(string message, Exception first)
        : base(message, first)
    {
    }

    /// <summary>The error of each that failed, by the name or id that was given.</summary>
    public abstract IReadOnlyList<KeyValuePair<string, DockerKitException>> Failures { get; }
}
