namespace DockerKit.Samples.AspNetDashboard.Endpoints;

internal static class ImageEndpoints
{
    // A name has slashes in it, so it is not part of the path.
    public static void MapImages(this RouteGroupBuilder api) =>
        api.MapDelete("/{engine}/images", (string engine, string name, bool? force, Engines engines, CancellationToken ct) =>
            (force == true ? engines[engine].Images.Remove(name).Force() : engines[engine].Images.Remove(name)).ExecuteAsync(ct).ThenNothing());
}
