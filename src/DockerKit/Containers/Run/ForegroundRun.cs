using System.Diagnostics;
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

    private readonly DockerCommand _command;
    private readonly CancellationTokenSource _lifetime = new();
    private IContainerSession? _session;
    private IPendingExit? _pending;
    private Task<ContainerExit>? _exit;
    private bool _isStarted;
    private bool _isLetGo;

    private ForegroundRun(DockerCommand command, CreatedContainer container, ContainerOptions options)
    {
        _command = command;
        Container = container;
        HasTerminal = options.HasTerminal;
    }

    public CreatedContainer Container { get; }

    public bool HasTerminal { get; }

    public IContainerSession Session => _session!;

    public DockerCommand Command => _command;

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

    private async Task KillAsync()
    {
        long begun = Stopwatch.GetTimestamp();
        await ContainerCleanup.KillAsync(_command, Container.Id).ConfigureAwait(false);
        TimeSpan rest = EndLimit - Stopwatch.GetElapsedTime(begun);
        if (rest > TimeSpan.Zero)
        {
            // The engine ends it, and removes it, after its answer. Whoever runs it again at once needs its ports, its volumes and its name.
            await ((Task)_exit!).WaitAsync(rest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConnectAsync(ContainerOptions options, CancellationToken cancellationToken)
    {
        var attach = new AttachContainerRequest { Container = Container.Id, HasTerminal = HasTerminal, StandardInput = options.IsInteractive };

        // Before the start there is nothing that a second time would do twice, except to an input: the engine closes it with the first connection to it.
        _session = await (options.IsInteractive
            ? _command.Executor.ExecuteAsync(_command, attach, AttachAsync, cancellationToken)
            : _command.Executor.ExecuteGuardedAsync(_command, attach, AttachAsync, cancellationToken)).ConfigureAwait(false);
        var wait = new WaitContainerRequest { Container = Container.Id, Condition = options.AutoRemove ? WaitCondition.Removed : WaitCondition.NextExit };
        _pending = await _command.Executor.ExecuteGuardedAsync(
            _command, wait, static (transport, one, token) => transport.Containers.WaitAsync(one, token), cancellationToken).ConfigureAwait(false);
        _exit = _pending.GetExitAsync(_lifetime.Token);
    }

    private static Task<IContainerSession> AttachAsync(IDockerTransport transport, AttachContainerRequest request, CancellationToken cancellationToken) =>
        transport.Containers.AttachAsync(request, cancellationToken);
}
