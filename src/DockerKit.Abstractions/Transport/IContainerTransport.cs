namespace DockerKit.Transport;

/// <summary>Containers. Each call concerns one container, named by its id, the beginning of its id, or its name.</summary>
public interface IContainerTransport
{
    /// <summary>Lists containers (<c>GET /containers/json</c>).</summary>
    /// <param name="request">What to list.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<ContainerSummary>> ListAsync(ListContainersRequest request, CancellationToken cancellationToken);

    /// <summary>Creates a container (<c>POST /containers/create</c>).</summary>
    /// <param name="request">What to create.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<CreatedContainer> CreateAsync(CreateContainerRequest request, CancellationToken cancellationToken);

    /// <summary>Everything about one container (<c>GET /containers/{id}/json</c>).</summary>
    /// <param name="request">Which container.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ContainerDetails> InspectAsync(InspectContainerRequest request, CancellationToken cancellationToken);

    /// <summary>Starts a container (<c>POST /containers/{id}/start</c>).</summary>
    /// <param name="request">Which container.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns><see langword="false"/> when it was running already (HTTP 304).</returns>
    Task<bool> StartAsync(StartContainerRequest request, CancellationToken cancellationToken);

    /// <summary>Stops a container (<c>POST /containers/{id}/stop</c>).</summary>
    /// <param name="request">Which container, and how.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns><see langword="false"/> when it was stopped already (HTTP 304).</returns>
    Task<bool> StopAsync(StopContainerRequest request, CancellationToken cancellationToken);

    /// <summary>Stops and starts a container (<c>POST /containers/{id}/restart</c>).</summary>
    /// <param name="request">Which container, and how.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task RestartAsync(RestartContainerRequest request, CancellationToken cancellationToken);

    /// <summary>Sends a signal to a container's main process (<c>POST /containers/{id}/kill</c>).</summary>
    /// <param name="request">Which container, and which signal.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task KillAsync(KillContainerRequest request, CancellationToken cancellationToken);

    /// <summary>Removes a container (<c>DELETE /containers/{id}</c>).</summary>
    /// <param name="request">Which container, and how.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task RemoveAsync(RemoveContainerRequest request, CancellationToken cancellationToken);

    /// <summary>Begins to wait for a container (<c>POST /containers/{id}/wait</c>). When the task completes, the engine has taken note: nothing that happens after is missed.</summary>
    /// <param name="request">Which container, and for what.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IPendingExit> WaitAsync(WaitContainerRequest request, CancellationToken cancellationToken);

    /// <summary>Reads what a container has written (<c>GET /containers/{id}/logs</c>).</summary>
    /// <param name="request">Which container, and which part.</param>
    /// <param name="cancellationToken">Ends the call up to the first byte; each read has its own token.</param>
    Task<IContainerOutput> LogsAsync(ContainerLogsRequest request, CancellationToken cancellationToken);

    /// <summary>Connects to a container's input and output (<c>POST /containers/{id}/attach</c>).</summary>
    /// <param name="request">Which container, and which streams.</param>
    /// <param name="cancellationToken">Ends the call up to the connection; each read and write has its own token.</param>
    Task<IContainerSession> AttachAsync(AttachContainerRequest request, CancellationToken cancellationToken);

    /// <summary>Sets the size of a container's terminal (<c>POST /containers/{id}/resize</c>).</summary>
    /// <param name="request">Which container, and the size.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ResizeAsync(ResizeContainerRequest request, CancellationToken cancellationToken);
}
