using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace DockerKit.EngineTests;

/// <summary>One client, 32 tasks, thousands of calls: what the process holds at the end is what it held at the beginning.</summary>
/// <remarks>Two minutes; <c>DOCKERKIT_TEST_SOAK</c> sets other seconds, and <c>tests/run.sh --long</c> ten minutes. Alone in the process, since it counts all of it.</remarks>
[Collection(EngineCleanup.AloneCollection)]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Tasks = 32;

    // The calls in flight differ from one moment to the next, and so does what they hold. A leak of one for every hundred calls is far beyond.
    private const double MoreSockets = 16;
    private const double MoreThreads = 8;
    private const double MoreManaged = 2 * 1024 * 1024;
    private const double MoreMemory = 32 * 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static TimeSpan Length => TimeSpan.FromSeconds(
        Environment.GetEnvironmentVariable("DOCKERKIT_TEST_SOAK") is { Length: > 0 } seconds ? double.Parse(seconds, CultureInfo.InvariantCulture)
        : Environment.GetEnvironmentVariable("DOCKERKIT_TEST_LONG") == "1" ? 600
        : 120);

    [Fact]
    public async Task Sockets_threads_and_memory_are_flat_under_mixed_calls()
    {
        TestEngine engine = TestEngine.Old;
        string mark = $"soak={TestEngine.UniqueName()}";
        string image = $"{engine.Registry}/dockerkit/web:1";
        string standing = await engine.StartContainer(TestEngine.Busybox, "sh", "-c", "seq 1000; sleep 10000");
        await engine.CliOk("pull", image);
        int before = Sample.CountSockets();
        var counts = new ConcurrentDictionary<string, int>();
        var samples = new List<Sample>();
        var clock = Stopwatch.StartNew();
        await using (DockerKitClient docker = engine.Connect())
        {
            var calls = new SoakCalls(docker, image, standing, mark);
            Task[] callers = [.. Enumerable.Range(0, Tasks).Select(_ => Task.Run(CallAsync, Token))];
            while (clock.Elapsed < Length)
            {
                // Whoever failed ends it.
                await Task.WhenAny([Task.Delay(TimeSpan.FromSeconds(1), Token), .. callers.Where(static caller => caller.IsFaulted)]);
                samples.Add(Sample.Take());
                if (Array.Exists(callers, static caller => caller.IsFaulted))
                {
                    break;
                }
            }

            await Task.WhenAll(callers);

            async Task CallAsync()
            {
                while (clock.Elapsed < Length)
                {
                    (string verb, Func<CancellationToken, Task> call) = calls.Next();
                    await call(Token);
                    counts.AddOrUpdate(verb, 1, static (_, count) => count + 1);
                }
            }
        }

        // The first tenth warms up: code is compiled, pools and connections are filled.
        int warm = samples.Count / 10, quarter = (samples.Count - warm) / 4;
        Sample first = Sample.Median(samples[warm..(warm + quarter)]), last = Sample.Median(samples[^quarter..]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"soak: {counts.Values.Sum()} calls in {clock.Elapsed.TotalSeconds:0} s from {Tasks} tasks through one client"));
        output.WriteLine($"  {string.Join("; ", counts.OrderByDescending(static count => count.Value).Select(static count => $"{count.Value} × {count.Key}"))}");
        output.WriteLine($"  first quarter: {first}");
        output.WriteLine($"  last quarter:  {last}");

        Assert.InRange(last.Sockets, 1, first.Sockets + MoreSockets);
        Assert.InRange(last.Threads, 1, first.Threads + MoreThreads);
        Assert.InRange(last.Managed, 1, first.Managed + MoreManaged);
        Assert.InRange(last.WorkingSet, 1, first.WorkingSet + MoreMemory);
        Assert.InRange(Sample.CountSockets(), 0, before);
        await engine.CliOk("rm", "-f", standing);
        await AssertNothingLeftAsync(engine, mark);
    }

    /// <summary>The engine removes what ran with <c>--rm</c> in its own time.</summary>
    private static async Task AssertNothingLeftAsync(TestEngine engine, string mark)
    {
        string[] left = [];
        for (int i = 0; i < 100; i++)
        {
            left = (await engine.CliOk("ps", "-a", "--filter", $"label={mark}", "--format", "{{.ID}} {{.Status}}")).Lines;
            if (left.Length == 0)
            {
                return;
            }

            await Task.Delay(100, Token);
        }

        Assert.Fail($"Left behind: {string.Join(", ", left)}");
    }
}
