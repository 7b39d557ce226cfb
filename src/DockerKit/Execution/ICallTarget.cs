namespace DockerKit;

/// <summary>What a call is about, where what it gets is no request of the transport.</summary>
internal interface ICallTarget
{
    /// <summary>The container, by name or id as it was given.</summary>
    string? TargetContainer => null;

    /// <summary>The image, as it was given.</summary>
    string? TargetImage => null;
}
