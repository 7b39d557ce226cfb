using System.Runtime.CompilerServices;
using DockerKit.Transport;

namespace DockerKit;

/// <summary>Which container and which image a call is about, for its span. Looked for only where somebody listens.</summary>
internal static class CallTarget
{
    /// <param name="request">What the call gets.</param>
    public static (string? Container, string? Image) Of(object? request) => request switch
    {
        StartContainerRequest r => (r.Container, null),
        StopContainerRequest r => (r.Container, null),
        RestartContainerRequest r => (r.Container, null),
        KillContainerRequest r => (r.Container, null),
        RemoveContainerRequest r => (r.Container, null),
        InspectContainerRequest r => (r.Container, null),
        WaitContainerRequest r => (r.Container, null),
        ContainerLogsRequest r => (r.Container, null),
        AttachContainerRequest r => (r.Container, null),
        ResizeContainerRequest r => (r.Container, null),
        RemoveImageRequest r => (null, r.Image),
        ICallTarget target => (target.TargetContainer, target.TargetImage),
        ITuple { Length: > 0 } tuple => Of(tuple[0]),
        _ => (null, null),
    };
}
