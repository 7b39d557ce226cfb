namespace DockerKit.Transport.DockerDotNet;

/// <summary>The image verbs on an engine.</summary>
/// <remarks>
/// All are requests of our own: Docker.DotNet gives an error inside a pull's stream to the progress handler and calls the pull a success
/// (dotnet/Docker.DotNet#267), hangs on a cut one, takes a missing tag for all tags, and drops a limit or a filter of zero.
/// </remarks>
internal sealed class ImageTransport(EngineConnection connection, string name) : IImageTransport
{
    public Task<IReadOnlyList<ImageEntry>> ListAsync(ListImagesRequest request, CancellationToken cancellationToken) =>
        ListImages.RunAsync(connection, request, cancellationToken);

    public Task<IReadOnlyList<ImageSearchResult>> SearchAsync(SearchImagesRequest request, CancellationToken cancellationToken) =>
        SearchImages.RunAsync(connection, request, cancellationToken);

    public IAsyncEnumerable<ProgressLine> PullAsync(PullImageRequest request, CancellationToken cancellationToken) =>
        PullImage.RunAsync(connection, name, request, cancellationToken);

    public Task<ImageRemoval> RemoveAsync(RemoveImageRequest request, CancellationToken cancellationToken) =>
        RemoveImage.RunAsync(connection, request, cancellationToken);
}
