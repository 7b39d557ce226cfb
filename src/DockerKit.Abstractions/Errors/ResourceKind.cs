namespace DockerKit;

/// <summary>The kinds of thing that an engine keeps.</summary>
public enum ResourceKind
{
    /// <summary>Something that the engine's words do not name.</summary>
    Unknown,

    /// <summary>A container.</summary>
    Container,

    /// <summary>An image, in the engine or in a registry.</summary>
    Image,

    /// <summary>A network.</summary>
    Network,

    /// <summary>A volume.</summary>
    Volume,

    /// <summary>A plugin, for example a volume or a log driver.</summary>
    Plugin,
}
