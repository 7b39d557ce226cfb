namespace DockerKit;

/// <summary>Which of a container's standard streams are attached to: <c>docker run --attach</c>.</summary>
[Flags]
public enum AttachedStreams
{
    /// <summary>None named: standard output and error, and standard input if it is open (<c>-i</c>).</summary>
    None = 0,

    /// <summary>Standard input: <c>-a stdin</c>.</summary>
    Stdin = 1,

    /// <summary>Standard output: <c>-a stdout</c>.</summary>
    Stdout = 2,

    /// <summary>Standard error: <c>-a stderr</c>.</summary>
    Stderr = 4,
}
