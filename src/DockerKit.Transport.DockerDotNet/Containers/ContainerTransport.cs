namespace DockerKit.Transport.DockerDotNet;

/// <summary>The container verbs on an engine.</summary>
internal sealed class ContainerTransport(EngineConnection connection, string name) : IContainerTransport
{
    public Task<IReadOnlyList<ContainerSummary>> ListAsync(ListContainersRequest request, CancellationToken cancellationToken) => throw Missing();

    public Task<CreatedContainer> CreateAsync(CreateContainerRequest request, CancellationToken cancellationToken) => throw Missing();

    public Task<ContainerDetails> InspectAsync(InspectContainerRequest request, CancellationToken cancellationToken) => throw Missing();

    public Task<bool> StartAsync(StartContainerRequest request, CancellationToken cancellationToken) => throw Missing();

    public Task<bool> StopAsync(StopContainerRequest request, CancellationToken cancellationToken) => throw Missing();

    public Task RestartAsync(RestartContainerRequest request, CancellationToken cancellationToken) => throw Missing();

    public Task KillAsync(KillContainerRequest request, CancellationToken cancellationToken) => throw Missing();

    public Task RemoveAsync(RemoveContainerRequest request, CancellationToken cancellationToken) => throw Missing();

    public Task<IPendingExit> WaitAsync(WaitContainerRequest request, CancellationToken cancellationToken) => throw Missing();

    public Task<IContainerOutput> LogsAsync(ContainerLogsRequest request, CancellationToken cancellationToken) => throw Missing();

    public Task<IContainerSession> AttachAsync(AttachContainerRequest request, CancellationToken cancellationToken) => throw Missing();

    public Task ResizeAsync(ResizeContainerRequest request, CancellationToken cancellationToken) => throw Missing();

    private DockerKitException Missing() => new($"The transport {name} does not do this yet at {connection.Endpoint}.");
}
