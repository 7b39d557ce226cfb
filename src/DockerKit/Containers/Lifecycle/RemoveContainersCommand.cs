using System.Diagnostics.Contracts;
using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker rm</c>: removes containers.</summary>
public sealed class RemoveContainersCommand : DockerCommand
{
    private static readonly Operation Remove = new("containers.remove", OperationKind.Repeatable);

    private readonly ContainerSelection _containers;
    private readonly RemoveContainerRequest _request;
    private readonly bool _allowFailures;

    internal RemoveContainersCommand(CommandExecutor executor, ContainerSelection containers)
        : this(executor, containers, new RemoveContainerRequest { Container = "" }, allowFailures: false)
    {
    }

    private RemoveContainersCommand(CommandExecutor executor, ContainerSelection containers, RemoveContainerRequest request, bool allowFailures)
        : base(executor)
    {
        _containers = containers;
        _request = request;
        _allowFailures = allowFailures;
    }

    internal override Operation Operation => Remove;

    /// <summary>Kills those that run, and takes one that does not exist for removed: <c>-f</c>.</summary>
    [Pure]
    public RemoveContainersCommand Force() => new(Executor, _containers, _request with { Force = true }, _allowFailures);

    /// <summary>Removes their anonymous volumes, too: <c>-v</c>.</summary>
    [Pure]
    public RemoveContainersCommand WithVolumes() => new(Executor, _containers, _request with { Volumes = true }, _allowFailures);

    /// <summary>Removes the links that are named (<c>web/db</c>), and no container: <c>-l</c>.</summary>
    [Pure]
    public RemoveContainersCommand Link() => new(Executor, _containers, _request with { Link = true }, _allowFailures);

    /// <summary>Has failures only in the result, instead of throwing once all were tried.</summary>
    [Pure]
    public RemoveContainersCommand AllowFailures() => new(Executor, _containers, _request, allowFailures: true);

    /// <summary>Removes them, several at the same time. Source: <c>DELETE /containers/{id}</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What came of each; <see cref="StateChange.Changed"/> is <see langword="false"/> for one that was not there (only with <see cref="Force"/>).</returns>
    /// <exception cref="DockerNotFoundException">There is no such container, and it is not by force.</exception>
    /// <exception cref="DockerConflictException">It runs, and it is not by force; or its removal is under way already.</exception>
    /// <exception cref="DockerBulkException">Some of several failed.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<BulkResult<StateChange>> ExecuteAsync(CancellationToken cancellationToken = default) =>
        ContainerRemoval.RunAsync(this, _containers, _request, _allowFailures, nameof(Force), cancellationToken);

    private protected override void Write(CommandLine line) =>
        _containers.Write(line.Add("rm").Flag("-f", _request.Force).Flag("-v", _request.Volumes).Flag("-l", _request.Link));
}
