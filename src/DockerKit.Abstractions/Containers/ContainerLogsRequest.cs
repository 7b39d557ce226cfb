namespace DockerKit.Transport;

/// <summary>What <c>docker logs</c> asks the engine.</summary>
public sealed record ContainerLogsRequest
{
    /// <summary>A name, an id, or the beginning of an id.</summary>
    public required string Container { get; init; }

    /// <summary>Whether standard output is wanted.</summary>
    /// <value><see langword="true"/>.</value>
    public bool StandardOutput { get; init; } = true;

    /// <summary>Whether standard error is wanted.</summary>
    /// <value><see langword="true"/>.</value>
    public bool StandardError { get; init; } = true;

    /// <summary>Whether the output goes on until the container ends (<c>-f</c>).</summary>
    public bool Follow { get; init; }

    /// <summary>Whether each line begins with its time (<c>-t</c>).</summary>
    public bool Timestamps { get; init; }

    /// <summary>Only what was written at this time or later (<c>--since</c>).</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only what was written before this time (<c>--until</c>).</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only so many of the last lines (<c>-n</c>).</summary>
    /// <value>Null for all.</value>
    public int? Tail { get; init; }

    /// <summary>Whether each line begins with the details that the log driver keeps (<c>--details</c>).</summary>
    public bool Details { get; init; }

    /// <summary>Whether the container has a terminal, when that is known: it spares the transport a question to older engines.</summary>
    public bool? HasTerminal { get; init; }
}
