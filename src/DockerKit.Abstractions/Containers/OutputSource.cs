namespace DockerKit;

/// <summary>Which of a process's two outputs a piece of output came from, as <c>docker logs</c> and <c>docker attach</c> keep them apart.</summary>
/// <remarks>With a terminal (<c>docker run -t</c>) the two are one before Docker sees them, and all is <see cref="StandardOutput"/>.</remarks>
public enum OutputSource
{
    /// <summary>Standard output.</summary>
    StandardOutput,

    /// <summary>Standard error.</summary>
    StandardError,
}
