namespace DockerKit.Transport;

/// <summary>What <c>docker attach</c> asks the engine.</summary>
public sealed record AttachContainerRequest
{
    /// <summary>A name, an id, or the beginning of an id.</summary>
    public required string Container { get; init; }

    /// <summary>Whether the container has a terminal. Then its output is not in frames.</summary>
    public required bool HasTerminal { get; init; }

    /// <summary>Whether standard input is connected.</summary>
    public bool StandardInput { get; init; }

    /// <summary>Whether standard output is connected.</summary>
    /// <value><see langword="true"/>.</value>
    public bool StandardOutput { get; init; } = true;

    /// <summary>Whether standard error is connected.</summary>
    /// <value><see langword="true"/>.</value>
    public bool StandardError { get; init; } = true;

    /// <summary>Whether what was written before is given first.</summary>
    public bool Logs { get; init; }

    /// <summary>The keys that detach (<c>--detach-keys</c>): <c>ctrl-p,ctrl-q</c>.</summary>
    /// <value>Null for the engine's own.</value>
    public string? DetachKeys { get; init; }
}
