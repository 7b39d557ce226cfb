namespace DockerKit.Transport.DockerDotNet;

/// <summary><c>GET /images/search</c>.</summary>
internal static class SearchImages
{
    public static async Task<IReadOnlyList<ImageSearchResult>> RunAsync(EngineConnection connection, SearchImagesRequest request, CancellationToken cancellationToken)
    {
        string path = new QueryBuilder("/images/search")
            .Add("term", request.Term)
            .Add("limit", request.Limit)
            .AddFilters(request.Filters)
            .ToString();
        List<SearchResultJson>? results = await connection.GetJsonOrNullAsync(path, ImagesJson.Default.ListSearchResultJson, cancellationToken).ConfigureAwait(false);
        return results is null ? [] : [.. results.OfType<SearchResultJson>().Select(static result => new ImageSearchResult
        {
            Name = result.Name ?? "",
            Description = result.Description ?? "",
            Stars = result.StarCount ?? 0,
            IsOfficial = result.IsOfficial ?? false,
            IsAutomated = result.IsAutomated ?? false,
        })];
    }
}
