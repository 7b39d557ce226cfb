using System.Diagnostics;
using System.Globalization;

namespace DockerKit.Benchmarks.Pipeline;

/// <summary>What DockerKit adds to a call of a transport that does not fail: CPU time and allocated bytes, with and without it in turns.</summary>
internal static class PipelineRun
{
    private const int Rounds = 15;
    private const double MostMicroseconds = 2;
    private const double MostBytes = 1024;
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(60);

    /// <summary>Measures and prints a table.</summary>
    /// <returns>0 when every goal is met.</returns>
    public static async Task<int> RunAsync()
    {
        Console.WriteLine($"{"per call",-28} {"transport alone",18} {"added",12}   {"bytes alone",14} {"added",12}   goal");
        bool met = true;
        foreach (bool yields in (bool[])[false, true])
        {
            var transport = new InstantTransport(yields);
            var layers = new PipelineCall.Layers(transport);

            // All of them share the most of their code, and the first would pay for its compilation.
            foreach (PipelineCall call in PipelineCall.All)
            {
                await WarmUpAsync(() => call.Through(layers));
            }

            foreach (PipelineCall call in PipelineCall.All)
            {
                met &= await MeasureAsync($"{call.Name}, {(yields ? "later" : "at once")}", () => call.Direct(transport), () => call.Through(layers), call.IsJudged);
            }
        }

        return met ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(string name, Func<Task> direct, Func<Task> through, bool isJudged)
    {
        int calls = Math.Max(await WarmUpAsync(through), 1);
        await WarmUpAsync(direct);
        var alone = new List<Cost>();
        var added = new List<Cost>();
        for (int i = 0; i < Rounds; i++)
        {
            Cost a = await Cost.OfAsync(direct, calls);
            Cost b = await Cost.OfAsync(through, calls);
            alone.Add(a);
            added.Add(new Cost(b.Microseconds - a.Microseconds, b.Bytes - a.Bytes));
        }

        double microseconds = Cost.Median(added.Select(static c => c.Microseconds));
        double bytes = Cost.Median(added.Select(static c => c.Bytes));
        bool met = !isJudged || (microseconds <= MostMicroseconds && bytes <= MostBytes);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-28} {Cost.Median(alone.Select(static c => c.Microseconds)),15:0.00} µs {microseconds,9:0.00} µs   {Cost.Median(alone.Select(static c => c.Bytes)),14:N0} {bytes,12:N0}   {(!isJudged ? "" : met ? "met" : "MISSED")}"));
        return met;
    }

    /// <summary>Runs until the code is compiled well.</summary>
    /// <returns>How many calls make a batch.</returns>
    private static async Task<int> WarmUpAsync(Func<Task> run)
    {
        var clock = Stopwatch.StartNew();
        int calls = 0;
        for (; clock.Elapsed < 10 * Batch; calls++)
        {
            await run();
        }

        return calls / 10;
    }
}
