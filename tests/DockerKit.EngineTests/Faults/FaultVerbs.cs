namespace DockerKit.EngineTests.Faults;

/// <summary>Verbs of every kind: they read, they lead to the same end, they are known again, they count twice, they are streams.</summary>
internal static class FaultVerbs
{
    private const string ThreeLines = "echo one; echo two; echo three >&2";
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(0.5);

    public static IReadOnlyList<FaultVerb> All { get; } =
    [
        new("version", "GET /version", static async (b, t) => Assert.Equal((await b.Direct.Version().ExecuteAsync(t)).Server.Version, (await b.Docker.Version().ExecuteAsync(t)).Server.Version)) { Attempt = Quick },
        new("list", "GET /containers/json", static async (b, t) =>
            Assert.Equal(b.Container, Assert.Single(await b.Docker.Containers.List().All().WithName(b.Name).ExecuteAsync(t)).Id)) { Attempt = Quick, PrepareAsync = CreateAsync },
        new("images", "GET /images/json", static async (b, t) => Assert.NotEmpty(await b.Docker.Images.List().Matching(TestEngine.Busybox).ExecuteAsync(t))) { Attempt = Quick },
        new("inspect", "GET /containers/*/json", static async (b, t) => Assert.Equal(b.Name, (await b.Docker.Containers.Inspect(b.Container).ExecuteAsync(t)).Name)) { Attempt = Quick, PrepareAsync = CreateAsync },
        new("search", "GET /images/search", static async (b, t) => Assert.NotEmpty(await b.Docker.Images.Search($"{b.Engine.Registry}/busybox").ExecuteAsync(t))) { Attempt = Quick },
        new("wait", "POST /containers/*/wait", static async (b, t) => Assert.Equal(3, Assert.Single(await b.Docker.Containers.Wait(b.Container).ExecuteAsync(t)).Value!.ExitCode))
        {
            HasNoLimit = true,
            PrepareAsync = static (b, t) => b.StartAsync(t, "sh", "-c", "exit 3"),
        },
        new("logs", "GET /containers/*/logs", static async (b, t) =>
        {
            ContainerLogs logs = await b.Docker.Containers.Logs(b.Container).ExecuteAsync(t);
            Assert.Equal(("one\ntwo\n", "three\n"), (logs.StandardOutput, logs.StandardError));
        }) { HasNoLimit = true, PrepareAsync = EndedAsync },
        new("logs followed", "GET /containers/*/logs", FollowAsync) { HasNoLimit = true, Repeats = false, PrepareAsync = EndedAsync },
        new("start", "POST /containers/*/start", static (b, t) => b.Docker.Containers.Start(b.Container).ExecuteAsync(t))
        {
            PrepareAsync = CreateAsync,
            CheckAsync = static (b, e, t) => AssertStateAsync(b, e, ContainerState.Running, t),
        },
        new("stop", "POST /containers/*/stop", static (b, t) => b.Docker.Containers.Stop(b.Container).WithTimeout(TimeSpan.Zero).ExecuteAsync(t))
        {
            PrepareAsync = RunningAsync,
            CheckAsync = static (b, e, t) => AssertStateAsync(b, e, ContainerState.Exited, t),
        },
        new("kill", "POST /containers/*/kill", static (b, t) => b.Docker.Containers.Kill(b.Container).ExecuteAsync(t))
        {
            PrepareAsync = RunningAsync,
            CheckAsync = static async (b, e, t) =>
            {
                if (e is null)
                {
                    await b.Direct.Containers.Wait(b.Container).ExecuteAsync(t); // the engine notes the end after its answer
                }

                await AssertStateAsync(b, e, ContainerState.Exited, t);
            },
        },
        new("kill with a signal", "POST /containers/*/kill", static (b, t) => b.Docker.Containers.Kill(b.Container).WithSignal(Signal.Hup).ExecuteAsync(t))
        {
            Repeats = false,
            PrepareAsync = static async (b, t) =>
            {
                await b.StartAsync(t, "sh", "-c", "trap 'echo hup' HUP; trap 'echo asked' USR1; echo ready; while :; do sleep 0.05; done");
                await AssertSaysAsync(b, "ready\n", t);
            },
            CheckAsync = static async (b, e, t) =>
            {
                await b.Direct.Containers.Kill(b.Container).WithSignal(Signal.Parse("USR1")).ExecuteAsync(t);
                Assert.InRange(Count(await AssertSaysAsync(b, "asked\n", t), "hup\n"), e is null ? 1 : 0, 1);
            },
        },
        new("restart", "POST /containers/*/restart", static (b, t) => b.Docker.Containers.Restart(b.Container).WithTimeout(TimeSpan.Zero).ExecuteAsync(t))
        {
            Repeats = false,
            PrepareAsync = static async (b, t) =>
            {
                await b.StartAsync(t, "sh", "-c", "echo up; exec sleep 600");
                await AssertSaysAsync(b, "up\n", t);
            },
            CheckAsync = static async (b, e, t) =>
            {
                // One that is still on its way must not be taken for the end of it.
                int ups = Count((await b.Direct.Containers.Logs(b.Container).ExecuteAsync(t)).StandardOutput, "up\n");
                Assert.InRange(ups, 1, 2);
                Assert.True(e is not null || await AssertSaysAsync(b, "up\nup\n", t) == "up\nup\n");
            },
        },
        new("rm", "DELETE /containers/*", static (b, t) => b.Docker.Containers.Remove(b.Container).Force().ExecuteAsync(t))
        {
            PrepareAsync = RunningAsync,
            CheckAsync = static async (b, e, t) =>
            {
                // Its removal may be under way still, by a try whose answer was lost.
                while (e is null && await b.FindAsync(t) is [var left])
                {
                    Assert.Equal(b.Container, left.Id);
                    await Task.Delay(20, t);
                }
            },
        },
        new("pull", "POST /images/create", static async (b, t) => Assert.StartsWith("sha256:", (await b.Docker.Images.Pull(b.Image).ExecuteAsync(t)).Digest, StringComparison.Ordinal))
        {
            PrepareAsync = static async (b, t) => await b.Engine.Cli("rmi", "-f", b.Image),
            CheckAsync = static async (b, e, t) => Assert.True(e is not null || (await b.Direct.Images.List().Matching(b.Image).ExecuteAsync(t)).Count == 1, "It is not there."),
        },
        .. FaultRunVerbs.All,
    ];

