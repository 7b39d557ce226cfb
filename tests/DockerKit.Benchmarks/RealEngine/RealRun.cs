using System.Diagnostics;
using System.Globalization;

namespace DockerKit.Benchmarks.RealEngine;

/// <summary>DockerKit beside the docker CLI on a real engine, in turns: what a person waits for.</summary>
internal static class RealRun
{
    private const int Runs = 25;
    private const int Bulks = 5;
    private const int BulkSize = 100;

    // Two runs of the same differ by as much.
    private const double Noise = 1.1;
    private const string Image = "dockerkit/busybox:1";
    private const string Label = "dockerkit.benchmark";

    /// <summary>Measures and prints a table.</summary>
    /// <returns>0 when DockerKit is no slower.</returns>
    public static async Task<int> RunAsync()
    {
        if (Environment.GetEnvironmentVariable("DOCKERKIT_TEST_ENGINE_OLD") is not { Length: > 0 } endpoint
            || Environment.GetEnvironmentVariable("DOCKERKIT_TEST_CLI") is not { Length: > 0 } cli)
        {
            await Console.Error.WriteLineAsync("DOCKERKIT_TEST_ENGINE_OLD (unix://…) and DOCKERKIT_TEST_CLI (the path of docker) say what to measure: they are not set.");
            return 2;
        }

        string label = $"{Label}={Guid.NewGuid():N}";
        await using DockerKitClient docker = DockerKitClient.Connect(endpoint);
        try
        {
            Console.WriteLine($"{"milliseconds, medians",-42} {"docker CLI",12} {"DockerKit",12} {"pairwise",10}");
            bool run = await CompareAsync(
                "run echo to its end, removed",
                Runs,
                static () => Task.CompletedTask,
                () => CliAsync(cli, endpoint, $"run --rm --label {label} {Image} echo hello"),
                () => docker.Containers.Run(Image).WithLabel(label).WithCommand("echo", "hello").RemoveWhenDone().ExecuteAsync());
            bool remove = await CompareAsync(
                $"rm -f of {BulkSize} created containers",
                Bulks,
                () => CreateAsync(docker, label),
                () => ShellAsync(cli, endpoint, $"\"$DOCKER\" rm -f $(\"$DOCKER\" ps -aq --filter label={label})"),
                () => docker.Containers.RemoveAll(docker.Containers.List().All().WithLabel(label)).IncludingRunning().ExecuteAsync());
            return run && remove ? 0 : 1;
        }
        finally
        {
            await docker.Containers.RemoveAll(docker.Containers.List().All().WithLabel(label)).IncludingRunning().ExecuteAsync();
        }
    }

    private static async Task<bool> CompareAsync(string what, int rounds, Func<Task> prepare, Func<Task> cli, Func<Task> dockerKit)
    {
        await prepare();
        await cli();
        await prepare();
        await dockerKit();
        var theirs = new List<double>();
        var ours = new List<double>();
        for (int i = 0; i < rounds; i++)
        {
            // Who comes first changes, too.
            if (i % 2 == 0)
            {
                theirs.Add(await TimeAsync(prepare, cli));
                ours.Add(await TimeAsync(prepare, dockerKit));
            }
            else
            {
                ours.Add(await TimeAsync(prepare, dockerKit));
                theirs.Add(await TimeAsync(prepare, cli));
            }
        }

        double ratio = Cost.Median(ours.Zip(theirs, static (a, b) => a / b));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-42} {Cost.Median(theirs),12:0} {Cost.Median(ours),12:0} {ratio,9:0.00}×"));
        return ratio <= Noise;
    }

    private static async Task<double> TimeAsync(Func<Task> prepare, Func<Task> run)
    {
        await prepare();
        var clock = Stopwatch.StartNew();
        await run();
        return clock.Elapsed.TotalMilliseconds;
    }

    private static Task CreateAsync(DockerKitClient docker, string label) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, BulkSize),
            async (_, token) => await docker.Containers.Create(Image).WithLabel(label).WithCommand("true").ExecuteAsync(token));

    private static Task CliAsync(string cli, string endpoint, string arguments) => StartAsync(new ProcessStartInfo(cli, arguments), cli, endpoint);

    private static Task ShellAsync(string cli, string endpoint, string line) => StartAsync(new ProcessStartInfo("/bin/sh", ["-c", line]), cli, endpoint);

    private static async Task StartAsync(ProcessStartInfo start, string cli, string endpoint)
    {
        start.RedirectStandardOutput = true;
        start.Environment["DOCKER"] = cli;
        start.Environment["DOCKER_HOST"] = endpoint;
        using Process process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} {start.Arguments} ended with {process.ExitCode}.");
        }
    }
}
