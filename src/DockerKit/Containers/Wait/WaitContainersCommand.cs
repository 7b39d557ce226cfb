using System.Diagnostics.Contracts;
using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker wait</c>: waits until containers do not run, and gives their exit codes.</summary>
public sealed class WaitContainersCommand : DockerCommand
{
    private static readonly Operation Wait = new("containers.wait", OperationKind.Safe, IsLong: true);

    private readonly ContainerSelection _containers;
    private readonly WaitCondition _condition;
    private readonly bool _allowFailures;

    internal WaitContainersCommand(CommandExecutor executor, ContainerSelection containers, WaitCondition condition = WaitCondition.NotRunning, bool allowFailures = false)
        : base(executor)
    {
        _containers = containers;
        _condition = condition;
        _allowFailures = allowFailures;
    }

    internal override Operation Operation => Wait;

    /// <summary>Waits until each exits the next time, also when it does not run now. The CLI has no such option.</summary>
    [Pure]
    public WaitContainersCommand UntilNextExit() => new(Executor, _containers, WaitCondition.NextExit, _allowFailures);

    /// <summary>Waits until each is removed. The CLI has no such option.</summary>
    [Pure]
    public WaitContainersCommand UntilRemoved() => new(Executor, _containers, WaitCondition.Removed, _allowFailures);

    /// <summary>Has failures only in the result, instead of throwing once all were tried.</summary>
    [Pure]
    public WaitContainersCommand AllowFailures() => new(Executor, _containers, _condition, allowFailures: true);

    /// <summary>Waits for all of them at the same time. Source: <c>POST /containers/{id}/wait</c>.</summary>
    /// <remarks>A connection that breaks is made again, and an end that came meanwhile is found. Where its exit code cannot be had any more, that is an error.</remarks>
    /// <param name="cancellationToken">Ends the wait; the containers go on.</param>
    /// <returns>How each ended. An exit code other than 0 is no failure here.</returns>
    /// <exception cref="DockerNotFoundException">There is no such container.</exception>
    /// <exception cref="DockerBulkException">Some of several failed.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public async Task<BulkResult<ContainerExit>> ExecuteAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> targets = await _containers.ResolveAsync(cancellationToken).ConfigureAwait(false);

        // All at once, whatever their number: an exit of one that is not waited for yet would be missed.
        return await BulkRunner.RunAsync(this, targets, _allowFailures, OneAsync, cancellationToken, Math.Max(1, targets.Count)).ConfigureAwait(false);
    }

    private protected override void Write(CommandLine line) => _containers.Write(line.Add("wait"));

    private Task<ContainerExit> OneAsync(string container, CancellationToken cancellationToken) =>
        new PatientWait(this, new WaitContainerRequest { Container = container, Condition = _condition }).RunAsync(cancellationToken);
}
