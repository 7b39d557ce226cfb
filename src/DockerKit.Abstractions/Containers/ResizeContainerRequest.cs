namespace DockerKit.Transport;

/// <summary>The size of a container's terminal.</summary>
public sealed record ResizeContainerRequest
{
    /// <summary>A name, an id, or the beginning of an id.</summary>
    public required string Container { get; init; }

    /// <summary>The width in characters.</summary>
    public required int Columns { get; init; }

    /// <summary>The height in lines.</summary>
    public required int Rows { get; init; }
}
