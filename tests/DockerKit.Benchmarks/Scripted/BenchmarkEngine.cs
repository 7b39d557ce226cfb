using System.Runtime.InteropServices;
using DockerKit.Transport.Conformance;

namespace DockerKit.Benchmarks.Scripted;

/// <summary>The engine's side: a scripted engine that answers everything that is measured, at once and from bytes made beforehand.</summary>
internal static class BenchmarkEngine
{
    public const string Container = "c0ffee";

    /// <summary>Serves until standard input ends: it never outlives the process that started it.</summary>
    public static async Task ServeAsync()
    {
        // An interrupt reaches both processes: this one ends when the other does, and takes its socket with it.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, static context => context.Cancel = true);
        await using ScriptedEngine engine = ScriptedEngine.Start(recording: false);
        Reply list100 = Reply.Json(Payloads.ContainerList(100));
        Reply list1000 = Reply.Json(Payloads.ContainerList(1000));
        Reply pull10 = Reply.Stream([.. Payloads.PullLines(10)]);
        Reply pull10000 = Reply.Stream([.. Payloads.PullLines(10_000)]);
        Reply short_ = Logs(Payloads.ShortLogBytes);
        Reply long_ = Logs(Payloads.LongLogBytes);
        engine
            .On("GET", "/version", Reply.Json(Payloads.Version))
            .On("GET", "/containers/json", request => request.Parameter("limit") == "1000" ? list1000 : list100)
            .On("GET", $"/containers/{Container}/json", Reply.Json(Payloads.Inspect))
            .On("POST", "/images/create", request => request.Parameter("tag") == "10" ? pull10 : pull10000)
            .On("GET", $"/containers/{Container}/logs", request => request.Parameter("tail") == "1" ? short_ : long_);
        Console.WriteLine(engine.Endpoint);
        await Console.In.ReadToEndAsync();
    }

    private static Reply Logs(long bytes)
    {
        byte[] frames = Payloads.LogFrames();
        return Reply.Stream(
            async connection =>
            {
                for (long sent = 0; sent < bytes; sent += frames.Length)
                {
                    await connection.WriteChunkAsync(frames);
                }

                return true;
            },
            "application/vnd.docker.multiplexed-stream");
    }
}
