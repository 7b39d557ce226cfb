using System.Globalization;
using DockerKit;
using Spectre.Console;

namespace DockerKit.Samples.QuickStart;

/// <summary>Shows a pull: a bar for each layer and one for the whole in a terminal, a line for each layer in a log.</summary>
internal static class PullView
{
    public static async Task<PulledImage> ShowAsync(IAsyncEnumerable<PullProgress> pull)
    {
        PulledImage? result = null;
        if (!AnsiConsole.Profile.Capabilities.Interactive)
        {
            await foreach (PullProgress p in pull)
            {
                result = p.Result ?? result;
                if (p.Layer is not null && p.Status is "Download complete" or "Pull complete" or "Already exists")
                {
                    Narrator.Tell(string.Create(CultureInfo.InvariantCulture, $"{p.Layer}: {p.Status} ({p.Overall:P0} of the whole)"));
                }
            }

            return result!;
        }

        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context =>
            {
                ProgressTask whole = context.AddTask("   [bold]whole[/]", maxValue: 1);
                var bars = new Dictionary<string, ProgressTask>();
                await foreach (PullProgress p in pull)
                {
                    result = p.Result ?? result;
                    whole.Value = p.Overall;
                    if (p.Layer is { } layer)
                    {
                        if (!bars.TryGetValue(layer, out ProgressTask? bar))
                        {
                            bars[layer] = bar = context.AddTask($"   {layer}", maxValue: 1);
                        }

                        bar.Description = $"   {layer} {p.Status}";
                        bar.Value = p.Status is "Pull complete" or "Already exists" ? 1 : p is { Current: { } current, Total: > 0 and { } total } ? (double)current / total : bar.Value;
                    }
                }

                whole.Value = 1;
            });
        return result!;
    }
}
