using System.Diagnostics.Contracts;
using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker ps -q --no-trunc</c>: lists the full ids of containers.</summary>
public sealed class ListContainerIdsCommand : DockerCommand
{
    private static readonly Operation List = new("containers.list", OperationKind.Safe);

    private readonly ListContainersRequest _request;

    internal ListContainerIdsCommand(CommandExecutor executor, ListContainersRequest request)
        : base(executor) => _request = request with { Size = false };

    internal override Operation Operation => List;

    /// <summary>The line inside <c>$(…)</c>, as people write it: <c>docker ps -aq</c>.</summary>
    internal string ShortLine => CommandLine.Of(line => ListContainersCommand.WriteOptions(line.Add("ps").Add(_request.All ? "-aq" : "-q"), _request), masked: false);

    /// <summary>Lists containers that do not run, too: <c>-a</c>.</summary>
    [Pure]
    public ListContainerIdsCommand All() => new(Executor, _request with { All = true });

    /// <summary>Asks the engine. Source: <c>GET /containers/json</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DockerBadRequestException">The engine does not know a filter or its value.</exception>
    /// <exception cref="DockerNotFoundException">The container that a filter names does not exist.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<IReadOnlyList<string>> ExecuteAsync(CancellationToken cancellationToken = default) =>
        Executor.ExecuteAsync(this, _request, static (transport, request, token) => IdsAsync(transport, request, token), cancellationToken);

    private protected override void Write(CommandLine line) =>
        ListContainersCommand.WriteOptions(line.Add("ps").Flag("-a", _request.All).Add("-q").Add("--no-trunc"), _request);

    private static async Task<IReadOnlyList<string>> IdsAsync(IDockerTransport transport, ListContainersRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyList<ContainerSummary> containers = await transport.Containers.ListAsync(request, cancellationToken).ConfigureAwait(false);
        string[] ids = new string[containers.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = containers[i].Id;
        }

        return ids;
    }
}
