namespace DockerKit;

/// <summary>What a container's health check says, as <c>docker ps --filter health=…</c> names it.</summary>
public enum ContainerHealth
{
    /// <summary>It has no health check (<c>none</c>).</summary>
    None,

    /// <summary>It has not been found healthy yet (<c>starting</c>).</summary>
    Starting,

    /// <summary>It works (<c>healthy</c>).</summary>
    Healthy,

    /// <summary>It does not work (<c>unhealthy</c>).</summary>
    Unhealthy,
}
