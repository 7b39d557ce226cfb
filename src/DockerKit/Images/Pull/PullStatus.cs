namespace DockerKit;

/// <summary>What a pull came to.</summary>
public enum PullStatus
{
    /// <summary>The engine did not say.</summary>
    Unknown,

    /// <summary>A newer image was downloaded.</summary>
    Downloaded,

    /// <summary>The image that the engine has is the registry's current one.</summary>
    UpToDate,
}
