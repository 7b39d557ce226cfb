namespace DockerKit.Transport;

/// <summary>What <c>docker inspect</c> asks the engine.</summary>
public sealed record InspectContainerRequest
{
    /// <summary>A name, an id, or the beginning of an id.</summary>
    public required string Container { get; init; }

    /// <summary>Whether sizes are computed (<c>-s</c>), which takes the engine long.</summary>
    public bool Size { get; init; }
}
