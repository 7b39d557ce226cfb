using System.Diagnostics;
using System.Globalization;

namespace DockerKit.Benchmarks.Scripted;

/// <summary>CPU time and allocated bytes per call of both clients, in turns, so that what else the machine does touches both alike.</summary>
internal static class QuickRun
{
    private const int MostRounds = 9;
    private const int FewestRounds = 3;
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(6);

    /// <summary>Measures and prints a table.</summary>
    /// <returns>0 when every goal is met.</returns>
    public static async Task<int> RunAsync(string[] only)
    {
        using EngineProcess engine = EngineProcess.Start();
        await using var clients = new Clients(engine.Endpoint);
        Console.WriteLine($"{"per call",-28} {"CPU: Docker.DotNet",18} {"DockerKit",12} {"times less",11}   {"bytes: Docker.DotNet",20} {"DockerKit",12} {"times less",11}   goal");
        bool met = true;
        foreach (Call call in Calls.All.Where(c => only.Length == 0 || only.Any(part => c.Name.Contains(part, StringComparison.OrdinalIgnoreCase))))
        {
            met &= await MeasureAsync(call, clients);
        }

        return met ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(Call call, Clients clients)
    {
        int theirs = await WarmUpAsync(call.DockerDotNet, clients);
        int ours = await WarmUpAsync(call.DockerKit, clients);
        long theirAnswer = await call.DockerDotNet(clients);
        long ourAnswer = await call.DockerKit(clients);
        if (theirAnswer != ourAnswer)
        {
            throw new InvalidOperationException($"{call.Name}: Docker.DotNet gives {theirAnswer} and DockerKit {ourAnswer}. They did not do the same.");
        }

        var theirCosts = new List<Cost>();
        var ourCosts = new List<Cost>();
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < MostRounds && (i < FewestRounds || clock.Elapsed < Budget); i++)
        {
            // Who comes first changes, too.
            if (i % 2 == 0)
            {
                theirCosts.Add(await Cost.OfAsync(() => call.DockerDotNet(clients), theirs));
                ourCosts.Add(await Cost.OfAsync(() => call.DockerKit(clients), ours));
            }
            else
            {
                ourCosts.Add(await Cost.OfAsync(() => call.DockerKit(clients), ours));
                theirCosts.Add(await Cost.OfAsync(() => call.DockerDotNet(clients), theirs));
            }
        }

        double cpuRatio = Cost.Median(theirCosts.Zip(ourCosts, static (a, b) => a.Microseconds / b.Microseconds));
        double byteRatio = Cost.Median(theirCosts.Zip(ourCosts, static (a, b) => a.Bytes / b.Bytes));
        bool met = cpuRatio >= call.Goal && byteRatio >= call.Goal;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{call.Name,-28} {Cost.Median(theirCosts.Select(static c => c.Microseconds)),15:N0} µs {Cost.Median(ourCosts.Select(static c => c.Microseconds)),9:N0} µs {cpuRatio,11:0.00}   {Cost.Median(theirCosts.Select(static c => c.Bytes)),20:N0} {Cost.Median(ourCosts.Select(static c => c.Bytes)),12:N0} {byteRatio,11:0.00}   {call.Goal:0}× {(met ? "met" : "MISSED")}"));
        return met;
    }

    /// <summary>Runs until the code is compiled well and the connections are open.</summary>
    /// <returns>How many calls make a batch.</returns>
    private static async Task<int> WarmUpAsync(Func<Clients, Task<long>> run, Clients clients)
    {
        var clock = Stopwatch.StartNew();
        int calls = 0;
        while (clock.Elapsed < 4 * Batch)
        {
            await run(clients);
            calls++;
        }

        if (calls == 1)
        {
            return 1;
        }

        clock.Restart();
        int last = Math.Max(1, calls / 4);
        for (int i = 0; i < last; i++)
        {
            await run(clients);
        }

        return Math.Max(1, (int)(last * (Batch / clock.Elapsed)));
    }
}
