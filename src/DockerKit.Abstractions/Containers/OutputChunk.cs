namespace DockerKit;

/// <summary>A piece of what a container wrote, as it arrived.</summary>
/// <param name="Data">The bytes, never empty. They are overwritten when the next piece is asked for: copy what you keep.</param>
/// <param name="Source">Which output it was written to.</param>
public readonly record struct OutputChunk(ReadOnlyMemory<byte> Data, OutputSource Source);
