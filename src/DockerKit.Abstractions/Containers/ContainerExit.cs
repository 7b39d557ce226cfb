namespace DockerKit;

/// <summary>How a container ended.</summary>
/// <param name="ExitCode">The exit code of its main process: 0 for success, 137 when it was killed.</param>
/// <param name="Error">What went wrong in the wait itself, in the engine's words; null when nothing did.</param>
public sealed record ContainerExit(long ExitCode, string? Error = null);
