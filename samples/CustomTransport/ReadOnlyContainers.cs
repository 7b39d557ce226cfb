using DockerKit.Transport;

namespace DockerKit.Samples.CustomTransport;

internal sealed class ReadOnlyContainers(IContainerTransport inner) : IContainerTransport
{
    public Task<IReadOnlyList<ContainerSummary>> ListAsync(ListContainersRequest request, CancellationToken cancellationToken) => inner.ListAsync(request, cancellationToken);

    public Task<ContainerDetails> InspectAsync(InspectContainerRequest request, CancellationToken cancellationToken) => inner.InspectAsync(request, cancellationToken);

    public Task<IPendingExit> WaitAsync(WaitContainerRequest request, CancellationToken cancellationToken) => inner.WaitAsync(request, cancellationToken);

    public Task<IContainerOutput> LogsAsync(ContainerLogsRequest request, CancellationToken cancellationToken) => inner.LogsAsync(request, cancellationToken);

    public Task<CreatedContainer> CreateAsync(CreateContainerRequest request, CancellationToken cancellationToken) => throw ReadOnlyTransport.Refuse("create containers");

    public Task<bool> StartAsync(StartContainerRequest request, CancellationToken cancellationToken) => throw ReadOnlyTransport.Refuse($"start {request.Container}");

    public Task<bool> StopAsync(StopContainerRequest request, CancellationToken cancellationToken) => throw ReadOnlyTransport.Refuse($"stop {request.Container}");

    public Task RestartAsync(RestartContainerRequest request, CancellationToken cancellationToken) => throw ReadOnlyTransport.Refuse($"restart {request.Container}");

    public Task KillAsync(KillContainerRequest request, CancellationToken cancellationToken) => throw ReadOnlyTransport.Refuse($"kill {request.Container}");

    public Task RemoveAsync(RemoveContainerRequest request, CancellationToken cancellationToken) => throw ReadOnlyTransport.Refuse($"remove {request.Container}");

    // What is attached can write to the program inside.
    public Task<IContainerSession> AttachAsync(AttachContainerRequest request, CancellationToken cancellationToken) => throw ReadOnlyTransport.Refuse($"attach to {request.Container}");

    public Task ResizeAsync(ResizeContainerRequest request, CancellationToken cancellationToken) => throw ReadOnlyTransport.Refuse($"resize the terminal of {request.Container}");
}
