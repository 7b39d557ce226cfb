using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DockerKit.Samples.AspNetDashboard.Endpoints;

/// <summary>A container's last lines, and each further one as it is written.</summary>
internal static class LogEndpoint
{
    private const int Tail = 500;

    public static void MapLogs(this RouteGroupBuilder api) =>
        api.MapGet("/{engine}/containers/{id}/logs", (string engine, string id, Engines engines, IHostApplicationLifetime host, HttpContext context) =>
            TypedResults.ServerSentEvents(LinesAsync(engines[engine].Containers.Logs(id).Follow().Tail(Tail), host.ApplicationStopping, context.RequestAborted)));

    private static async IAsyncEnumerable<SseItem<string>> LinesAsync(LogsCommand logs, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        await using IAsyncEnumerator<OutputLine> lines = logs.StreamAsync(either.Token).GetAsyncEnumerator(either.Token);
        while (true)
        {
            SseItem<string>? last = null;
            try
            {
                if (!await lines.MoveNextAsync())
                {
                    last = new SseItem<string>("", "end");
                }
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
            catch (DockerKitException e)
            {
                last = new SseItem<string>(JsonSerializer.Serialize(Problem.Of(e)!, DashboardJson.Default.Problem), "problem");
            }

            if (last is { } item)
            {
                yield return item;
                yield break;
            }

            OutputLine line = lines.Current;
            yield return new SseItem<string>(JsonSerializer.Serialize(new LogRow(line.Text, line.Source == OutputSource.StandardError), DashboardJson.Default.LogRow));
        }
    }
}
