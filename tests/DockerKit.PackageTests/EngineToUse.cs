using DockerKit.Transport.Conformance;

namespace DockerKit.PackageTests;

/// <summary>An engine for programs: the real ones of this test run where there are some, else a scripted one.</summary>
internal sealed class EngineToUse : IAsyncDisposable
{
    private readonly string _endpoint;
    private readonly ScriptedEngine? _scripted;

    private EngineToUse(string endpoint, ScriptedEngine? scripted, bool isOld = false)
    {
        MakerBesideTestcontainers = isOld ? "DockerKit" : "Testcontainers";
        _endpoint = endpoint;
        _scripted = scripted;
    }

    /// <summary>Which of the two makes a container there: Testcontainers cannot speak with an old engine.</summary>
    public string MakerBesideTestcontainers { get; }

    public bool IsReal => _scripted is null;

    /// <summary>What the programs are told: where the engine is, and an image that it has, if any.</summary>
    public string[] Arguments => IsReal ? [_endpoint, "dockerkit/busybox:1"] : [_endpoint];

    public static IReadOnlyList<EngineToUse> All()
    {
        EngineToUse[] real =
        [
            .. from generation in new[] { "OLD", "CURRENT" }
               let endpoint = Environment.GetEnvironmentVariable("DOCKERKIT_TEST_ENGINE_" + generation)
               where !string.IsNullOrEmpty(endpoint)
               select new EngineToUse(endpoint, null, generation == "OLD"),
        ];
        if (real.Length > 0)
        {
            return real;
        }

        ScriptedEngine scripted = ScriptedEngine.Start()
            .On("POST", "/containers/a/start", Reply.Status(204)).On("POST", "/containers/a/kill", Reply.Status(204)).On("DELETE", "/containers/a", Reply.Status(204));
        return [new EngineToUse(scripted.Endpoint, scripted)];
    }

    /// <summary>The line with the server's version among those printed, which is known only of the scripted engine.</summary>
    public string Server(string[] lines) => IsReal ? Assert.Single(lines, static l => l.StartsWith("server: ", StringComparison.Ordinal)) : "server: 28.5.2";

    public ValueTask DisposeAsync() => _scripted?.DisposeAsync() ?? ValueTask.CompletedTask;
}
