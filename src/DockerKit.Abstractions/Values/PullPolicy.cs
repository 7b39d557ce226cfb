namespace DockerKit;

/// <summary>When an image is pulled before a container is made from it: <c>docker run --pull</c>.</summary>
public enum PullPolicy
{
    /// <summary>When the engine does not have it: <c>missing</c>, what Docker does by default.</summary>
    Missing = 0,

    /// <summary>Every time, so that a tag's newest image is used: <c>always</c>.</summary>
    Always,

    /// <summary>Not at all; an image that the engine does not have is an error: <c>never</c>.</summary>
    Never,
}
