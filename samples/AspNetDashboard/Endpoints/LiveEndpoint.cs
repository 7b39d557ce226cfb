using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DockerKit.Samples.AspNetDashboard.Endpoints;

/// <summary>What is on an engine, sent again whenever it has changed.</summary>
internal static class LiveEndpoint
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public static void MapLive(this RouteGroupBuilder api) =>
        api.MapGet("/{engine}/live", (string engine, Engines engines, IHostApplicationLifetime host, HttpContext context) =>
            TypedResults.ServerSentEvents(WatchAsync(engines[engine], host.ApplicationStopping, context.RequestAborted)));

    private static async IAsyncEnumerable<SseItem<string>> WatchAsync(DockerKitClient docker, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        using var timer = new PeriodicTimer(Period);
        string last = "";
        do
        {
            string now;
            try
            {
                now = JsonSerializer.Serialize(await LookAsync(docker, either.Token), DashboardJson.Default.Snapshot);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }

            if (now != last)
            {
                yield return new SseItem<string>(now);
                last = now;
            }
        }
        while (await NextAsync(timer, either.Token));
    }

    private static async Task<Snapshot> LookAsync(DockerKitClient docker, CancellationToken ct)
    {
        try
        {
            Task<IReadOnlyList<ContainerSummary>> containers = docker.Containers.List().All().ExecuteAsync(ct);
            Task<IReadOnlyList<ImageSummary>> images = docker.Images.List().ExecuteAsync(ct);
            await Task.WhenAll(containers, images);
            return new Snapshot([.. (await containers).Select(ContainerRow.From)], [.. (await images).Select(ImageRow.From)], null);
        }
        catch (DockerKitException e)
        {
            return new Snapshot([], [], Problem.Of(e));
        }
    }

    private static async ValueTask<bool> NextAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
