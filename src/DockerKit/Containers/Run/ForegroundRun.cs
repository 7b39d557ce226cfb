using DockerKit.Transport;

namespace DockerKit;

/// <summary>
/// A container that runs in the foreground, from its creation to its exit, in the order that loses nothing: attached to and waited for
/// before it is started. Source: https://github.com/docker/cli, cli/command/container/run.go.
/// </summary>
/// <remarks>Disposed of before the container has ended, it ends the container: nobody would read on.</remarks>
internal sealed class ForegroundRun : IAsyncDisposable
{
    /// <summary>How long ending a container may take, with <c>--rm</c> its removal too. A cancelled call must end within a second.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromMilliseconds(600);

    /// <summary>How long after its output a container may go on without a question. The engine needs a moment to note an end.</summary>
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(2);

    private readonly DockerCommand _command;
    private readonly CancellationTokenSource _lifetime = new();
    private readonly bool _isRemovedAtEnd;
    private readonly bool _mayRunAgain;
    private WatchedSession? _session;
    private IPendingExit? _pending;
    private Task<ContainerExit>? _exit;
    private bool _isStarted;
    private bool _isLetGo;

    private ForegroundRun(DockerCommand command, CreatedContainer container, ContainerOptions options)
    {
        _command = command;
        Container = container;
        HasTerminal = options.HasTerminal;
        _isRemovedAtEnd = options.AutoRemove;
        _mayRunAgain = options.Restart is { } policy && policy != RestartPolicy.No;
    }

    public CreatedContainer Container { get; }

    public bool HasTerminal { get; }

    public IContainerSession Session => _session!;

    public DockerCommand Command => _command;

    private TimeProvider Clock => _command.Executor.Options.TimeProvider;

