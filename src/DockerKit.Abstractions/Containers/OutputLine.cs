namespace DockerKit;

/// <summary>A line that a container wrote.</summary>
/// <param name="Text">The line, without its end.</param>
/// <param name="Source">Which output it was written to.</param>
public readonly record struct OutputLine(string Text, OutputSource Source)
{
    /// <summary>The line itself.</summary>
    public override string ToString() => Text;
}
