namespace DockerKit;

/// <summary>A container that was run in the foreground ended with an exit code other than 0. Carries all that it wrote.</summary>
/// <remarks>To have the exit code as a result instead, put <c>AllowNonZeroExit()</c> on the command.</remarks>
/// <param name="message">What went wrong.</param>
/// <param name="result">How the container ended, and what it wrote.</param>
public sealed class ContainerExitException(string message, RunResult result) : DockerKitException(message)
{
    /// <summary>How the container ended, and what it wrote.</summary>
    public RunResult Result { get; } = result;
}
