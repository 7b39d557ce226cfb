namespace DockerKit;

/// <summary>What a limit of time was set for.</summary>
internal enum TimeoutScope
{
    /// <summary>None, or one of the caller's own pipeline.</summary>
    None,

    /// <summary>One try.</summary>
    Attempt,

    /// <summary>All tries and the waits between them.</summary>
    Total,
}
