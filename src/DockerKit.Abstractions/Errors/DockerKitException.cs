namespace DockerKit;

/// <summary>The root of everything that DockerKit throws when a call to the engine fails.</summary>
/// <remarks>
/// Catch a derived type where your code would act differently (<see cref="DockerNotFoundException"/>,
/// <see cref="DockerConflictException"/>, …), and this one for the rest. Cancellation is never one of these: it is
/// <see cref="OperationCanceledException"/> with your own token. A malformed value is a <see cref="FormatException"/> or an
/// <see cref="ArgumentException"/> where it is written.
/// </remarks>
public class DockerKitException : Exception
{
    private const int LongestLine = 1000;

    /// <summary>Makes an error from its message.</summary>
    /// <param name="message">What went wrong, in words that a person can act on.</param>
    /// <param name="innerException">What caused it, if something did.</param>
    public DockerKitException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The verb that failed, as in <c>containers.stop</c>.</summary>
    /// <value>Null until the error leaves the facade.</value>
    public string? Operation { get; internal set; }

    /// <summary>The <c>docker</c> line that equals the call, with secrets masked.</summary>
    /// <value>Null until the error leaves the facade.</value>
    public string? CommandLine { get; internal set; }

    /// <summary>The endpoint that was called, as in <c>unix:///var/run/docker.sock</c>.</summary>
    /// <value>Null where no endpoint was involved.</value>
    public string? Endpoint { get; internal set; }

    /// <summary>The full id of the container that a run had made before it failed. As after <c>docker run</c> it may still be there.</summary>
    /// <value>Null where no container was made, and for other verbs.</value>
    public string? ContainerId { get; internal set; }

    /// <summary>The engine's own words, taken out of its JSON.</summary>
    /// <value>Null where the engine said nothing.</value>
    public string? EngineMessage { get; init; }

    /// <summary>The HTTP status of the engine's answer.</summary>
    /// <value>Null where there was no answer, or the error came inside a stream that had begun with 200.</value>
    public int? StatusCode { get; init; }

    /// <summary>What went wrong, without the call that it happened in.</summary>
    public string Summary => base.Message;

    /// <summary>What went wrong, followed by the call that it happened in. A very long line is cut short here.</summary>
    public override string Message => CommandLine is null ? Summary : $"{Summary}{Environment.NewLine}  while running: {ShortLine}{At}";

    // A removal of a thousand would be 65 KB of ids.
    private string? ShortLine => CommandLine is { Length: > LongestLine } line ? $"{line.AsSpan(0, LongestLine)} … (and {line.Length - LongestLine} characters more)" : CommandLine;

    private string At => Endpoint is null ? "" : $"{Environment.NewLine}  on the engine at: {Endpoint}";
}
