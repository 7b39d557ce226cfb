using System.Diagnostics.Contracts;
using System.Runtime.InteropServices;
using System.Text;

namespace DockerKit;

/// <summary><c>docker run</c>: makes a container and runs it. How is for the terminal to say.</summary>
/// <remarks>
/// <para><see cref="ExecuteAsync"/> runs it in the foreground and gives all that it wrote; <see cref="StreamAsync"/> the same, live;
/// <see cref="StartAsync"/> is <c>docker run -d</c>; <see cref="AttachAsync"/> is <c>docker run -it</c>.</para>
/// <para>A run in the foreground that is cancelled, or whose events are not read to the end, kills the container; with <c>--rm</c> it is
/// removed then. A container that was made, but whose start the engine has not confirmed yet, is removed in any case. One that the engine refuses
/// to start stays, as with the CLI, unless <c>--rm</c> was given.</para>
/// <para><see cref="DockerCommand.ToCommandLine"/> is the line of <see cref="ExecuteAsync"/>. <see cref="StartAsync"/> adds <c>-d</c> to it and
/// <see cref="AttachAsync"/> <c>-i</c>, as the lines in their errors and logs show.</para>
/// </remarks>
public sealed partial class RunContainerCommand : ContainerCommand<RunContainerCommand>
{
    private static readonly Operation Run = new("containers.run", OperationKind.OnceOnly);

    private readonly RunInput? _input;
    private readonly bool _allowsNonZero;
    private readonly bool _isDetached;

    internal RunContainerCommand(CommandExecutor executor, ContainerOptions options)
        : this(executor, options, null, allowsNonZero: false, isDetached: false)
    {
    }

    private RunContainerCommand(CommandExecutor executor, ContainerOptions options, RunInput? input, bool allowsNonZero, bool isDetached)
        : base(executor, options)
    {
        _input = input;
        _allowsNonZero = allowsNonZero;
        _isDetached = isDetached;
    }

    internal override Operation Operation => Run;

    /// <summary>Gives an exit code other than 0 as a result, instead of throwing.</summary>
    [Pure]
    public RunContainerCommand AllowNonZeroExit() => new(Executor, Options, _input, allowsNonZero: true, _isDetached);

    /// <summary>Gives the container a text, as UTF-8, on standard input, and then its end: <c>printf … | docker run -i</c>.</summary>
    /// <param name="text">The text. No line end is added.</param>
    [Pure]
    public RunContainerCommand WithStandardInput(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return WithStandardInput(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Gives the container bytes on standard input, and then its end: <c>docker run -i &lt; FILE</c>.</summary>
    /// <param name="bytes">The bytes. Do not change them as long as the command is used.</param>
    [Pure]
    public RunContainerCommand WithStandardInput(ReadOnlyMemory<byte> bytes) =>
        WithStandardInput(new RunInput(() => StreamOf(bytes), IsOwned: true));

    /// <summary>Gives the container a stream on standard input, and then its end: <c>docker run -i &lt; FILE</c>.</summary>
    /// <param name="stream">The stream. It is read from where it stands when the command is run, once, and stays open. A read that is under way when the container ends is not waited for.</param>
    [Pure]
    public RunContainerCommand WithStandardInput(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.CanRead
            ? WithStandardInput(new RunInput(() => stream, IsOwned: false))
            : throw new ArgumentException("Standard input needs a stream that can be read.", nameof(stream));
    }

    private protected override RunContainerCommand With(ContainerOptions options) => new(Executor, options, _input, _allowsNonZero, _isDetached);

    private protected override void Write(CommandLine line) => ContainerOptionsLine.Write(line.Add("run").Flag("-d", _isDetached), Options);

    private RunContainerCommand WithStandardInput(RunInput input) =>
        new(Executor, Options with { IsInteractive = true }, input, _allowsNonZero, _isDetached);

    /// <summary>What the container reads in the foreground: with <c>-i</c> and no input, the end at once, for nobody could type.</summary>
    private RunInput? InputOf() => _input ?? (Options.IsInteractive ? RunInput.Nothing : null);

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> part)
        ? new MemoryStream(part.Array!, part.Offset, part.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);

    private RunContainerCommand Detached() => new(Executor, Options, null, _allowsNonZero, isDetached: true);
}
