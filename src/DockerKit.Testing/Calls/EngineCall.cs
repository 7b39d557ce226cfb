namespace DockerKit.Testing;

/// <summary>One call that reached the engine, in the record that tests look at: each try of a repeated call is one.</summary>
public sealed class EngineCall
{
    internal EngineCall(EngineVerb verb, object? request, string? target, string commandLine, DateTimeOffset time)
    {
        Verb = verb;
        Request = request;
        Target = target;
        CommandLine = commandLine;
        Time = time;
    }

    /// <summary>What was asked.</summary>
    public EngineVerb Verb { get; }

    /// <summary>What it was asked about, as the caller named it: a container, an image, a search term; the name to be given for a create.</summary>
    /// <value>Null where nothing was named.</value>
    public string? Target { get; }

    /// <summary>All that was asked: the request of the transport, as in <c>CreateContainerRequest</c>.</summary>
    /// <value>Null for what has no request: ping, version, info.</value>
    public object? Request { get; }

    /// <summary>About the <c>docker</c> line that asks the same, with the options that matter most.</summary>
    public string CommandLine { get; }

    /// <summary>When it came, by the engine's clock.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>What it failed with.</summary>
    /// <value>Null when it did not fail, or has not ended.</value>
    public Exception? Error { get; internal set; }

    /// <summary><see cref="CommandLine"/>.</summary>
    public override string ToString() => CommandLine;
}
