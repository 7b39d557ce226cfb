namespace DockerKit;

/// <summary>The state of a container, as <c>docker ps --filter status=…</c> names it.</summary>
public enum ContainerState
{
    /// <summary>A state that this version of DockerKit does not know.</summary>
    Unknown,

    /// <summary>Created and never started.</summary>
    Created,

    /// <summary>Its main process runs.</summary>
    Running,

    /// <summary>Its processes are frozen.</summary>
    Paused,

    /// <summary>About to be started again by its restart policy.</summary>
    Restarting,

    /// <summary>Being removed.</summary>
    Removing,

    /// <summary>Its main process has ended.</summary>
    Exited,

    /// <summary>It could not be removed whole.</summary>
    Dead,
}
