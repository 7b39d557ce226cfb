namespace DockerKit;

/// <summary>What a wait for a container waits for.</summary>
public enum WaitCondition
{
    /// <summary>That it does not run, which may be so already (<c>not-running</c>): what <c>docker wait</c> does.</summary>
    NotRunning,

    /// <summary>That it exits the next time (<c>next-exit</c>).</summary>
    NextExit,

    /// <summary>That it is removed (<c>removed</c>).</summary>
    Removed,
}
