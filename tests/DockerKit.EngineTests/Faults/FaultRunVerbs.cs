namespace DockerKit.EngineTests.Faults;

/// <summary>What makes containers, struck at each of its requests.</summary>
internal static class FaultRunVerbs
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1.5);

    public static IReadOnlyList<FaultVerb> All { get; } =
    [
        Create("create", static (b, create) => create),
        Create("create with a name", static (b, create) => create.WithName(b.Name)),
        Foreground("create", "POST /containers/create", repeats: true),
        Foreground("attach", "POST /containers/*/attach", repeats: false),
        Foreground("wait", "POST /containers/*/wait", repeats: false),
        Foreground("start", "POST /containers/*/start", repeats: false),
        Detached("create", "POST /containers/create", repeats: true),
        Detached("start", "POST /containers/*/start", repeats: false),
    ];

    private static FaultVerb Create(string name, Func<FaultBench, CreateContainerCommand, CreateContainerCommand> with) =>
        new(name, "POST /containers/create", async (b, t) => b.Container = (await with(b, b.Marked(b.Docker.Containers.Create(TestEngine.Busybox))).WithCommand("echo").ExecuteAsync(t)).Id)
        {
            CheckAsync = static async (b, e, t) =>
            {
                if (e is null)
                {
                    ContainerSummary there = Assert.Single(await b.FindAsync(t));
                    Assert.Equal((b.Container, ContainerState.Created), (there.Id, there.State));
                }
                else if (b.Log.LeftBehind.IsEmpty)
                {
                    Assert.Empty(await b.FindAsync(t));
                }
            },
        };

    private static FaultVerb Foreground(string at, string request, bool repeats) =>
        new($"run, struck at its {at}", request, static async (b, t) =>
        {
            RunResult result = await b.Marked(b.Docker.Containers.Run(TestEngine.Busybox)).WithCommand("sh", "-c", "echo out; echo err >&2; exit 3").AllowNonZeroExit().ExecuteAsync(t);
            Assert.Equal(("out\n", "err\n", 3L), (result.StandardOutput, result.StandardError, result.ExitCode));
            b.Container = result.ContainerId;
        }) { Repeats = repeats, Attempt = Slow, CheckAsync = CheckRunAsync };

    private static FaultVerb Detached(string at, string request, bool repeats) =>
        new($"run -d, struck at its {at}", request, static async (b, t) =>
            b.Container = (await b.Marked(b.Docker.Containers.Run(TestEngine.Busybox)).WithCommand("sh", "-c", "echo out; echo err >&2; exit 3").StartAsync(t)).Id)
        { Repeats = repeats, Attempt = Slow, CheckAsync = CheckRunAsync };

    /// <summary>There is one container, and it ran once; after an error there may be one, which the error names.</summary>
    private static async Task CheckRunAsync(FaultBench b, DockerKitException? error, CancellationToken t)
    {
        IReadOnlyList<ContainerSummary> there = await b.FindAsync(t);
        if (error is not null && (there.Count == 0 || !b.Log.LeftBehind.IsEmpty))
        {
            return;
        }

        ContainerSummary container = Assert.Single(there);
        Assert.Equal(error is null ? b.Container : error.ContainerId, container.Id);
        if (container.State == ContainerState.Created)
        {
            Assert.NotNull(error);
            return;
        }

        await b.Direct.Containers.Wait(container.Id).ExecuteAsync(t);
        ContainerLogs logs = await b.Direct.Containers.Logs(container.Id).ExecuteAsync(t);
        Assert.True(error is not null || logs.StandardOutput == "out\n", $"It wrote: {logs.StandardOutput}");
        Assert.True(error is null || logs.StandardOutput is "out\n" or "", $"It ran more than once: {logs.StandardOutput}");
    }
}
