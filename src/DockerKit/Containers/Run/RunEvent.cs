namespace DockerKit;

/// <summary>What happens while a container runs in the foreground: it is started, writes lines, and exits.</summary>
public abstract record RunEvent
{
    private protected RunEvent()
    {
    }
}

/// <summary>The container runs. The first event.</summary>
/// <param name="ContainerId">Its full id.</param>
/// <param name="Warnings">What the engine remarked on when it created it.</param>
public sealed record RunStarted(string ContainerId, IReadOnlyList<string> Warnings) : RunEvent;

/// <summary>The container wrote a line.</summary>
/// <param name="Line">The line, without its end.</param>
public sealed record RunOutput(OutputLine Line) : RunEvent;

/// <summary>The container has ended, and all its output has been given. The last event.</summary>
/// <param name="ExitCode">The exit code of its main process: 0 for success.</param>
public sealed record RunExited(long ExitCode) : RunEvent;
