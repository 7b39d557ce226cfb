namespace DockerKit.EngineTests.Faults;

/// <summary>A verb that is cancelled at random points.</summary>
/// <param name="Name">For the name of the test.</param>
/// <param name="Points">At how many points, where it is not the long form: fewer of what costs the engine much.</param>
/// <param name="ActAsync">The call.</param>
internal sealed record CancellationVerb(string Name, int Points, Func<FaultBench, CancellationToken, Task> ActAsync)
{
    /// <summary>Makes what one call works on.</summary>
    public Func<FaultBench, CancellationToken, Task> PrepareAsync { get; init; } = static (_, _) => Task.CompletedTask;

    /// <summary>Whether all calls work on the same container, which does not suffer from it.</summary>
    public bool SharesContainer { get; init; }

    /// <summary>How long the call is taken to last, where it has no end of its own.</summary>
    public TimeSpan? Lasts { get; init; }

    /// <summary>Whether each container that a call leaves must have run to its end, and must not run any more.</summary>
    public bool LeavesOnlyWhatEnded { get; init; }

    /// <summary>Whether a cancelled call leaves no container.</summary>
    public bool LeavesNone { get; init; }
}

/// <summary>The verbs that are cancelled.</summary>
internal static class CancellationVerbs
{
    /// <summary>What "200 random points" comes to where each costs a container's life.</summary>
    private const int Few = 40;
    private const int Many = 200;

    public static IReadOnlyList<CancellationVerb> All { get; } =
    [
        new("version", Many, static (b, t) => b.Docker.Version().ExecuteAsync(t)),
        new("list", Many, static (b, t) => b.Docker.Containers.List().All().ExecuteAsync(t)),
        new("images", Many, static (b, t) => b.Docker.Images.List().ExecuteAsync(t)),
        new("inspect", Many, static (b, t) => b.Docker.Containers.Inspect(b.Container).ExecuteAsync(t)) { SharesContainer = true, PrepareAsync = CreateOnceAsync },
        new("search", Many, static (b, t) => b.Docker.Images.Search($"{b.Engine.Registry}/busybox").ExecuteAsync(t)),
        new("logs -f", Many, static async (b, t) =>
        {
            await foreach (OutputLine _ in b.Docker.Containers.Logs(b.Container).Follow().StreamAsync(t))
            {
            }
        }) { SharesContainer = true, PrepareAsync = TalkOnceAsync, Lasts = TimeSpan.FromMilliseconds(60) },
        new("wait", Many, static (b, t) => b.Docker.Containers.Wait(b.Container).ExecuteAsync(t)) { SharesContainer = true, PrepareAsync = TalkOnceAsync, Lasts = TimeSpan.FromMilliseconds(30) },
        new("pull with progress", Many, static async (b, t) =>
        {
            await foreach (PullProgress _ in b.Docker.Images.Pull(b.Image).StreamAsync(t))
            {
            }
        }),
        new("create", Many, static (b, t) => b.Marked(b.Docker.Containers.Create(TestEngine.Busybox)).ExecuteAsync(t)) { LeavesNone = true },
        new("run", Few, static (b, t) => b.Marked(b.Docker.Containers.Run(TestEngine.Busybox)).WithCommand("sh", "-c", "echo a; sleep 0.1; echo b").ExecuteAsync(t)) { LeavesOnlyWhatEnded = true },
        new("run --rm", Few, static (b, t) => b.Marked(b.Docker.Containers.Run(TestEngine.Busybox)).RemoveWhenDone().WithCommand("sh", "-c", "echo a; sleep 0.1; echo b").ExecuteAsync(t)) { LeavesNone = true },
        new("run -d", Few, static (b, t) => b.Marked(b.Docker.Containers.Run(TestEngine.Busybox)).WithCommand("sleep", "600").StartAsync(t)) { LeavesNone = true },
        new("start", Few, static (b, t) => b.Docker.Containers.Start(b.Container).ExecuteAsync(t)) { PrepareAsync = CreateAsync },
        new("stop", Few, static (b, t) => b.Docker.Containers.Stop(b.Container).WithTimeout(TimeSpan.Zero).ExecuteAsync(t)) { PrepareAsync = RunningAsync },
        new("restart", Few, static (b, t) => b.Docker.Containers.Restart(b.Container).WithTimeout(TimeSpan.Zero).ExecuteAsync(t)) { SharesContainer = true, PrepareAsync = TalkOnceAsync },
        new("kill", Few, static (b, t) => b.Docker.Containers.Kill(b.Container).ExecuteAsync(t)) { PrepareAsync = RunningAsync },
        new("rm", Many, static (b, t) => b.Docker.Containers.Remove(b.Container).ExecuteAsync(t)) { PrepareAsync = CreateAsync },
    ];

    private static async Task CreateAsync(FaultBench b, CancellationToken t) =>
        b.Container = (await b.Marked(b.Direct.Containers.Create(TestEngine.Busybox)).WithCommand("sleep", "600").ExecuteAsync(t)).Id;

    private static Task CreateOnceAsync(FaultBench b, CancellationToken t) => b.Container.Length > 0 ? Task.CompletedTask : CreateAsync(b, t);

    private static Task RunningAsync(FaultBench b, CancellationToken t) => b.StartAsync(t, "sleep", "600");

    private static Task TalkOnceAsync(FaultBench b, CancellationToken t) =>
        b.Container.Length > 0 ? Task.CompletedTask : b.StartAsync(t, "sh", "-c", "trap 'exit 0' TERM; while :; do echo tick; sleep 0.01; done");
}
