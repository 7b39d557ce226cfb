namespace DockerKit;

/// <summary>What is mounted: the <c>type</c> of <c>docker run --mount</c>.</summary>
public readonly record struct MountType
{
    private const string DefaultName = "volume";

    // Null for a volume, so that the default is the type that Docker assumes.
    private readonly string? _name;

    private MountType(string name) => _name = name == DefaultName ? null : name;

    /// <summary>A volume, which Docker assumes when no type is written.</summary>
    public static MountType Volume => default;

    /// <summary>A file or folder of the engine's host.</summary>
    public static MountType Bind { get; } = new("bind");

    /// <summary>A file system in memory, gone with the container.</summary>
    public static MountType Tmpfs { get; } = new("tmpfs");

    /// <summary>The files of another image.</summary>
    public static MountType Image { get; } = new("image");

    /// <summary>A named pipe, on Windows.</summary>
    public static MountType NamedPipe { get; } = new("npipe");

    /// <summary>A volume of a Swarm cluster.</summary>
    public static MountType Cluster { get; } = new("cluster");

    /// <summary>As the CLI writes it: <c>bind</c>, <c>volume</c>, <c>tmpfs</c>, <c>image</c>, <c>npipe</c> or <c>cluster</c>.</summary>
    public override string ToString() => _name ?? DefaultName;

    /// <summary>A type that is perhaps unknown here: the engine judges it, as with the CLI.</summary>
    internal static MountType Any(string name) => new(name.ToLowerInvariant());
}
