using System.Diagnostics;
using System.Globalization;

namespace DockerKit.EngineTests;

/// <summary>An engine that belongs to one class of tests, so that they may kill it: an old one, with a registry, by tests/engine/engine.sh.</summary>
public abstract class PrivateEngine : IAsyncLifetime
{
    private readonly string[] _daemon;
    private string? _folder;
    private TestEngine? _engine;

    /// <param name="daemon">What its daemon.json says besides, as <c>KEY=JSON</c>.</param>
    protected PrivateEngine(params string[] daemon) => _daemon = daemon;

    /// <summary>The engine. A test that asks for it where none can be started is skipped.</summary>
    public TestEngine Engine
    {
        get
        {
            Assert.SkipUnless(TestEngine.IsPrivate, "It kills an engine of its own, which tests/run.sh starts as root where no other engine is given.");
            return _engine!;
        }
    }

    /// <summary>The registry itself, without the search in front of it: what happens to it is what the engine sees.</summary>
    public string Registry { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (!TestEngine.IsPrivate)
        {
            return;
        }

        // tests/run.sh takes down what it finds by this name, should this program be killed itself.
        _folder = Directory.CreateTempSubdirectory("engine-").FullName;
        try
        {
            CliResult up = await ScriptAsync(["up", "old", "--dir", _folder, .. _daemon.SelectMany(static option => new[] { "--daemon", option })]);
            _engine = TestEngine.OldAt(up.Lines.Select(static line => line["export ".Length..].Split('=', 2)).ToDictionary(static pair => pair[0], static pair => pair[1]));
            string port = (await File.ReadAllLinesAsync(Path.Combine(_folder, "settings"))).Single(static line => line.StartsWith("registry_backend_port=", StringComparison.Ordinal)).Split('=')[1];
            Registry = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            await ScriptAsync(["down", _folder]);
            if (Directory.Exists(_folder))
            {
                Directory.Delete(_folder, recursive: true);
            }
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A client of its own, with the default options; what it tries again is in the log.</summary>
    public DockerKitClient Connect(RetryLog retries) => DockerKitClient.Connect(new DockerKitOptions { Endpoint = Engine.Endpoint, LoggerFactory = retries });

    /// <summary>Kills the engine, and starts it again at once, as a service manager does. It answers again afterwards.</summary>
    public async Task RestartAsync()
    {
        await ScriptAsync(["kill", _folder!]);
        await ScriptAsync(["revive", _folder!]);
    }

    /// <summary>Kills the registry.</summary>
    public Task KillRegistryAsync() => ScriptAsync(["kill", _folder!, "registry"]);

    /// <summary>Starts the registry that was killed. It answers again afterwards.</summary>
    public Task ReviveRegistryAsync() => ScriptAsync(["revive", _folder!, "registry"]);

    private static string FindScript()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string script = Path.Combine(folder.FullName, "tests", "engine", "engine.sh");
            if (File.Exists(script))
            {
                return script;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has tests/engine/engine.sh.");
    }

    // Not with the test's token: an engine that is half up, or half down, is of no use to whoever comes next.
    private static async Task<CliResult> ScriptAsync(string[] arguments)
    {
        CliResult result = await ExternalProgram.RunAsync(new ProcessStartInfo(FindScript(), arguments), CancellationToken.None);
        Assert.True(result.ExitCode == 0, $"engine.sh {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.StandardError}");
        return result;
    }
}

/// <summary>Its containers die with it, which is the default. It asks a registry that fails no more than twice.</summary>
public sealed class MortalEngine() : PrivateEngine("max-download-attempts=1");

/// <summary>Its containers outlive it: <c>live-restore</c>.</summary>
public sealed class LiveRestoreEngine() : PrivateEngine("live-restore=true");