    private static async Task CreateAsync(FaultBench b, CancellationToken t) =>
        b.Container = (await b.Marked(b.Direct.Containers.Create(TestEngine.Busybox)).WithName(b.Name).WithCommand("sleep", "600").ExecuteAsync(t)).Id;

    private static Task RunningAsync(FaultBench b, CancellationToken t) => b.StartAsync(t, "sleep", "600");

    private static async Task EndedAsync(FaultBench b, CancellationToken t)
    {
        await b.StartAsync(t, "sh", "-c", ThreeLines);
        await b.Direct.Containers.Wait(b.Container).ExecuteAsync(t);
    }

    private static async Task FollowAsync(FaultBench b, CancellationToken t)
    {
        // What was given before an error is right too: in its order, whole, and nothing twice.
        var lines = new List<OutputLine>();
        try
        {
            await foreach (OutputLine line in b.Docker.Containers.Logs(b.Container).Follow().StreamAsync(t))
            {
                lines.Add(line);
            }
        }
        catch (DockerKitException)
        {
            Assert.StartsWith(Of(OutputSource.StandardOutput), "one two", StringComparison.Ordinal);
            Assert.StartsWith(Of(OutputSource.StandardError), "three", StringComparison.Ordinal);
            throw;
        }

        Assert.Equal(("one two", "three"), (Of(OutputSource.StandardOutput), Of(OutputSource.StandardError)));

        string Of(OutputSource source) => string.Join(' ', lines.Where(line => line.Source == source).Select(static line => line.Text));
    }

    /// <summary>After an error the engine may or may not have done it.</summary>
    private static async Task AssertStateAsync(FaultBench b, DockerKitException? error, ContainerState state, CancellationToken t)
    {
        ContainerSummary found = Assert.Single(await b.FindAsync(t));
        Assert.Equal(b.Container, found.Id);
        Assert.True(error is not null || found.State == state, $"It is {found.State}.");
    }

    /// <summary>Follows the container's output until it holds a text.</summary>
    private static async Task<string> AssertSaysAsync(FaultBench b, string text, CancellationToken t)
    {
        string said = "";
        await foreach (OutputLine line in b.Direct.Containers.Logs(b.Container).Follow().StreamAsync(t))
        {
            said += line.Text + "\n";
            if (said.Contains(text, StringComparison.Ordinal))
            {
                return said;
            }
        }

        throw new InvalidOperationException($"The container ended and said only: {said}");
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
