using System.Diagnostics.Contracts;

namespace DockerKit;

/// <summary>A <c>docker</c> command that can be run: an immutable object, which does nothing before one of its <c>…Async</c> methods is called.</summary>
/// <remarks>Each <c>With…</c> gives a copy with one thing changed. A command can be kept, shared between threads and run more than once.</remarks>
public abstract class DockerCommand
{
    private protected DockerCommand(CommandExecutor executor) => Executor = executor;

    /// <summary>Set once, when the command or its copy is made.</summary>
    internal CommandExecutor Executor { get; private set; }

    internal abstract Operation Operation { get; }

    /// <summary>How long the command itself lets the engine take, besides the limits for calls: <c>docker stop -t</c>.</summary>
    internal virtual TimeSpan GrantedTime => TimeSpan.Zero;

    /// <summary>The <c>docker</c> line that does the same, quoted so that a POSIX shell runs it. It holds secrets as they are: do not log it.</summary>
    [Pure]
    public string ToCommandLine() => CommandLine.Of(Write, masked: false);

    /// <summary>The <c>docker</c> line that does the same, with secrets masked: the values of environment variables.</summary>
    public sealed override string ToString() => CommandLine.Of(Write, masked: true);

    /// <summary>A copy that another executor runs.</summary>
    internal DockerCommand With(CommandExecutor executor)
    {
        var copy = (DockerCommand)MemberwiseClone();
        copy.Executor = executor;
        return copy;
    }

    private protected abstract void Write(CommandLine line);
}
