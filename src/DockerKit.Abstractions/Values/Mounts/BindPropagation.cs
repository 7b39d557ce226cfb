namespace DockerKit;

/// <summary>Whether mounts made inside a bind mount are seen on its other side: <c>bind-propagation</c> of <c>docker run --mount</c>.</summary>
public readonly record struct BindPropagation
{
    private const string DefaultName = "rprivate";

    // Null for rprivate, so that the default is what Docker assumes.
    private readonly string? _name;

    private BindPropagation(string name) => _name = name == DefaultName ? null : name;

    /// <summary>Neither side sees the other's mounts, nor in mounts below. Docker assumes it.</summary>
    public static BindPropagation RPrivate => default;

    /// <summary>Neither side sees the other's mounts.</summary>
    public static BindPropagation Private { get; } = new("private");

    /// <summary>Both sides see each other's mounts, in mounts below too.</summary>
    public static BindPropagation RShared { get; } = new("rshared");

    /// <summary>Both sides see each other's mounts.</summary>
    public static BindPropagation Shared { get; } = new("shared");

    /// <summary>The container sees the host's mounts, in mounts below too, but not the reverse.</summary>
    public static BindPropagation RSlave { get; } = new("rslave");

    /// <summary>The container sees the host's mounts, but not the reverse.</summary>
    public static BindPropagation Slave { get; } = new("slave");

    /// <summary>As the CLI writes it: <c>rprivate</c>, <c>private</c>, <c>rshared</c>, <c>shared</c>, <c>rslave</c> or <c>slave</c>.</summary>
    public override string ToString() => _name ?? DefaultName;

    /// <summary>A propagation that is perhaps unknown here: the engine judges it, as with the CLI.</summary>
    internal static BindPropagation Any(string name) => new(name.ToLowerInvariant());

    /// <summary>The propagation of that exact name, or null: <c>-v</c> takes nothing else for one.</summary>
    internal static BindPropagation? Known(string name) =>
        name is "rprivate" or "private" or "rshared" or "shared" or "rslave" or "slave" ? new BindPropagation(name) : null;
}
