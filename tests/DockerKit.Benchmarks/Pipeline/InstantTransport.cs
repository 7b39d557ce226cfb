using System.Runtime.CompilerServices;
using DockerKit.Transport;

namespace DockerKit.Benchmarks.Pipeline;

/// <summary>A transport that costs next to nothing: what is left is what the layers above it cost.</summary>
/// <param name="yields">Whether an answer comes later, as an engine's does; if not, it is there at once.</param>
internal sealed class InstantTransport(bool yields) : IDockerTransport, ISystemTransport, IImageTransport, IContainerTransport
{
    private static readonly Version Version = new(1, 51);
    private static readonly PingResult Pong = new();
    private static readonly CreatedContainer Created = new("4f66", []);

    public string Name => "instant";

    public string Endpoint => "instant://";

    public ISystemTransport System => this;

    public IImageTransport Images => this;

    public IContainerTransport Containers => this;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public ValueTask<Version> GetApiVersionAsync(CancellationToken cancellationToken) => new(Version);

    public Task<PingResult> PingAsync(CancellationToken cancellationToken) => AnswerAsync(Pong);

    public Task<bool> StartAsync(StartContainerRequest request, CancellationToken cancellationToken) => AnswerAsync(true);

    public Task KillAsync(KillContainerRequest request, CancellationToken cancellationToken) => AnswerAsync(true);

    public Task<CreatedContainer> CreateAsync(CreateContainerRequest request, CancellationToken cancellationToken) => AnswerAsync(Created);

    public async IAsyncEnumerable<ProgressLine> PullAsync(PullImageRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (yields)
        {
            await Task.Yield();
        }

        yield return default;
    }

    public Task<EngineVersion> GetVersionAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ImageEntry>> ListAsync(ListImagesRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ImageSearchResult>> SearchAsync(SearchImagesRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ImageRemoval> RemoveAsync(RemoveImageRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ContainerSummary>> ListAsync(ListContainersRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ContainerDetails> InspectAsync(InspectContainerRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> StopAsync(StopContainerRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RestartAsync(RestartContainerRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveAsync(RemoveContainerRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IPendingExit> WaitAsync(WaitContainerRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IContainerOutput> LogsAsync(ContainerLogsRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IContainerSession> AttachAsync(AttachContainerRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ResizeAsync(ResizeContainerRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    private Task<T> AnswerAsync<T>(T answer) => yields ? LaterAsync(answer) : Task.FromResult(answer);

    private static async Task<T> LaterAsync<T>(T answer)
    {
        await Task.Yield();
        return answer;
    }
}
