using DockerKit.Transport;

namespace DockerKit.Tests;

/// <summary>A transport whose answers a test writes down. A call that the test did not expect fails, and says which it was.</summary>
internal sealed class FakeTransport : IDockerTransport, ISystemTransport, IImageTransport, IContainerTransport
{
    private readonly object _lock = new();
    private readonly List<object> _requests = [];

    public string Name => "fake";

    public string Endpoint { get; init; } = "fake://engine";

    public string? EngineVersion { get; set; }

    public Version? ApiVersion { get; set; }

    public ISystemTransport System => this;

    public IImageTransport Images => this;

    public IContainerTransport Containers => this;

    public bool IsDisposed { get; private set; }

    /// <summary>Every request in the order of its arrival; calls without a request count as their names.</summary>
    public IReadOnlyList<object> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public Func<CancellationToken, Task<PingResult>>? OnPing { get; set; }

    public Func<CancellationToken, Task<EngineVersion>>? OnVersion { get; set; }

    public Func<CancellationToken, Task<EngineInfo>>? OnInfo { get; set; }

    public Func<ListImagesRequest, CancellationToken, Task<IReadOnlyList<ImageEntry>>>? OnListImages { get; set; }

    public Func<SearchImagesRequest, CancellationToken, Task<IReadOnlyList<ImageSearchResult>>>? OnSearch { get; set; }

    public Func<PullImageRequest, CancellationToken, IAsyncEnumerable<ProgressLine>>? OnPull { get; set; }

    public Func<RemoveImageRequest, CancellationToken, Task<ImageRemoval>>? OnRemoveImage { get; set; }

    public Func<ListContainersRequest, CancellationToken, Task<IReadOnlyList<ContainerSummary>>>? OnListContainers { get; set; }

    public Func<CreateContainerRequest, CancellationToken, Task<CreatedContainer>>? OnCreate { get; set; }

    public Func<InspectContainerRequest, CancellationToken, Task<ContainerDetails>>? OnInspect { get; set; }

    public Func<StartContainerRequest, CancellationToken, Task<bool>>? OnStart { get; set; }

    public Func<StopContainerRequest, CancellationToken, Task<bool>>? OnStop { get; set; }

    public Func<RestartContainerRequest, CancellationToken, Task>? OnRestart { get; set; }

    public Func<KillContainerRequest, CancellationToken, Task>? OnKill { get; set; }

    public Func<RemoveContainerRequest, CancellationToken, Task>? OnRemove { get; set; }

    public Func<WaitContainerRequest, CancellationToken, Task<IPendingExit>>? OnWait { get; set; }

    public Func<ContainerLogsRequest, CancellationToken, Task<IContainerOutput>>? OnLogs { get; set; }

    public Func<AttachContainerRequest, CancellationToken, Task<IContainerSession>>? OnAttach { get; set; }

    public Func<ResizeContainerRequest, CancellationToken, Task>? OnResize { get; set; }

    /// <summary>A client over this transport, which waits only a millisecond between tries.</summary>
    public DockerKitClient Connect(Action<DockerKitOptions>? configure = null)
    {
        var options = new DockerKitOptions { Retry = { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) } };
        configure?.Invoke(options);
        return DockerKitClient.Connect(this, options);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    public ValueTask<Version> GetApiVersionAsync(CancellationToken cancellationToken) => new(new Version(1, 41));

    public Task<PingResult> PingAsync(CancellationToken cancellationToken) => Answer("ping", OnPing)(cancellationToken);

    public Task<EngineVersion> GetVersionAsync(CancellationToken cancellationToken) => Answer("version", OnVersion)(cancellationToken);

    public Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken) => Answer("info", OnInfo)(cancellationToken);

    public Task<IReadOnlyList<ImageEntry>> ListAsync(ListImagesRequest request, CancellationToken cancellationToken) => Answer(request, OnListImages)(request, cancellationToken);

    public Task<IReadOnlyList<ImageSearchResult>> SearchAsync(SearchImagesRequest request, CancellationToken cancellationToken) => Answer(request, OnSearch)(request, cancellationToken);

    public IAsyncEnumerable<ProgressLine> PullAsync(PullImageRequest request, CancellationToken cancellationToken) => Answer(request, OnPull)(request, cancellationToken);

    public Task<ImageRemoval> RemoveAsync(RemoveImageRequest request, CancellationToken cancellationToken) => Answer(request, OnRemoveImage)(request, cancellationToken);

    public Task<IReadOnlyList<ContainerSummary>> ListAsync(ListContainersRequest request, CancellationToken cancellationToken) => Answer(request, OnListContainers)(request, cancellationToken);

    public Task<CreatedContainer> CreateAsync(CreateContainerRequest request, CancellationToken cancellationToken) => Answer(request, OnCreate)(request, cancellationToken);

    public Task<ContainerDetails> InspectAsync(InspectContainerRequest request, CancellationToken cancellationToken) => Answer(request, OnInspect)(request, cancellationToken);

    public Task<bool> StartAsync(StartContainerRequest request, CancellationToken cancellationToken) => Answer(request, OnStart)(request, cancellationToken);

    public Task<bool> StopAsync(StopContainerRequest request, CancellationToken cancellationToken) => Answer(request, OnStop)(request, cancellationToken);

    public Task RestartAsync(RestartContainerRequest request, CancellationToken cancellationToken) => Answer(request, OnRestart)(request, cancellationToken);

    public Task KillAsync(KillContainerRequest request, CancellationToken cancellationToken) => Answer(request, OnKill)(request, cancellationToken);

    public Task RemoveAsync(RemoveContainerRequest request, CancellationToken cancellationToken) => Answer(request, OnRemove)(request, cancellationToken);

    public Task<IPendingExit> WaitAsync(WaitContainerRequest request, CancellationToken cancellationToken) => Answer(request, OnWait)(request, cancellationToken);

    public Task<IContainerOutput> LogsAsync(ContainerLogsRequest request, CancellationToken cancellationToken) => Answer(request, OnLogs)(request, cancellationToken);

    public Task<IContainerSession> AttachAsync(AttachContainerRequest request, CancellationToken cancellationToken) => Answer(request, OnAttach)(request, cancellationToken);

    public Task ResizeAsync(ResizeContainerRequest request, CancellationToken cancellationToken) => Answer(request, OnResize)(request, cancellationToken);

    private T Answer<T>(object request, T? answer)
        where T : Delegate
    {
        lock (_lock)
        {
            _requests.Add(request);
        }

        return answer ?? throw new InvalidOperationException($"The test expects no such call: {request}");
    }
}
