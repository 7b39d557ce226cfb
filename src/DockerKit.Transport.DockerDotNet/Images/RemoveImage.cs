namespace DockerKit.Transport.DockerDotNet;

/// <summary><c>DELETE /images/{name}</c>.</summary>
internal static class RemoveImage
{
    public static async Task<ImageRemoval> RunAsync(EngineConnection connection, RemoveImageRequest request, CancellationToken cancellationToken)
    {
        string path = new QueryBuilder($"/images/{QueryBuilder.Reference(request.Image)}")
            .Add("force", request.Force ? true : null)
            .Add("noprune", request.NoPrune ? true : null)
            .ToString();
        List<RemovalJson> lines = await connection.DeleteJsonAsync(path, ImagesJson.Default.ListRemovalJson, cancellationToken).ConfigureAwait(false);
        return new ImageRemoval
        {
            Untagged = [.. lines.Select(static line => line?.Untagged).OfType<string>().Where(static name => name.Length > 0)],
            Deleted = [.. lines.Select(static line => line?.Deleted).OfType<string>().Where(static id => id.Length > 0)],
        };
    }
}
