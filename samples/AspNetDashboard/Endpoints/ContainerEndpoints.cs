namespace DockerKit.Samples.AspNetDashboard.Endpoints;

internal static class ContainerEndpoints
{
    public static void MapContainers(this RouteGroupBuilder api)
    {
        RouteGroupBuilder container = api.MapGroup("/{engine}/containers/{id}");
        container.MapPost("/start", (string engine, string id, Engines engines, CancellationToken ct) => engines[engine].Containers.Start(id).ExecuteAsync(ct).ThenNothing());
        container.MapPost("/stop", (string engine, string id, Engines engines, CancellationToken ct) => engines[engine].Containers.Stop(id).ExecuteAsync(ct).ThenNothing());
        container.MapPost("/restart", (string engine, string id, Engines engines, CancellationToken ct) => engines[engine].Containers.Restart(id).ExecuteAsync(ct).ThenNothing());
        container.MapDelete("", (string engine, string id, bool? force, Engines engines, CancellationToken ct) =>
            (force == true ? engines[engine].Containers.Remove(id).Force() : engines[engine].Containers.Remove(id)).ExecuteAsync(ct).ThenNothing());

        api.MapPost("/{engine}/containers", async (string engine, RunWish wish, Engines engines, CancellationToken ct) =>
        {
            RunContainerCommand run = engines[engine].Containers.Run(wish.Image ?? "").WithPull(PullPolicy.Never);
            Container made = await (string.IsNullOrWhiteSpace(wish.Name) ? run : run.WithName(wish.Name.Trim())).StartAsync(ct);
            return TypedResults.Created($"/api/{engine}/containers/{made.Id}");
        });
    }

    /// <summary>The page sees what came of it in the next snapshot.</summary>
    public static async Task<IResult> ThenNothing(this Task task)
    {
        await task;
        return TypedResults.NoContent();
    }
}
