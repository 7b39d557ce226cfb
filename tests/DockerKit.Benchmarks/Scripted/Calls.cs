using Docker.DotNet;
using Docker.DotNet.Models;

namespace DockerKit.Benchmarks.Scripted;

/// <summary>Everything that is measured.</summary>
internal static class Calls
{
    private const double AsGood = 1;
    private const double StreamGoal = 10;

    /// <remarks>Whole logs are no stream: both hold the text in the end, which is most of what they allocate.</remarks>
    public static IReadOnlyList<Call> All { get; } =
    [
        new("ping", AsGood, PingDockerDotNet, PingDockerKit),
        new("version", AsGood, VersionDockerDotNet, VersionDockerKit),
        new("list of 100", AsGood, static c => ListDockerDotNet(c, 100), static c => ListDockerKit(c, 100)),
        new("list of 1,000", AsGood, static c => ListDockerDotNet(c, 1000), static c => ListDockerKit(c, 1000)),
        new("inspect", AsGood, InspectDockerDotNet, InspectDockerKit),
        new("pull, 10 lines", StreamGoal, static c => PullDockerDotNet(c, "10"), static c => PullDockerKit(c, "10")),
        new("pull, 10,000 lines", StreamGoal, static c => PullDockerDotNet(c, "10000"), static c => PullDockerKit(c, "10000")),
        new("pull, 10,000 lines, watched", StreamGoal, static c => PullDockerDotNet(c, "10000"), static c => WatchDockerKit(c, "10000")),
        new("logs, 16 MB, pieces", StreamGoal, static c => LogsDockerDotNet(c, "1"), static c => LogsDockerKit(c, 1)),
        new("logs, 16 MB, whole", AsGood, static c => WholeLogsDockerDotNet(c, "1"), static c => WholeLogsDockerKit(c, 1)),
        new("logs, 100 MB, pieces", StreamGoal, static c => LogsDockerDotNet(c, "2"), static c => LogsDockerKit(c, 2)),
    ];

    private static async Task<long> PingDockerDotNet(Clients clients)
    {
        await clients.DockerDotNet.System.PingAsync();
        return 0;
    }

    private static async Task<long> PingDockerKit(Clients clients)
    {
        await clients.DockerKit.Ping().ExecuteAsync();
        return 0;
    }

    private static async Task<long> VersionDockerDotNet(Clients clients) =>
        (await clients.DockerDotNet.System.GetVersionAsync()).Version.Length;

    private static async Task<long> VersionDockerKit(Clients clients) =>
        (await clients.DockerKit.Version().ExecuteAsync()).Server.Version.Length;

    private static async Task<long> ListDockerDotNet(Clients clients, int count) =>
        (await clients.DockerDotNet.Containers.ListContainersAsync(new ContainersListParameters { Limit = count })).Count;

    private static async Task<long> ListDockerKit(Clients clients, int count) =>
        (await clients.DockerKit.Containers.List().Last(count).ExecuteAsync()).Count;

    private static async Task<long> InspectDockerDotNet(Clients clients) =>
        (await clients.DockerDotNet.Containers.InspectContainerAsync(BenchmarkEngine.Container)).ID.Length;

    private static async Task<long> InspectDockerKit(Clients clients) =>
        (await clients.DockerKit.Containers.Inspect(BenchmarkEngine.Container).ExecuteAsync()).Id.Length;

    private static async Task<long> PullDockerDotNet(Clients clients, string tag)
    {
        // Docker.DotNet has no result: what a pull came to has to be found in its messages.
        var last = new LastStatus();
        await clients.DockerDotNet.Images.CreateImageAsync(new ImagesCreateParameters { FromImage = "php", Tag = tag }, null, last);
        return last.Status.Length;
    }

    private static async Task<long> PullDockerKit(Clients clients, string tag) =>
        "Status: ".Length + (await clients.DockerKit.Images.Pull($"php:{tag}").ExecuteAsync()).StatusLine.Length;

    /// <summary>The same, with each line as progress: its layer, and the whole.</summary>
    private static async Task<long> WatchDockerKit(Clients clients, string tag)
    {
        string? last = null;
        await foreach (PullProgress progress in clients.DockerKit.Images.Pull($"php:{tag}").StreamAsync())
        {
            last = progress.Status;
        }

        return last!.Length;
    }

    private static async Task<long> LogsDockerDotNet(Clients clients, string tail)
    {
        using MultiplexedStream logs = await LogsOfDockerDotNet(clients, tail);
        long all = 0;
        while (true)
        {
            MultiplexedStream.ReadResult read = await logs.ReadOutputAsync(clients.Buffer, 0, clients.Buffer.Length, default);
            if (read.EOF)
            {
                return all;
            }

            all += read.Count;
        }
    }

    private static async Task<long> LogsDockerKit(Clients clients, int tail)
    {
        long all = 0;
        await foreach (OutputChunk chunk in clients.DockerKit.Containers.Logs(BenchmarkEngine.Container).Tail(tail).StreamBytesAsync())
        {
            all += chunk.Data.Length;
        }

        return all;
    }

    private static async Task<long> WholeLogsDockerDotNet(Clients clients, string tail)
    {
        using MultiplexedStream logs = await LogsOfDockerDotNet(clients, tail);
        (string output, string error) = await logs.ReadOutputToEndAsync(default);
        return output.Length + error.Length;
    }

    private static async Task<long> WholeLogsDockerKit(Clients clients, int tail)
    {
        ContainerLogs logs = await clients.DockerKit.Containers.Logs(BenchmarkEngine.Container).Tail(tail).ExecuteAsync();
        return logs.StandardOutput.Length + logs.StandardError.Length;
    }

    private static Task<MultiplexedStream> LogsOfDockerDotNet(Clients clients, string tail) =>
        clients.DockerDotNet.Containers.GetContainerLogsAsync(
            BenchmarkEngine.Container,
            tty: false,
            new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Tail = tail });

    /// <summary>Synchronous, unlike <see cref="Progress{T}"/>, so that all is counted in the call that caused it.</summary>
    private sealed class LastStatus : IProgress<JSONMessage>
    {
        public string Status { get; private set; } = "";

        public void Report(JSONMessage value) => Status = value.Status ?? Status;
    }
}
