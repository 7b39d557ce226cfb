namespace DockerKit;

/// <summary>One row of <c>docker search</c>.</summary>
public sealed record ImageSearchResult
{
    /// <summary>The repository's name, which can be pulled: <c>mysql</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What its owner says of it.</summary>
    /// <value>Empty where the owner says nothing.</value>
    public string Description { get; init; } = "";

    /// <summary>How many people starred it.</summary>
    public int Stars { get; init; }

    /// <summary>Whether it is one of the registry's official images.</summary>
    public bool IsOfficial { get; init; }

    /// <summary>Whether it was built by the registry itself. Docker Hub has dropped the notion and answers no.</summary>
    public bool IsAutomated { get; init; }
}
