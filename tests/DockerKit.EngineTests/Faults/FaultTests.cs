using System.Collections.Concurrent;
using System.Diagnostics;
using DockerKit.Tests;

namespace DockerKit.EngineTests.Faults;

/// <summary>Each kind of fault in each kind of call, between DockerKit and a real engine: the call is right, or says in time what went wrong, and the engine is as it must be.</summary>
public sealed class FaultTests(FaultImage image, ITestOutputHelper output) : IClassFixture<FaultImage>
{
    /// <summary>Far above what any of these calls takes: what is longer hangs.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private static readonly Fault[] Harms =
    [
        Fault.ResetBeforeRequest, Fault.ClosedBeforeRequest, Fault.CutAfterRequest, Fault.AnswerLost, Fault.CutAfterHeaders, Fault.CutInBody, Fault.BlackHole, Fault.Silence,
        Fault.Trickle, Fault.TruncatedChunk, Fault.BadChunkSize, Fault.CorruptBody, Fault.Status(500), Fault.Status(502), Fault.Status(503), Fault.Status(503, "0"), Fault.Status(504),
        Fault.Status(429), Fault.Status(429, "0"), Fault.Status(429, "3600"), Fault.StatusAfterRequest(504),
    ];

    public static TheoryData<string> Verbs => [.. FaultVerbs.All.Select(static verb => verb.Name)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_call_that_is_struck_is_right_or_says_why_and_leaves_nothing(string name)
    {
        FaultVerb verb = FaultVerbs.All.Single(verb => verb.Name == name);
        var wrong = new ConcurrentBag<string>();
        long begun = Stopwatch.GetTimestamp();
        Func<Task>[] cases =
        [
            .. Harms.SelectMany(harm => new Func<Task>[] { () => StrikeAsync(verb, harm, times: harm == Fault.BlackHole || harm == Fault.Silence ? 1 : 2), () => StrikeAsync(verb, harm, int.MaxValue) }),
            () => GoDownAsync(verb, keepSocket: false, comesBack: true), () => GoDownAsync(verb, keepSocket: false, comesBack: false),
            () => GoDownAsync(verb, keepSocket: true, comesBack: true), () => GoDownAsync(verb, keepSocket: true, comesBack: false),
        ];

        // A few at a time, since black holes take their time; pulls share an image.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = name == "pull" ? 1 : 8, CancellationToken = Token };
        await Parallel.ForEachAsync(cases, parallel, async (run, _) =>
        {
            try
            {
                await run();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                wrong.Add(e.Message);
            }
        });
        output.WriteLine($"{cases.Length} cases in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s");
        Assert.True(wrong.IsEmpty, string.Join(Environment.NewLine + Environment.NewLine, wrong));
    }

    private async Task StrikeAsync(FaultVerb verb, Fault fault, int times)
    {
        bool isMute = fault == Fault.BlackHole || fault == Fault.Silence;
        await using var bench = new FaultBench(TestEngine.Old, image.Name, times == int.MaxValue ? 2 : 10, isMute ? verb.Attempt : TimeSpan.FromSeconds(30));
        await verb.PrepareAsync(bench, Token);
        int left = times;
        bench.Proxy.Plan = request => verb.Strikes(request) && Interlocked.Decrement(ref left) >= 0 ? fault : null;
        bool mustSucceed = fault == Fault.Trickle || (times != int.MaxValue && FaultOutcome.PassesByItself(fault) && (verb.Repeats || FaultOutcome.DidNothing(fault)));
        await JudgeAsync(bench, verb, $"{fault.Name}{(times == int.MaxValue ? ", always" : $", {times} times")}", isMute && verb.HasNoLimit, mustSucceed, e => FaultOutcome.IsDocumented(fault, e));
        Assert.True(bench.Proxy.Harm.ContainsKey(fault.Name), $"{verb.Name} was not struck by: {fault.Name}");
    }

    private async Task GoDownAsync(FaultVerb verb, bool keepSocket, bool comesBack)
    {
        await using var bench = new FaultBench(TestEngine.Old, image.Name, comesBack ? 10 : 3, TimeSpan.FromSeconds(30));
        await verb.PrepareAsync(bench, Token);
        await bench.Proxy.GoDownAsync(keepSocket);
        if (comesBack)
        {
            bench.Log.Retrying = attempt =>
            {
                if (attempt == 3)
                {
                    bench.Proxy.ComeUp();
                }
            };
        }

        UnavailableCause cause = keepSocket ? UnavailableCause.Refused : UnavailableCause.NoSuchSocket;
        await JudgeAsync(bench, verb, $"{cause}{(comesBack ? "" : ", always")}", hangs: false, comesBack, e => e is DockerUnavailableException { NeverSent: true } down && down.Cause == cause);
    }

    private static async Task JudgeAsync(FaultBench bench, FaultVerb verb, string what, bool hangs, bool mustSucceed, Func<DockerKitException, bool> isDocumented)
    {
        string where = $"{verb.Name} under: {what}: ";
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Token);
        if (hangs)
        {
            caller.CancelAfter(TimeSpan.FromMilliseconds(500)); // what may take for ever is ended by its caller
        }

        DockerKitException? error = null;
        try
        {
            await verb.ActAsync(bench, caller.Token).WaitAsync(Hang, Token);
        }
        catch (DockerKitException e)
        {
            error = e;
        }
        catch (OperationCanceledException) when (hangs && !Token.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(where + e, e);
        }

        if (error is not null)
        {
            Assert.True(!mustSucceed, $"{where}it should have been tried again with success: {error}");
            Assert.True(isDocumented(error), $"{where}an error that is not the one for it: {error}");
            Assert.True(error.Operation is not null && error.CommandLine is not null && error.Endpoint is not null, $"{where}an error that does not tell the call: {error}");
        }

        try
        {
            await verb.CheckAsync(bench, error, Token).WaitAsync(Hang, Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{where}{e.Message}{Environment.NewLine}after: {error?.ToString() ?? "a success"}", e);
        }
    }
}
