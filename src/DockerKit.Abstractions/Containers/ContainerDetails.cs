using System.Collections.ObjectModel;
using System.Text.Json;

namespace DockerKit;

/// <summary>Everything that <c>docker inspect</c> tells of a container.</summary>
public sealed record ContainerDetails
{
    /// <summary>The full id: 64 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The name, without the slash that the engine puts before it.</summary>
    public string Name { get; init; } = "";

    /// <summary>When it was created.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>The program that is its main process.</summary>
    public string Path { get; init; } = "";

    /// <summary>The program's arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The image's full id.</summary>
    public string ImageId { get; init; } = "";

    /// <summary>The image as it was named when the container was created.</summary>
    public string Image { get; init; } = "";

    /// <summary>The state.</summary>
    public ContainerState State { get; init; }

    /// <summary>The exit code of the last end; 0 while it has not ended.</summary>
    public long ExitCode { get; init; }

    /// <summary>Why it could not be started; empty when it could.</summary>
    public string Error { get; init; } = "";

    /// <summary>Whether the kernel ended it because memory ran out.</summary>
    public bool OomKilled { get; init; }

    /// <summary>The main process's id on the host.</summary>
    /// <value>0 while it does not run.</value>
    public int ProcessId { get; init; }

    /// <summary>When it was started the last time.</summary>
    /// <value>Null when it never was.</value>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended the last time.</summary>
    /// <value>Null when it never did.</value>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What its health check says: <c>starting</c>, <c>healthy</c>, <c>unhealthy</c>.</summary>
    /// <value>Null where it has no health check.</value>
    public string? Health { get; init; }

    /// <summary>How often its restart policy has started it again.</summary>
    public int RestartCount { get; init; }

    /// <summary>Whether its process has a terminal.</summary>
    public bool HasTerminal { get; init; }

    /// <summary>The environment, as <c>NAME=VALUE</c>.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>The labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The ports that are published now, or exposed.</summary>
    public IReadOnlyList<ContainerPort> Ports { get; init; } = [];

    /// <summary>The IP address in each of its networks; empty while it does not run.</summary>
    public IReadOnlyDictionary<string, string> IPAddresses { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The size of what it wrote on top of its image.</summary>
    /// <value>Null unless sizes were asked for.</value>
    public ByteSize? WritableSize { get; init; }

    /// <summary>The size of its image and of what it wrote.</summary>
    /// <value>Null unless sizes were asked for.</value>
    public ByteSize? TotalSize { get; init; }

    /// <summary>The whole answer, for what has no property here.</summary>
    public JsonElement Json { get; init; }
}
