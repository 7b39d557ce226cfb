using System.Diagnostics.Contracts;

namespace DockerKit;

/// <summary><c>docker start</c>: starts containers. One that runs already is a success.</summary>
public sealed class StartContainersCommand : DockerCommand
{
    private static readonly Operation Start = new("containers.start", OperationKind.Repeatable);

    private readonly ContainerSelection _containers;
    private readonly bool _allowFailures;

    internal StartContainersCommand(CommandExecutor executor, ContainerSelection containers, bool allowFailures = false)
        : base(executor)
    {
        _containers = containers;
        _allowFailures = allowFailures;
    }

    internal override Operation Operation => Start;

    /// <summary>Has failures only in the result, instead of throwing once all were tried.</summary>
    [Pure]
    public StartContainersCommand AllowFailures() => new(Executor, _containers, allowFailures: true);

    /// <summary>Starts them, several at the same time, each once: when the answer is lost, the engine is asked whether it was started. Source: <c>POST /containers/{id}/start</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What came of each; <see cref="StateChange.Changed"/> is <see langword="false"/> for one that ran already.</returns>
    /// <exception cref="DockerNotFoundException">There is no such container.</exception>
    /// <exception cref="DockerConflictException">It is in a state that it cannot be started from: paused, being removed.</exception>
    /// <exception cref="DockerBadRequestException">The program does not exist in the image.</exception>
    /// <exception cref="DockerEngineException">A port that it publishes is taken, or the engine cannot start it for another reason.</exception>
    /// <exception cref="DockerBulkException">Some of several failed.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<BulkResult<StateChange>> ExecuteAsync(CancellationToken cancellationToken = default) =>
        ContainerBulk.RunAsync(
            this,
            _containers,
            _allowFailures,
            container => StartOnce.OfExisting(container, Executor.Options.TimeProvider),
            (_, start, token) => start.TryAsync(Executor.Transport, token),
            static (_, _) => null,
            cancellationToken);

    private protected override void Write(CommandLine line) => _containers.Write(line.Add("start"));
}
