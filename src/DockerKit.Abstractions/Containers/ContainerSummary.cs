using System.Collections.ObjectModel;

namespace DockerKit;

/// <summary>One row of <c>docker ps</c>.</summary>
public sealed record ContainerSummary
{
    /// <summary>The full id: 64 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The first twelve digits of the id, as <c>docker ps</c> prints it.</summary>
    public string ShortId => Id.Length > 12 ? Id[..12] : Id;

    /// <summary>The container's own name, without the slash that the engine puts before it.</summary>
    public string Name { get; init; } = "";

    /// <summary>All its names: its own, and those that links give it (<c>web/db</c>).</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The image as it was named when the container was created, or its id where that name now means another image.</summary>
    public string Image { get; init; } = "";

    /// <summary>The image's full id.</summary>
    public string ImageId { get; init; } = "";

    /// <summary>The command line of the main process.</summary>
    public string Command { get; init; } = "";

    /// <summary>When the container was created.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>The state.</summary>
    public ContainerState State { get; init; }

    /// <summary>The state in the engine's words: <c>Up 5 minutes (healthy)</c>, <c>Exited (0) 2 hours ago</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>The ports that are published or exposed.</summary>
    public IReadOnlyList<ContainerPort> Ports { get; init; } = [];

    /// <summary>The ports as the column PORTS prints them, with those in a row drawn together: <c>0.0.0.0:8000-8002->8000-8002/tcp</c>.</summary>
    public string PortsText => PortColumn.Format(Ports);

    /// <summary>The labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The names of the networks that it is in.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>The names of the volumes and the host's folders that are mounted in it.</summary>
    public IReadOnlyList<string> Mounts { get; init; } = [];

    /// <summary>The size of what it wrote on top of its image.</summary>
    /// <value>Null unless sizes were asked for.</value>
    public ByteSize? WritableSize { get; init; }

    /// <summary>The size of its image and of what it wrote.</summary>
    /// <value>Null unless sizes were asked for.</value>
    public ByteSize? TotalSize { get; init; }
}
