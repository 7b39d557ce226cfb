namespace DockerKit;

/// <summary>What a command does, for logs and errors, and what a repeat of it would do.</summary>
/// <param name="Name">Noun and verb: <c>containers.stop</c>.</param>
/// <param name="Kind">What a repeat would do.</param>
/// <param name="IsLong">Whether it is meant to take long, so that no limit of time is set for it.</param>
internal sealed record Operation(string Name, OperationKind Kind, bool IsLong = false);
