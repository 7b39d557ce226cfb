namespace DockerKit;

/// <summary>What a command that leads to a state found.</summary>
/// <param name="Changed">Whether the command changed something; <see langword="false"/> when it was so already.</param>
public readonly record struct StateChange(bool Changed);
