using System.Globalization;
using System.Runtime.CompilerServices;
using DockerKit.Transport;

namespace DockerKit;

public sealed partial class RunContainerCommand
{
    /// <summary>Runs it in the foreground, as <c>docker run</c> does, and gives its exit code and all that it wrote.</summary>
    /// <param name="cancellationToken">Kills the container; with <c>--rm</c> it is removed then.</param>
    /// <exception cref="ContainerExitException">It ended with an exit code other than 0, and <see cref="AllowNonZeroExit"/> was not said. The output is in it.</exception>
    /// <exception cref="InvalidOperationException">Two options exclude each other.</exception>
    /// <exception cref="IOException">A file that an option names cannot be read.</exception>
    /// <exception cref="FormatException">A file that an option names has a wrong line.</exception>
    /// <exception cref="UnsupportedOptionException">The engine's API version does not know an option.</exception>
    /// <exception cref="DockerNotFoundException">There is no such image, network or volume.</exception>
    /// <exception cref="DockerConflictException">The name is in use.</exception>
    /// <exception cref="DockerBadRequestException">The engine finds an option wrong, or the program does not exist in the image.</exception>
    /// <exception cref="DockerProtocolException">The connection was cut while it ran. The container is left as it is; <see cref="DockerKitException.ContainerId"/> says which.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<RunResult> ExecuteAsync(CancellationToken cancellationToken = default) =>
        Executor.TellAsync(this, () => RunAsync(cancellationToken));

    /// <summary>Runs it in the foreground and gives what happens as it happens: its start, each line, its exit. An exit code other than 0 is an event, no error.</summary>
    /// <param name="cancellationToken">Kills the container; with <c>--rm</c> it is removed then. So does leaving the loop before the end.</param>
    /// <exception cref="DockerKitException">As for <see cref="ExecuteAsync"/>.</exception>
    public async IAsyncEnumerable<RunEvent> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        CheckInputEnds();
        ForegroundRun run = await Executor.TellAsync(this, () => ForegroundRun.StartAsync(this, Options, cancellationToken)).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            yield return new RunStarted(run.Container.Id, run.Container.Warnings);
            using var input = InputPump.Start(run.Session, InputOf(), cancellationToken);
            IAsyncEnumerator<OutputLine> lines = OutputReading.LinesAsync(run.Session, input.Reading).GetAsyncEnumerator(input.Reading);
            await using (lines.ConfigureAwait(false))
            {
                Func<Task<bool>> next = () => input.GuardAsync(lines.MoveNextAsync().AsTask());
                while (await run.ReadAsync(next).ConfigureAwait(false))
                {
                    yield return new RunOutput(lines.Current);
                }
            }

            await input.EndAsync().ConfigureAwait(false);
            ContainerExit exit = await run.ReadAsync(() => run.FinishAsync(cancellationToken)).ConfigureAwait(false);
            yield return new RunExited(exit.ExitCode);
        }
    }

    /// <summary>Starts it in the background, as <c>docker run -d</c> does.</summary>
    /// <param name="cancellationToken">Ends the call; what it has made is removed.</param>
    /// <returns>The container, which runs, or has ended already.</returns>
    /// <exception cref="DockerKitException">As for <see cref="ExecuteAsync"/>, except for the exit code.</exception>
    public async Task<Container> StartAsync(CancellationToken cancellationToken = default)
    {
        CheckNoInput("In the background nobody writes it: take ExecuteAsync or StreamAsync, or AttachAsync and WriteAsync of its session.");
        RunContainerCommand command = Detached();
        CreatedContainer created = await ContainerCreation.CreateAsync(command, Options, attached: false, cancellationToken).ConfigureAwait(false);
        try
        {
            await StartOnce.OfNew(created.Id, Options.AutoRemove).RunAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerKitException e) when (!Options.AutoRemove)
        {
            // It stays, as with the CLI, which has printed its id by now.
            e.ContainerId = created.Id;
            throw;
        }
        catch
        {
            await ContainerCleanup.RemoveAsync(command, created.Id).ConfigureAwait(false);
            throw;
        }

        return new Container(new ContainerOperations(Executor), created.Id) { Warnings = created.Warnings };
    }

    /// <summary>
    /// Starts it and connects to its input and output, as <c>docker run -i</c> does, and <c>docker run -it</c> after <c>WithTerminal()</c>.
    /// </summary>
    /// <param name="cancellationToken">Ends the call up to the connection; what it has made is removed.</param>
    /// <returns>The session. Dispose of it: that kills a container that still runs, unless it was let go.</returns>
    /// <exception cref="DockerKitException">As for <see cref="ExecuteAsync"/>, except for the exit code.</exception>
    public async Task<ContainerSession> AttachAsync(CancellationToken cancellationToken = default)
    {
        CheckNoInput("A session's input is in your hands: leave it out here, and write it with WriteAsync and CloseInputAsync of the session.");
        RunContainerCommand command = Interactive();
        ForegroundRun run = await Executor.TellAsync(command, () => ForegroundRun.StartAsync(command, command.Options, cancellationToken)).ConfigureAwait(false);
        return new ContainerSession(run);
    }

    private async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        CheckInputEnds();
        ForegroundRun run = await ForegroundRun.StartAsync(this, Options, cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            return await run.ReadAsync(() => FinishAsync(run, cancellationToken)).ConfigureAwait(false);
        }
    }

    private async Task<RunResult> FinishAsync(ForegroundRun run, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> output;
        ReadOnlyMemory<byte> error;
        using (var input = InputPump.Start(run.Session, InputOf(), cancellationToken))
        {
            (output, error) = await input.GuardAsync(OutputReading.ReadAllAsync(run.Session, input.Reading)).ConfigureAwait(false);
            await input.EndAsync().ConfigureAwait(false);
        }

        ContainerExit exit = await run.FinishAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> warnings = exit.Error is null ? run.Container.Warnings : [.. run.Container.Warnings, exit.Error];
        var result = new RunResult(run.Container.Id, exit.ExitCode, output, error, warnings);
        return result.IsSuccess || _allowsNonZero ? result : throw new ContainerExitException(Describe(result), result);
    }

    private void CheckNoInput(string remedy)
    {
        if (_input is not null)
        {
            throw new InvalidOperationException($"An input was given with WithStandardInput. {remedy}");
        }
    }

    /// <summary>As the CLI does: "the input device is not a TTY".</summary>
    private void CheckInputEnds()
    {
        if (_input is not null && Options.HasTerminal)
        {
            throw new InvalidOperationException(
                "An input was given with WithStandardInput, and WithTerminal: a terminal has no end of input, so what reads it would never end. Leave the terminal out, or use AttachAsync.");
        }
    }

    private static string Describe(RunResult result)
    {
        const int Longest = 500;
        string words = result.StandardError.Trim();
        words = words.Length > Longest ? "…" + words[^Longest..] : words;
        string code = result.ExitCode.ToString(CultureInfo.InvariantCulture);
        return words.Length == 0 ? $"The container ended with exit code {code}." : $"The container ended with exit code {code}: {words}";
    }
}
