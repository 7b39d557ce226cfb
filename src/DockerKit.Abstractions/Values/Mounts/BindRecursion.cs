namespace DockerKit;

/// <summary>What becomes of the mounts below a bind mount's source: <c>bind-recursive</c> of <c>docker run --mount</c>.</summary>
[Flags]
public enum BindRecursion
{
    /// <summary>They are mounted too, and read-only with it where the kernel can (<c>enabled</c>, Docker's default).</summary>
    Enabled = 0,

    /// <summary>They are not mounted (<c>disabled</c>).</summary>
    Disabled = 1,

    /// <summary>They are mounted, and stay writable in a read-only mount (<c>writable</c>).</summary>
    Writable = 2,

    /// <summary>They are mounted, and read-only, else the mount fails (<c>readonly</c>).</summary>
    ReadOnly = 4,
}
