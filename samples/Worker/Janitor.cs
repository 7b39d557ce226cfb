using Microsoft.Extensions.Options;

namespace DockerKit.Samples.Worker;

/// <summary>Removes containers that have ended and carry a label, round after round, until the service is stopped.</summary>
internal sealed partial class Janitor(DockerKitClient docker, IOptions<JanitorOptions> options, ILogger<Janitor> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (DockerKitException e)
            {
                // The retries of the client are over by now. An engine that is away for an hour is no reason to end: the next round tries again.
                RoundFailed(logger, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken)); // ends by cancellation, which the host takes for what it is
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ContainerSummary> ended = await docker.Containers.List()
            .WithStatus(ContainerState.Exited).WithLabel(options.Value.Label).ExecuteAsync(cancellationToken);
        if (ended.Count == 0)
        {
            return;
        }

        // Several at the same time, and each failure of its own: one that is in the way keeps none of the others. Stopped halfway, it
        // leaves what is not removed yet for the next start.
        BulkResult<StateChange> removed = await docker.Containers.Remove(ended.Take(options.Value.AtMost).Select(static container => container.Id))
            .WithVolumes().AllowFailures().ExecuteAsync(cancellationToken);
        foreach (BulkItem<StateChange> item in removed.Failed)
        {
            NotRemoved(logger, item.Target, item.Error!.Summary);
        }

        Removed(logger, removed.Succeeded.Count(), Math.Max(0, ended.Count - options.Value.AtMost));
    }

    [LoggerMessage(1, LogLevel.Information, "Removed {Count}, {Left} left for the next round")]
    private static partial void Removed(ILogger logger, int count, int left);

    [LoggerMessage(2, LogLevel.Warning, "{Container} stays: {Reason}")]
    private static partial void NotRemoved(ILogger logger, string container, string reason);

    [LoggerMessage(3, LogLevel.Error, "This round failed: {Reason}")]
    private static partial void RoundFailed(ILogger logger, string reason);
}
