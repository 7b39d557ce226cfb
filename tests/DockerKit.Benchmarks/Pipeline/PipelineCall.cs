using DockerKit.Transport;

namespace DockerKit.Benchmarks.Pipeline;

/// <summary>One call, made of the transport itself and through the pipeline.</summary>
/// <param name="Name">What a repeat of it would do, which decides what the pipeline is made of.</param>
/// <param name="Direct">The transport alone.</param>
/// <param name="Through">The same through the executor, which logs, traces, and holds the retries and limits.</param>
/// <param name="IsJudged">Whether the goal is for it.</param>
internal sealed record PipelineCall(string Name, Func<InstantTransport, Task> Direct, Func<PipelineCall.Layers, Task> Through, bool IsJudged = true)
{
    private static readonly CreateContainerRequest Create = new() { Configuration = new ContainerConfiguration { Image = "php" } };
    private static readonly KillContainerRequest Kill = new() { Container = "web", Signal = "HUP" };
    private static readonly StartContainerRequest Start = new() { Container = "web" };
    private static readonly PullImageRequest Pull = new() { Reference = ImageReference.Parse("php:8.3") };

    /// <summary>What is above a transport: a client with the options that it has by itself, and one command of each kind, made once.</summary>
    public sealed class Layers(InstantTransport transport)
    {
        public DockerKitClient Client { get; } = DockerKitClient.Connect(transport);

        public DockerCommand Safe => field ??= Client.Ping();

        public DockerCommand Repeatable => field ??= Client.Containers.Start("web");

        public DockerCommand OnceOnly => field ??= Client.Containers.Kill("web").WithSignal(Signal.Parse("HUP"));

        public DockerCommand Creation => field ??= Client.Containers.Create("php");

        public DockerCommand Stream => field ??= Client.Images.Pull("php:8.3");
    }

    /// <summary>The pipeline of each kind, and then whole commands: they check and make their requests, and work on several at the same time.</summary>
    public static IReadOnlyList<PipelineCall> All { get; } =
    [
        new("safe", static t => t.PingAsync(default), static l => l.Safe.Executor.ExecuteAsync(l.Safe, 0, static (t, _, token) => t.System.PingAsync(token), default)),
        new("repeatable", static t => t.StartAsync(Start, default), static l => l.Repeatable.Executor.ExecuteAsync(l.Repeatable, Start, static (t, r, token) => t.Containers.StartAsync(r, token), default)),
        new("once only", static t => t.KillAsync(Kill, default), static l => l.OnceOnly.Executor.ExecuteAsync(l.OnceOnly, Kill, static (t, r, token) => t.Containers.KillAsync(r, token), default)),
        new("guarded create", static t => t.CreateAsync(Create, default), static l => l.Creation.Executor.ExecuteGuardedAsync(l.Creation, Create, static (t, r, token) => t.Containers.CreateAsync(r, token), default)),
        new("stream", static t => DrainAsync(t.PullAsync(Pull, default)), static l => DrainAsync(l.Stream.Executor.StreamAsync(l.Stream, Pull, static (t, r, token) => t.Images.PullAsync(r, token), default))),
        new("Ping()", static t => t.PingAsync(default), static l => l.Client.Ping().ExecuteAsync()),
        new("Start(web)", static t => t.StartAsync(Start, default), static l => l.Client.Containers.Start("web").ExecuteAsync(), IsJudged: false),
        new("Create(php)", static t => t.CreateAsync(Create, default), static l => l.Client.Containers.Create("php").ExecuteAsync(), IsJudged: false),
    ];

    private static async Task DrainAsync(IAsyncEnumerable<ProgressLine> lines)
    {
        await foreach (ProgressLine line in lines)
        {
            _ = line;
        }
    }
}
