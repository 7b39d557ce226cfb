namespace DockerKit.Transport.DockerDotNet;

/// <summary>States as the engine writes them.</summary>
internal static class ContainerStates
{
    public static ContainerState Parse(string text) => text switch
    {
        "created" => ContainerState.Created,
        "running" => ContainerState.Running,
        "paused" => ContainerState.Paused,
        "restarting" => ContainerState.Restarting,
        "removing" => ContainerState.Removing,
        "exited" => ContainerState.Exited,
        "dead" => ContainerState.Dead,
        _ => ContainerState.Unknown,
    };
}
