namespace DockerKit.Transport;

/// <summary>Images: what the engine has, and what registries offer.</summary>
public interface IImageTransport
{
    /// <summary>Lists images (<c>GET /images/json</c>).</summary>
    /// <param name="request">What to list.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<ImageEntry>> ListAsync(ListImagesRequest request, CancellationToken cancellationToken);

    /// <summary>Searches a registry (<c>GET /images/search</c>).</summary>
    /// <param name="request">What to look for.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<ImageSearchResult>> SearchAsync(SearchImagesRequest request, CancellationToken cancellationToken);

    /// <summary>Pulls an image (<c>POST /images/create</c>) and gives the engine's progress lines as they come. An error line is thrown.</summary>
    /// <param name="request">What to pull.</param>
    /// <param name="cancellationToken">Ends the call, and with it the pull.</param>
    IAsyncEnumerable<ProgressLine> PullAsync(PullImageRequest request, CancellationToken cancellationToken);

    /// <summary>Removes one image, or one of its names (<c>DELETE /images/{name}</c>).</summary>
    /// <param name="request">What to remove.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ImageRemoval> RemoveAsync(RemoveImageRequest request, CancellationToken cancellationToken);
}
