using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary>The container verbs.</summary>
internal sealed class MemoryContainerTransport(EngineState engine, MemoryTransport transport) : IContainerTransport
{
    public Task<IReadOnlyList<ContainerSummary>> ListAsync(ListContainersRequest request, CancellationToken cancellationToken) =>
        RunAsync(EngineVerb.ListContainers, request, null, () => ListContainers.Run(engine, request), cancellationToken);

    public Task<CreatedContainer> CreateAsync(CreateContainerRequest request, CancellationToken cancellationToken) =>
        RunAsync(EngineVerb.CreateContainer, request, request.Name, () => CreateContainer.Run(engine, request), cancellationToken);

    public Task<ContainerDetails> InspectAsync(InspectContainerRequest request, CancellationToken cancellationToken) =>
        RunAsync(EngineVerb.InspectContainer, request, request.Container, () => InspectContainer.Run(engine, request), cancellationToken);

    public Task<bool> StartAsync(StartContainerRequest request, CancellationToken cancellationToken) =>
        RunAsync(EngineVerb.StartContainer, request, request.Container, () => engine.Lifecycle.Start(request.Container), cancellationToken);

    public Task<bool> StopAsync(StopContainerRequest request, CancellationToken cancellationToken) =>
        RunAsync(EngineVerb.StopContainer, request, request.Container, token => StopContainer.RunAsync(engine, request, token), cancellationToken);

    public Task RestartAsync(RestartContainerRequest request, CancellationToken cancellationToken) =>
        RunAsync(EngineVerb.RestartContainer, request, request.Container, token => StopContainer.RestartAsync(engine, request, token), cancellationToken);

    public Task KillAsync(KillContainerRequest request, CancellationToken cancellationToken) =>
        RunAsync(EngineVerb.KillContainer, request, request.Container, token => StopContainer.KillAsync(engine, request, token), cancellationToken);

    public Task RemoveAsync(RemoveContainerRequest request, CancellationToken cancellationToken) =>
        RunAsync(EngineVerb.RemoveContainer, request, request.Container, token => RemoveContainer.RunAsync(engine, request, token), cancellationToken);

    public Task<IPendingExit> WaitAsync(WaitContainerRequest request, CancellationToken cancellationToken) =>
        RunAsync(EngineVerb.WaitContainer, request, request.Container, () => WaitContainer.Run(engine, request), cancellationToken);

    public Task<IContainerOutput> LogsAsync(ContainerLogsRequest request, CancellationToken cancellationToken) =>
        RunAsync(EngineVerb.ReadLogs, request, request.Container, () => ReadLogs.Run(engine, request), cancellationToken);

    public Task<IContainerSession> AttachAsync(AttachContainerRequest request, CancellationToken cancellationToken) =>
        RunAsync(EngineVerb.AttachContainer, request, request.Container, () => MemorySession.Open(engine, request), cancellationToken);

    public Task ResizeAsync(ResizeContainerRequest request, CancellationToken cancellationToken) =>
        RunAsync(EngineVerb.ResizeContainer, request, request.Container, () => MemorySession.Resize(engine, request), cancellationToken);

    private Task<T> RunAsync<T>(EngineVerb verb, object request, string? target, Func<T> work, CancellationToken cancellationToken)
    {
        transport.ThrowIfDisposed();
        return engine.Calls.RunAsync(verb, request, target, work, cancellationToken);
    }

    private Task<T> RunAsync<T>(EngineVerb verb, object request, string? target, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        transport.ThrowIfDisposed();
        return engine.Calls.RunAsync(verb, request, target, work, cancellationToken);
    }
}
