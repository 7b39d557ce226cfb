using System.Diagnostics.Contracts;
using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker rm $(docker ps -aq)</c>: lists containers and removes them.</summary>
/// <remarks>One that is gone when its turn comes, or is being removed by somebody else, counts as removed.</remarks>
public sealed class RemoveAllContainersCommand : DockerCommand
{
    private static readonly Operation Remove = new("containers.remove-all", OperationKind.Repeatable);

    private readonly ContainerSelection _containers;
    private readonly RemoveContainerRequest _request;
    private readonly bool _allowFailures;

    internal RemoveAllContainersCommand(CommandExecutor executor, ContainerSelection containers)
        : this(executor, containers, new RemoveContainerRequest { Container = "" }, allowFailures: false)
    {
    }

    private RemoveAllContainersCommand(CommandExecutor executor, ContainerSelection containers, RemoveContainerRequest request, bool allowFailures)
        : base(executor)
    {
        _containers = containers;
        _request = request;
        _allowFailures = allowFailures;
    }

    internal override Operation Operation => Remove;

    /// <summary>Kills and removes those that run, too: <c>-f</c>. Without it each of them is a failure.</summary>
    [Pure]
    public RemoveAllContainersCommand IncludingRunning() => new(Executor, _containers, _request with { Force = true }, _allowFailures);

    /// <summary>Removes their anonymous volumes, too: <c>-v</c>.</summary>
    [Pure]
    public RemoveAllContainersCommand WithVolumes() => new(Executor, _containers, _request with { Volumes = true }, _allowFailures);

    /// <summary>Has failures only in the result, instead of throwing once all were tried.</summary>
    [Pure]
    public RemoveAllContainersCommand AllowFailures() => new(Executor, _containers, _request, allowFailures: true);

    /// <summary>Lists them with one request, and removes them, several at the same time. Source: <c>DELETE /containers/{id}</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What came of each; <see cref="StateChange.Changed"/> is <see langword="false"/> for one that was gone when its turn came. Empty when there was none.</returns>
    /// <exception cref="DockerConflictException">The only one runs, and running ones were not included.</exception>
    /// <exception cref="DockerBulkException">Some of several failed.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<BulkResult<StateChange>> ExecuteAsync(CancellationToken cancellationToken = default) =>
        ContainerRemoval.RunAsync(this, _containers, _request, _allowFailures, nameof(IncludingRunning), cancellationToken);

    private protected override void Write(CommandLine line) =>
        _containers.Write(line.Add("rm").Flag("-f", _request.Force).Flag("-v", _request.Volumes));
}
