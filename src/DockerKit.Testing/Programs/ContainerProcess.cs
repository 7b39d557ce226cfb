using System.Text;

namespace DockerKit.Testing;

/// <summary>The main process of a container in memory, in the hands of the program that a test wrote for its image.</summary>
/// <remarks>
/// <para>A program begins within the start of its container, and goes on while its task does. A program that waits must be asynchronous;
/// wait with <see cref="DelayAsync"/>, <see cref="ReadLineAsync"/>, <see cref="WaitForSignalAsync"/> or on <see cref="Ended"/>, so that it ends with its container.</para>
/// <para>It ends when its task does (exit code 0), by <see cref="Exit"/>, by a signal that it does not catch, or by an exception (exit code 1, with the exception on standard error).
/// What it writes after its end is lost.</para>
/// </remarks>
#pragma warning disable CA1001 // A source without a timer holds nothing that a finaliser would not see, and programs use its token after the end.
public sealed partial class ContainerProcess
#pragma warning restore CA1001
{
    private readonly EngineState _engine;
    private readonly CancellationTokenSource _ended = new();
    private readonly InputStream _input;
    private StreamReader? _reader;
    private Task _completion = Task.CompletedTask;

    internal ContainerProcess(EngineState engine, MemoryContainer container)
    {
        _engine = engine;
        Container = container;
        _input = container.Input;
        _input.Ended = _ended.Token;
        Ended = _ended.Token;
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string variable in container.Configuration.Environment)
        {
            int equals = variable.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                environment[variable[..equals]] = variable[(equals + 1)..];
            }
        }

        Environment = environment;
    }

    /// <summary>The container's full id.</summary>
    public string ContainerId => Container.Id;

    /// <summary>The container's name.</summary>
    public string ContainerName => Container.Name;

    /// <summary>The image as it was named when the container was created.</summary>
    public string Image => Container.Configuration.Image;

    /// <summary>The words of the command line, with those of the entrypoint first.</summary>
    public IReadOnlyList<string> Command => [Container.Path, .. Container.Arguments];

    /// <summary>The environment, with the image's.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The container's labels, with the image's.</summary>
    public IReadOnlyDictionary<string, string> Labels => Container.Configuration.Labels;

    /// <summary>The folder that it starts in.</summary>
    public string WorkingDirectory => Container.Configuration.WorkingDirectory ?? "";

    /// <summary>The user that it runs as, by name or number; empty for root.</summary>
    public string User => Container.Configuration.User ?? "";

    /// <summary>The host name that it sees.</summary>
    public string Hostname => Container.Hostname;

    /// <summary>Whether it has a terminal (<c>-t</c>).</summary>
    public bool HasTerminal => Container.Configuration.HasTerminal;

    /// <summary>The terminal's size in characters, as the client set it last.</summary>
    public (int Columns, int Rows) TerminalSize => Container.TerminalSize;

    /// <summary>The engine's clock.</summary>
    public TimeProvider TimeProvider => _engine.Clock;

    /// <summary>Cancelled when the process has ended: killed, or by a signal that it did not catch.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Standard input, which is at its end at once unless the container was made with it open (<c>-i</c>). Read it asynchronously.</summary>
    public Stream StandardInput => _input;

    internal MemoryContainer Container { get; }

    /// <summary>Completes when the process has ended and the container's state says so.</summary>
    internal TaskCompletionSource Exited { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ITimer? KillTimer { get; set; }

    /// <summary>Writes text to standard output, as UTF-8.</summary>
    /// <param name="text">The text. No line end is added.</param>
    public ContainerProcess Write(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Write(Encoding.UTF8.GetBytes(text), OutputSource.StandardOutput);
    }

    /// <summary>Writes a line to standard output, as UTF-8, with <c>\n</c> at its end.</summary>
    /// <param name="line">The line.</param>
    public ContainerProcess WriteLine(string line = "") => Write($"{line}\n");

    /// <summary>Writes text to standard error, as UTF-8.</summary>
    /// <param name="text">The text. No line end is added.</param>
    public ContainerProcess WriteError(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Write(Encoding.UTF8.GetBytes(text), OutputSource.StandardError);
    }

    /// <summary>Writes a line to standard error, as UTF-8, with <c>\n</c> at its end.</summary>
    /// <param name="line">The line.</param>
    public ContainerProcess WriteErrorLine(string line = "") => WriteError($"{line}\n");

    /// <summary>Writes bytes to one of the outputs.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="source">Which output.</param>
    public ContainerProcess Write(ReadOnlySpan<byte> data, OutputSource source)
    {
        lock (_engine.Gate)
        {
            if (Container.Process == this && data.Length > 0)
            {
                Container.Show(source, data, _engine.Now);
            }
        }

        return this;
    }

    /// <summary>Ends the process here and now.</summary>
    /// <param name="code">The exit code; of a number above 255 the engine sees the lowest eight bits.</param>
    public ContainerProcess Exit(int code)
    {
        _engine.Lifecycle.End(this, code & 0xFF);
        return this;
    }

    /// <summary>Waits for a line of standard input.</summary>
    /// <returns>The line without its end; null at the end of the input.</returns>
    /// <exception cref="OperationCanceledException">The process has ended.</exception>
    public Task<string?> ReadLineAsync() => Reader().ReadLineAsync(Ended).AsTask();

    /// <summary>Waits for the end of standard input.</summary>
    /// <returns>All of it, as UTF-8 text.</returns>
    /// <exception cref="OperationCanceledException">The process has ended.</exception>
    public Task<string> ReadToEndAsync() => Reader().ReadToEndAsync(Ended);

    /// <summary>Waits by the engine's clock.</summary>
    /// <param name="time">How long.</param>
    /// <exception cref="OperationCanceledException">The process has ended.</exception>
    public Task DelayAsync(TimeSpan time) => Task.Delay(time, _engine.Clock, Ended);

    /// <summary>Says what the container's health check is to find from now on. Without a word it finds it healthy after its interval.</summary>
    /// <param name="health">What it finds.</param>
    public ContainerProcess ReportHealth(ContainerHealth health)
    {
        lock (_engine.Gate)
        {
            Container.SaidHealth = health;
        }

        return this;
    }

    /// <summary>Says that the image has no such program: the start fails as on a real engine. Call it first, if at all.</summary>
    public void ProgramNotFound() => throw new ProgramNotFoundException(Container.Path);

    /// <summary>Runs the program up to where it first waits.</summary>
    internal void Run(Func<ContainerProcess, Task> program)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null); // it is not the caller's code
        Task task;
        try
        {
            task = program(this);
        }
        catch (Exception e)
        {
            task = Task.FromException(e);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        if (task.Exception?.InnerException is ProgramNotFoundException)
        {
            throw _engine.Lifecycle.FailStart(this);
        }

        _completion = FollowAsync(task);
    }

    internal void MarkEnded()
    {
        KillTimer?.Dispose();
        _ended.Cancel();
        Exited.TrySetResult();
    }

    private StreamReader Reader() => _reader ??= new StreamReader(_input, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);

    private async Task FollowAsync(Task program)
    {
        int code = 0;
        try
        {
            await program.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (Ended.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            WriteErrorLine($"Unhandled exception. {e.GetType()}: {e.Message}");
            code = 1;
        }

        _engine.Lifecycle.End(this, code);
    }

    private sealed class ProgramNotFoundException(string path) : Exception($"There is no program {path}.");
}
