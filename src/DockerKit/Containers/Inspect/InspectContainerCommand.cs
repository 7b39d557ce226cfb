using System.Diagnostics.Contracts;
using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker container inspect</c>: everything about one container.</summary>
public sealed class InspectContainerCommand : DockerCommand
{
    private static readonly Operation Inspect = new("containers.inspect", OperationKind.Safe);

    private readonly InspectContainerRequest _request;

    internal InspectContainerCommand(CommandExecutor executor, InspectContainerRequest request)
        : base(executor) => _request = request;

    internal override Operation Operation => Inspect;

    /// <summary>Has the engine compute sizes, which takes it long: <c>-s</c>. They are in <see cref="ContainerDetails.WritableSize"/> and <see cref="ContainerDetails.TotalSize"/>.</summary>
    [Pure]
    public InspectContainerCommand WithSize() => new(Executor, _request with { Size = true });

    /// <summary>Asks the engine. Source: <c>GET /containers/{id}/json</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DockerNotFoundException">There is no such container.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<ContainerDetails> ExecuteAsync(CancellationToken cancellationToken = default) =>
        Executor.ExecuteAsync(this, _request, static (transport, request, token) => transport.Containers.InspectAsync(request, token), cancellationToken);

    private protected override void Write(CommandLine line) => line.Add("container").Add("inspect").Flag("-s", _request.Size).Add(_request.Container);
}