    /// <summary>Makes the container and starts it. What is made is taken back when that fails or is cancelled, as far as the CLI does.</summary>
    public static async Task<ForegroundRun> StartAsync(DockerCommand command, ContainerOptions options, CancellationToken cancellationToken)
    {
        CreatedContainer created = await ContainerCreation.CreateAsync(command, options, attached: true, cancellationToken).ConfigureAwait(false);
        var run = new ForegroundRun(command, created, options);
        try
        {
            return await run.TellAsync(() => run.BeginAsync(options, cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // A container that the engine refuses to start stays, as with the CLI, so that one can look at it; not so with --rm.
            run._isLetGo = e is DockerKitException && !options.AutoRemove && run._exit is not null;
            await run.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>How it ended. Read the output to its end first.</summary>
    /// <exception cref="DockerEngineException">The engine could not find out.</exception>
    public async Task<ContainerExit> GetExitAsync(CancellationToken cancellationToken)
    {
        ContainerExit exit = await _exit!.WaitAsync(cancellationToken).ConfigureAwait(false);
        _isLetGo = true;

        // Beside an exit code, an error is one of the removal after it: the run itself is complete.
        return exit is { Error: { } words, ExitCode: < 0 } ? throw new DockerEngineException(words) { EngineMessage = words } : exit;
    }

    /// <summary>How it ended, once its output has been read to the end, and the certainty that it was the end.</summary>
    /// <exception cref="DockerProtocolException">There was more output, or nobody can tell.</exception>
    public async Task<ContainerExit> FinishAsync(CancellationToken cancellationToken)
    {
        // The engine ends the output without a sign, and so does whatever is in between when it closes a connection. The log tells one from the
        // other: with --rm while the container is still there, as far as it is; or else after its end, where nothing else has been written by then.
        var check = new OutputCheck(_command, Container.Id, _session!);
        DockerKitException? doubt = null;
        bool isChecked = _isRemovedAtEnd && check.IsCheap && (doubt = await FollowAsync(check, cancellationToken).ConfigureAwait(false)) is null;
        if (!isChecked)
        {
            await ((Task)_exit!).WaitAsync(EndGrace, Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            isChecked = !_exit!.IsCompleted;
            if (isChecked
                && (doubt ??= await FollowAsync(check, cancellationToken).ConfigureAwait(false)) is not null
                && await MayRunAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new DockerProtocolException($"The output ended before the container did, and whether it is whole cannot be found out: {doubt!.Summary}", doubt);
            }
        }

        ContainerExit exit = await GetExitAsync(cancellationToken).ConfigureAwait(false);
        if (!isChecked && !_isRemovedAtEnd && !_mayRunAgain && check.IsCheap)
        {
            await check.CompareAsync(follow: false, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return exit;
    }

    /// <summary>Runs a piece of the run in which its output or its end are read. Where the connection is cut, the container is left to the engine, as the CLI does: it may go on.</summary>
    public Task<T> ReadAsync<T>(Func<Task<T>> part) => TellAsync(async () =>
    {
        try
        {
            return await part().ConfigureAwait(false);
        }
        catch (DockerKitException e) when (TransientFailures.LeavesDoubt(e))
        {
            _isLetGo = true;
            string message = $"The connection to the container was cut after {_session!.Bytes} bytes of output: {e.Summary} The container may still run. All of its output, if it is still there: docker logs {Container.Id}";
            throw e is DockerUnavailableException unavailable
                ? new DockerUnavailableException(message, e) { Cause = unavailable.Cause, Remedy = unavailable.Remedy }
                : new DockerProtocolException(message, e) { StatusCode = e.StatusCode, EngineMessage = e.EngineMessage };
        }
    });

    /// <summary>Runs a piece of the run, so that its errors tell the call and the container: it may be left, and the caller has no other way to know it.</summary>
    public async Task<T> TellAsync<T>(Func<Task<T>> part)
    {
        try
        {
            return await _command.Executor.TellAsync(_command, part).ConfigureAwait(false);
        }
        catch (DockerKitException e)
        {
            e.ContainerId = Container.Id;
            throw;
        }
    }

    /// <summary>Lets the container go on without us.</summary>
    public void LetGo() => _isLetGo = true;

    public async ValueTask DisposeAsync()
    {
        if (!_isLetGo)
        {
            _isLetGo = true;
            await (_isStarted ? KillAsync() : ContainerCleanup.RemoveAsync(_command, Container.Id)).ConfigureAwait(false);
        }

        await _lifetime.CancelAsync().ConfigureAwait(false);
        if (_exit is not null)
        {
            // Whoever wanted to know has asked before.
            await ((Task)_exit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_pending is not null)
        {
            await _pending.DisposeAsync().ConfigureAwait(false);
        }

        if (_session is not null)
        {
            await _session.DisposeAsync().ConfigureAwait(false);
        }

        _lifetime.Dispose();
    }

    private async Task<ForegroundRun> BeginAsync(ContainerOptions options, CancellationToken cancellationToken)
    {
        await ConnectAsync(options, cancellationToken).ConfigureAwait(false);
        await StartOnce.OfNew(Container.Id, options.AutoRemove).RunAsync(_command, cancellationToken).ConfigureAwait(false);
        _isStarted = true;
        return this;
    }

    /// <summary>Compares the output with a log that ends when the container does.</summary>
    private async Task<DockerKitException?> FollowAsync(OutputCheck check, CancellationToken cancellationToken)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<DockerKitException?> compared = check.CompareAsync(follow: true, source.Token);
        await Task.WhenAny(compared, _exit!).ConfigureAwait(false);
        if (!compared.IsCompleted)
        {
            await ((Task)compared).WaitAsync(_exit!.IsCompletedSuccessfully ? EndGrace : TimeSpan.Zero, Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await source.CancelAsync().ConfigureAwait(false);
        }

        DockerKitException? doubt = await compared.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return doubt;
    }

    /// <summary>Whether it goes on after the end of its output, for all that is known. An engine under load takes its time to remove what has ended.</summary>
    private async Task<bool> MayRunAsync(CancellationToken cancellationToken)
    {
        try
        {
            ContainerDetails container = await _command.Executor.ExecuteGuardedAsync(
                _command,
                new InspectContainerRequest { Container = Container.Id },
                static (transport, one, token) => transport.Containers.InspectAsync(one, token),
                cancellationToken).ConfigureAwait(false);
            return container.State is not (ContainerState.Exited or ContainerState.Removing or ContainerState.Dead);
        }
        catch (DockerNotFoundException)
        {
            return false;
        }
        catch (DockerKitException)
        {
            return true;
        }
    }

    private async Task KillAsync()
    {
        TimeProvider clock = _command.Executor.Options.TimeProvider;
        long begun = clock.GetTimestamp();
        await ContainerCleanup.KillAsync(_command, Container.Id).ConfigureAwait(false);
        TimeSpan rest = EndLimit - clock.GetElapsedTime(begun);
        if (rest > TimeSpan.Zero)
        {
            // The engine ends it, and removes it, after its answer. Whoever runs it again at once needs its ports, its volumes and its name.
            await ((Task)_exit!).WaitAsync(rest, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConnectAsync(ContainerOptions options, CancellationToken cancellationToken)
    {
        var attach = new AttachContainerRequest { Container = Container.Id, HasTerminal = HasTerminal, StandardInput = options.IsInteractive };

        // Before the start there is nothing that a second time would do twice, except to an input: the engine closes it with the first connection to it.
        _session = new WatchedSession(await (options.IsInteractive
            ? _command.Executor.ExecuteAsync(_command, attach, AttachAsync, cancellationToken)
            : _command.Executor.ExecuteGuardedAsync(_command, attach, AttachAsync, cancellationToken)).ConfigureAwait(false));
        var wait = new WaitContainerRequest { Container = Container.Id, Condition = options.AutoRemove ? WaitCondition.Removed : WaitCondition.NextExit };
        _pending = await _command.Executor.ExecuteGuardedAsync(
            _command, wait, static (transport, one, token) => transport.Containers.WaitAsync(one, token), cancellationToken).ConfigureAwait(false);
        _exit = _pending.GetExitAsync(_lifetime.Token);
    }

    private static Task<IContainerSession> AttachAsync(IDockerTransport transport, AttachContainerRequest request, CancellationToken cancellationToken) =>
        transport.Containers.AttachAsync(request, cancellationToken);
}
