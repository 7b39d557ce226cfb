namespace DockerKit.Transport.DockerDotNet;

/// <summary>The container verbs on an engine.</summary>
internal sealed class ContainerTransport(EngineConnection connection, string name) : IContainerTransport
{
    public Task<IReadOnlyList<ContainerSummary>> ListAsync(ListContainersRequest request, CancellationToken cancellationToken) => ListContainers.RunAsync(connection, request, cancellationToken);

    public Task<CreatedContainer> CreateAsync(CreateContainerRequest request, CancellationToken cancellationToken) =>
        CreateContainer.RunAsync(connection, name, request, cancellationToken);

    public Task<ContainerDetails> InspectAsync(InspectContainerRequest request, CancellationToken cancellationToken) => InspectContainer.RunAsync(connection, request, cancellationToken);

    public Task<bool> StartAsync(StartContainerRequest request, CancellationToken cancellationToken) => ContainerLifecycle.StartAsync(connection, request, cancellationToken);

    public Task<bool> StopAsync(StopContainerRequest request, CancellationToken cancellationToken) => ContainerLifecycle.StopAsync(connection, name, request, cancellationToken);

    public Task RestartAsync(RestartContainerRequest request, CancellationToken cancellationToken) => ContainerLifecycle.RestartAsync(connection, name, request, cancellationToken);

    public Task KillAsync(KillContainerRequest request, CancellationToken cancellationToken) => ContainerLifecycle.KillAsync(connection, request, cancellationToken);

    public Task RemoveAsync(RemoveContainerRequest request, CancellationToken cancellationToken) => ContainerLifecycle.RemoveAsync(connection, request, cancellationToken);

    public Task<IPendingExit> WaitAsync(WaitContainerRequest request, CancellationToken cancellationToken) => WaitContainer.RunAsync(connection, request, cancellationToken);

    public Task<IContainerOutput> LogsAsync(ContainerLogsRequest request, CancellationToken cancellationToken) => ReadContainerLogs.RunAsync(connection, request, cancellationToken);

    public Task<IContainerSession> AttachAsync(AttachContainerRequest request, CancellationToken cancellationToken) =>
        AttachContainer.RunAsync(connection, request, cancellationToken);

    public Task ResizeAsync(ResizeContainerRequest request, CancellationToken cancellationToken) =>
        AttachContainer.ResizeAsync(connection, request, cancellationToken);
}
