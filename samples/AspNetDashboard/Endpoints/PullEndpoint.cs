using System.Runtime.CompilerServices;

namespace DockerKit.Samples.AspNetDashboard.Endpoints;

/// <summary>A pull, step by step. Leaving the page ends it.</summary>
internal static class PullEndpoint
{
    /// <summary>As often as an eye can follow.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

    public static void MapPull(this RouteGroupBuilder api) =>
        api.MapPost("/{engine}/pull", (string engine, PullWish wish, Engines engines, HttpContext context) =>
            TypedResults.ServerSentEvents(StepsAsync(engines[engine].Images.Pull(wish.Reference?.Trim() ?? ""), context.RequestAborted)));

    private static async IAsyncEnumerable<PullStep> StepsAsync(PullImageCommand pull, [EnumeratorCancellation] CancellationToken ct)
    {
        await using IAsyncEnumerator<PullProgress> steps = pull.StreamAsync(ct).GetAsyncEnumerator(ct);
        long sent = 0;
        double overall = 0;
        while (true)
        {
            Problem? problem = null;
            try
            {
                if (!await steps.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (DockerKitException e)
            {
                problem = Problem.Of(e); // the answer has begun with 200: an error can only be told inside of it
            }

            if (problem is not null)
            {
                yield return new PullStep(overall, "", [], null, problem);
                yield break;
            }

            PullProgress step = steps.Current;
            overall = step.Overall;
            if (step.Result is null && Environment.TickCount64 - sent < Period.TotalMilliseconds)
            {
                continue;
            }

            sent = Environment.TickCount64;
            yield return new PullStep(
                overall,
                step.Result?.StatusLine ?? step.ToString(),
                [.. step.Layers.Select(static layer => new LayerRow(layer.Id, layer.Status, layer.Fraction))],
                step.Result?.Digest,
                null);
        }
    }
}
