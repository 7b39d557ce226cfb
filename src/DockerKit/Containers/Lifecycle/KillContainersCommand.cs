using System.Diagnostics.Contracts;
using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker kill</c>: sends a signal to the main process of containers, <c>SIGKILL</c> unless another is given.</summary>
public sealed class KillContainersCommand : DockerCommand
{
    // A second SIGKILL changes nothing; of any other signal each one counts.
    private static readonly Operation Kill = new("containers.kill", OperationKind.Repeatable);
    private static readonly Operation Send = new("containers.kill", OperationKind.OnceOnly);

    private readonly ContainerSelection _containers;
    private readonly Signal? _signal;
    private readonly bool _allowFailures;

    internal KillContainersCommand(CommandExecutor executor, ContainerSelection containers, Signal? signal = null, bool allowFailures = false)
        : base(executor)
    {
        _containers = containers;
        _signal = signal;
        _allowFailures = allowFailures;
    }

    internal override Operation Operation => IsKill ? Kill : Send;

    private bool IsKill => _signal is null || _signal == Signal.Kill;

    /// <summary>The signal: <c>-s</c>.</summary>
    /// <param name="signal">The signal, by name or number: <c>Signal.Hup</c>, <c>Signal.Parse("SIGUSR1")</c>, <c>Signal.FromNumber(15)</c>.</param>
    [Pure]
    public KillContainersCommand WithSignal(Signal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return new(Executor, _containers, signal, _allowFailures);
    }

    /// <summary>Has failures only in the result, instead of throwing once all were tried.</summary>
    [Pure]
    public KillContainersCommand AllowFailures() => new(Executor, _containers, _signal, allowFailures: true);

    /// <summary>Sends the signal, to several at the same time. Source: <c>POST /containers/{id}/kill</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What came of each; <see cref="StateChange.Changed"/> is <see langword="false"/> only for a listed one that had ended when its turn came.</returns>
    /// <exception cref="DockerNotFoundException">There is no such container.</exception>
    /// <exception cref="DockerConflictException">It does not run.</exception>
    /// <exception cref="DockerBulkException">Some of several failed.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<BulkResult<StateChange>> ExecuteAsync(CancellationToken cancellationToken = default) =>
        ContainerBulk.RunAsync(
            this,
            _containers,
            _allowFailures,
            container => new KillContainerRequest { Container = container, Signal = _signal?.ToString() },
            static async (containers, request, token) =>
            {
                await containers.KillAsync(request, token).ConfigureAwait(false);
                return true;
            },
            Answer,
            cancellationToken);

    private protected override void Write(CommandLine line) => _containers.Write(line.Add("kill").Option("-s", _signal?.ToString()));

    private StateChange? Answer(DockerKitException error, int attempt)
    {
        // Engines before API 1.42 answer 500 here in some versions, later ones 409; the words are the same.
        bool ended = error.EngineMessage?.Contains("is not running", StringComparison.Ordinal) == true;
        return ended && (_containers.IsListed || (IsKill && attempt > 1)) ? new StateChange(attempt > 1) : null;
    }
}
