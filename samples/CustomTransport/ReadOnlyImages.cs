using DockerKit.Transport;

namespace DockerKit.Samples.CustomTransport;

internal sealed class ReadOnlyImages(IImageTransport inner) : IImageTransport
{
    public Task<IReadOnlyList<ImageEntry>> ListAsync(ListImagesRequest request, CancellationToken cancellationToken) => inner.ListAsync(request, cancellationToken);

    public Task<IReadOnlyList<ImageSearchResult>> SearchAsync(SearchImagesRequest request, CancellationToken cancellationToken) => inner.SearchAsync(request, cancellationToken);

    public IAsyncEnumerable<ProgressLine> PullAsync(PullImageRequest request, CancellationToken cancellationToken) => throw ReadOnlyTransport.Refuse("pull images");

    public Task<ImageRemoval> RemoveAsync(RemoveImageRequest request, CancellationToken cancellationToken) => throw ReadOnlyTransport.Refuse($"remove the image {request.Image}");
}
