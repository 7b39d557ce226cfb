namespace DockerKit.Transport.DockerDotNet;

/// <summary><c>GET /containers/json</c>.</summary>
internal static class ListContainers
{
    public static async Task<IReadOnlyList<ContainerSummary>> RunAsync(EngineConnection connection, ListContainersRequest request, CancellationToken cancellationToken)
    {
        string path = new QueryBuilder("/containers/json")
            .Add("all", request.All ? true : null)
            .Add("limit", request.Limit)
            .Add("size", request.Size ? true : null)
            .AddFilters(request.Filters)
            .ToString();
        return await WholeBody.GetAsync(connection, path, ContainerRowReader.ReadAll, cancellationToken).ConfigureAwait(false);
    }
}
