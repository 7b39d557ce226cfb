using Microsoft.AspNetCore.Antiforgery;

namespace DockerKit.Samples.AspNetDashboard.Endpoints;

internal static class EngineEndpoints
{
    public static void MapEngines(this RouteGroupBuilder api)
    {
        api.MapGet("/token", (HttpContext context, IAntiforgery antiforgery) => new Token(antiforgery.GetAndStoreTokens(context).RequestToken!));

        // An engine that is down is a row with a problem, and does not hide the others.
        api.MapGet("/engines", (Engines engines, CancellationToken ct) => Task.WhenAll(engines.Names.Select(name => AskAsync(name, engines[name], ct))));
    }

    private static async Task<EngineRow> AskAsync(string name, DockerKitClient docker, CancellationToken ct)
    {
        try
        {
            VersionInfo version = await docker.Version().ExecuteAsync(ct);
            return new EngineRow(name, docker.Endpoint, version.Server.Version, null);
        }
        catch (DockerKitException e)
        {
            return new EngineRow(name, e.Endpoint, null, Problem.Of(e));
        }
    }
}
