using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary>The image verbs.</summary>
internal sealed class MemoryImageTransport(EngineState engine, MemoryTransport transport) : IImageTransport
{
    public Task<IReadOnlyList<ImageEntry>> ListAsync(ListImagesRequest request, CancellationToken cancellationToken) =>
        RunAsync(EngineVerb.ListImages, request, null, () => ListImages.Run(engine, request), cancellationToken);

    public Task<IReadOnlyList<ImageSearchResult>> SearchAsync(SearchImagesRequest request, CancellationToken cancellationToken) =>
        RunAsync(EngineVerb.SearchImages, request, request.Term, () => SearchImages.Run(engine, request), cancellationToken);

    public IAsyncEnumerable<ProgressLine> PullAsync(PullImageRequest request, CancellationToken cancellationToken)
    {
        transport.ThrowIfDisposed();
        return PullImage.RunAsync(engine, request, cancellationToken);
    }

    public Task<ImageRemoval> RemoveAsync(RemoveImageRequest request, CancellationToken cancellationToken) =>
        RunAsync(EngineVerb.RemoveImage, request, request.Image, () => new RemoveImage(engine).Run(request), cancellationToken);

    private Task<T> RunAsync<T>(EngineVerb verb, object request, string? target, Func<T> work, CancellationToken cancellationToken)
    {
        transport.ThrowIfDisposed();
        return engine.Calls.RunAsync(verb, request, target, work, cancellationToken);
    }
}
