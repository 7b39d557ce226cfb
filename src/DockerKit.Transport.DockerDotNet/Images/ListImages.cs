namespace DockerKit.Transport.DockerDotNet;

/// <summary><c>GET /images/json</c>.</summary>
internal static class ListImages
{
    // Engines before 24 write these for an image without a name.
    private const string NoTag = "<none>:<none>";
    private const string NoDigest = "<none>@<none>";

    public static async Task<IReadOnlyList<ImageEntry>> RunAsync(EngineConnection connection, ListImagesRequest request, CancellationToken cancellationToken)
    {
        string path = new QueryBuilder("/images/json")
            .Add("all", request.All ? true : null)
            .Add("digests", request.Digests ? true : null)
            .AddFilters(request.Filters)
            .ToString();
        List<ImageJson>? images = await connection.GetJsonOrNullAsync(path, ImagesJson.Default.ListImageJson, cancellationToken).ConfigureAwait(false);
        return images is null ? [] : [.. images.OfType<ImageJson>().Select(Entry)];
    }

    private static ImageEntry Entry(ImageJson image)
    {
        var entry = new ImageEntry
        {
            Id = image.Id ?? "",
            ParentId = image.ParentId ?? "",
            RepositoryTags = image.RepoTags is null or [NoTag] ? [] : image.RepoTags,
            RepositoryDigests = image.RepoDigests is null or [NoDigest] ? [] : image.RepoDigests,
            Created = UnixTime.Of(image.Created ?? 0),
            Size = ByteSize.FromBytes(Math.Max(image.Size ?? 0, 0)),
            SharedSize = image.SharedSize >= 0 ? ByteSize.FromBytes(image.SharedSize.Value) : null,
            Containers = image.Containers >= 0 ? (int)Math.Min(image.Containers.Value, int.MaxValue) : null,
        };
        return image.Labels is null ? entry : entry with { Labels = image.Labels };
    }
}
