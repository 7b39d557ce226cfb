using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace DockerKit.EngineTests.Faults;

/// <summary>Each verb is cancelled at random points of its duration, on a real engine: it ends at once with the caller's token, and leaves nothing.</summary>
[Collection(EngineCleanup.AloneCollection)]
public sealed class CancellationTests(FaultImage image, ITestOutputHelper output) : IClassFixture<FaultImage>
{
    private const int Points = 200;

    /// <summary>The promise is a second. The rest is for a machine that is busy with other things.</summary>
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(1.5);

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("DOCKERKIT_TEST_LONG") == "1";

    public static TheoryData<string> Verbs => [.. CancellationVerbs.All.Select(static verb => verb.Name)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_call_that_is_cancelled_anywhere_ends_within_a_second_and_leaves_nothing(string name)
    {
        CancellationVerb verb = CancellationVerbs.All.Single(verb => verb.Name == name);
        int seed = Environment.GetEnvironmentVariable("DOCKERKIT_TEST_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        var random = new Random(seed);
        var unobserved = new ConcurrentBag<string>();
        EventHandler<UnobservedTaskExceptionEventArgs> observer = (_, e) => unobserved.Add(e.Exception.ToString());
        TaskScheduler.UnobservedTaskException += observer;
        try
        {
            await using var bench = new FaultBench(TestEngine.Old, image.Name, attempts: 4, TimeSpan.FromSeconds(100));
            TimeSpan lasts = verb.Lasts ?? await MeasureAsync(bench, verb);
            int points = IsLong ? Points : verb.Points;
            int cancelled = 0;
            TimeSpan worst = TimeSpan.Zero;
            for (int i = 0; i < points; i++)
            {
                await verb.PrepareAsync(bench, Token);
                TimeSpan? late = await CancelAsync(bench, verb, lasts * random.NextDouble());
                cancelled += late is null ? 0 : 1;
                worst = late > worst ? late.Value : worst;
                await JudgeAsync(bench, verb, wasCancelled: late is not null);
            }

            output.WriteLine($"DOCKERKIT_TEST_SEED={seed}: {points} calls of {lasts.TotalMilliseconds:0} ms, {cancelled} cancelled, the slowest to end took {worst.TotalMilliseconds:0} ms; left behind and logged: {bench.Log.LeftBehind.Count}");
            Assert.True(worst < Promise + Allowance, $"DOCKERKIT_TEST_SEED={seed}: a cancelled call took {worst} to end.");
            Assert.True(cancelled > points / 4, $"DOCKERKIT_TEST_SEED={seed}: only {cancelled} of {points} calls were cancelled before they ended.");
            await AssertNoConnectionsAsync(bench);
        }
        finally
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            TaskScheduler.UnobservedTaskException -= observer;
        }

        Assert.DoesNotContain(unobserved, static error => error.Contains("at DockerKit.", StringComparison.Ordinal) && !error.Contains("DockerKit.EngineTests", StringComparison.Ordinal));
    }

    /// <summary>The middle one of a few calls that are let be.</summary>
    private static async Task<TimeSpan> MeasureAsync(FaultBench bench, CancellationVerb verb)
    {
        var took = new List<TimeSpan>();
        for (int i = 0; i < 3; i++)
        {
            await verb.PrepareAsync(bench, Token);
            long begun = Stopwatch.GetTimestamp();
            await verb.ActAsync(bench, Token);
            took.Add(Stopwatch.GetElapsedTime(begun));
            await RemoveAllAsync(bench, verb);
        }

        return took.Order().ElementAt(1);
    }

    /// <returns>How long the call still took when it was cancelled; null when it was faster.</returns>
    private static async Task<TimeSpan?> CancelAsync(FaultBench bench, CancellationVerb verb, TimeSpan after)
    {
        using var caller = new CancellationTokenSource();
        Task call = verb.ActAsync(bench, caller.Token);
        await Task.WhenAny(call, Task.Delay(after, Token));
        long begun = Stopwatch.GetTimestamp();
        await caller.CancelAsync();
        try
        {
            await call.WaitAsync(TimeSpan.FromSeconds(30), Token);
            return null;
        }
        catch (OperationCanceledException e) when (!Token.IsCancellationRequested)
        {
            Assert.Equal(caller.Token, e.CancellationToken);
            return Stopwatch.GetElapsedTime(begun);
        }
    }

    private static async Task JudgeAsync(FaultBench bench, CancellationVerb verb, bool wasCancelled)
    {
        if (!verb.LeavesNone && !verb.LeavesOnlyWhatEnded)
        {
            await RemoveAllAsync(bench, verb);
            return;
        }

        // What could not be taken back in the second that a call has was logged.
        foreach (ContainerSummary left in wasCancelled ? await bench.FindAsync(Token) : [])
        {
            string operation = left.Labels["io.dockerkit.operation"];
            if (!bench.Log.LeftBehind.Any(logged => logged == left.Id || logged.EndsWith(operation, StringComparison.Ordinal)))
            {
                await AssertIsOrGoesAsync(bench, left.Id, verb.LeavesOnlyWhatEnded);
            }
        }

        await RemoveAllAsync(bench, verb);
    }

    /// <summary>A container that is killed ends after the engine's answer, and one that is removed goes after it: a little later it must be so.</summary>
    private static async Task AssertIsOrGoesAsync(FaultBench bench, string id, bool mayHaveEnded)
    {
        long begun = Stopwatch.GetTimestamp();
        while (true)
        {
            ContainerSummary? left = (await bench.FindAsync(Token)).FirstOrDefault(container => container.Id == id);
            if (left is null || (mayHaveEnded && left.State == ContainerState.Exited))
            {
                return;
            }

            Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(5), $"It left {left.Id}, which is {left.State}, and told of it nowhere.");
            await Task.Delay(20, Token);
        }
    }

    private static async Task RemoveAllAsync(FaultBench bench, CancellationVerb verb)
    {
        if (verb.Name.StartsWith("pull", StringComparison.Ordinal))
        {
            await bench.Direct.Images.Remove(bench.Image).Force().AllowFailures().ExecuteAsync(Token);
        }

        if (verb.SharesContainer)
        {
            return;
        }

        string[] ids = [.. (await bench.FindAsync(Token)).Select(static container => container.Id)];
        if (ids.Length > 0)
        {
            await bench.Direct.Containers.Remove(ids).Force().WithVolumes().AllowFailures().ExecuteAsync(Token);
        }
    }

    /// <summary>Once the client is done, none of its connections is open.</summary>
    private static async Task AssertNoConnectionsAsync(FaultBench bench)
    {
        await bench.Docker.DisposeAsync();
        long begun = Stopwatch.GetTimestamp();
        while (bench.Proxy.Open > 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(10), $"{bench.Proxy.Open} connections are still open.");
            await Task.Delay(20, Token);
        }
    }
}
