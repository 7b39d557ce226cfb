using System.Diagnostics;
using Xunit.Sdk;

[assembly: AssemblyFixture(typeof(DockerKit.EngineTests.EngineCleanup))]

namespace DockerKit.EngineTests;

/// <summary>A real engine that tests run against: Debian's old one, or a current one. Where it is comes from the environment (see tests/run.sh).</summary>
/// <remarks>Everything that a test makes carries <see cref="Label"/>, and is removed by it at the end of the run at the latest.</remarks>
public sealed class TestEngine : IXunitSerializable
{
    /// <summary>The image that both engines have: sh, echo, ls, id, sleep, httpd, …</summary>
    public const string Busybox = "dockerkit/busybox:1";

    /// <summary>The name of the label that everything made in this run carries.</summary>
    public const string LabelName = "dockerkit.test.run";

    private static readonly string RunId = Guid.NewGuid().ToString("N")[..12];
    private static readonly Lazy<string> CliHome = new(MakeCliHome);
    private static int s_names;

    private readonly IReadOnlyDictionary<string, string>? _settings;
    private string _name = "";

    /// <summary>For the test runner.</summary>
    public TestEngine()
    {
    }

    private TestEngine(string name) => _name = name;

    private TestEngine(string name, IReadOnlyDictionary<string, string> settings)
        : this(name) => _settings = settings;

    /// <summary>Debian's engine: 20.10, API 1.41.</summary>
    public static TestEngine Old { get; } = new("OLD");

    /// <summary>A current engine: 28.x, API 1.51, or at least 26.1.</summary>
    public static TestEngine Current { get; } = new("CURRENT");

    /// <summary>Both, for <c>[Theory, MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]</c>.</summary>
    public static TheoryData<TestEngine> All => [Old, Current];

    /// <summary><c>NAME=VALUE</c> of the label that everything made in this run carries.</summary>
    public static string Label => $"{LabelName}={RunId}";

    /// <summary>Whether the engines are this run's own, so that a test may remove all that they hold.</summary>
    public static bool IsPrivate => Environment.GetEnvironmentVariable("DOCKERKIT_TEST_PRIVATE") == "1";

    /// <summary>Where the engine is: <c>unix://…</c>.</summary>
    public string Endpoint => Setting($"DOCKERKIT_TEST_ENGINE_{_name}");

    /// <summary>Whether the environment says where the engine and the CLI are.</summary>
    internal bool IsConfigured =>
        Environment.GetEnvironmentVariable($"DOCKERKIT_TEST_ENGINE_{_name}") is { Length: > 0 } && Environment.GetEnvironmentVariable("DOCKERKIT_TEST_CLI") is { Length: > 0 };

    /// <summary>The registry, as this engine reaches it: <c>127.0.0.1:5000</c>.</summary>
    public string Registry => Setting($"DOCKERKIT_TEST_REGISTRY_{_name}");

    /// <summary>A client of its own.</summary>
    public DockerKitClient Connect() => DockerKitClient.Connect(Endpoint);

    /// <summary>A name that nothing else has.</summary>
    public static string UniqueName(string what = "t") => $"{what}-{RunId}-{Interlocked.Increment(ref s_names)}";

    /// <summary>The real <c>docker</c> for this engine: its own, where there is one, since an older one lacks options.</summary>
    public string CliPath => Environment.GetEnvironmentVariable($"DOCKERKIT_TEST_CLI_{_name}") is { Length: > 0 } own ? own : Setting("DOCKERKIT_TEST_CLI");

    /// <summary>Runs the real <c>docker</c> against this engine, whatever its exit code.</summary>
    public Task<CliResult> Cli(params string[] arguments) => RunAsync(CliPath, arguments);

    /// <summary>Runs the real <c>docker</c> and fails the test when it fails.</summary>
    public async Task<CliResult> CliOk(params string[] arguments)
    {
        CliResult result = await Cli(arguments);
        Assert.True(result.ExitCode == 0, $"docker {string.Join(' ', arguments)} on {this} ended with {result.ExitCode}: {result.StandardError}");
        return result;
    }

    /// <summary>Runs a whole line, as <c>ToCommandLine()</c> writes it, in a shell where <c>docker</c> is the real one and this engine its host.</summary>
    public Task<CliResult> Shell(string line) => RunAsync("/bin/sh", ["-c", line]);

    /// <summary>Starts a container through the real <c>docker</c>, with this run's label, and gives its id.</summary>
    public async Task<string> StartContainer(params string[] arguments) =>
        (await CliOk(["run", "-d", "--label", Label, .. arguments])).Text;

    /// <summary>Removes everything that carries this run's label.</summary>
    public async Task CleanUp()
    {
        await RemoveAll(["ps", "-aq", "--no-trunc"], ["rm", "-f", "-v"]);
        await RemoveAll(["network", "ls", "-q", "--no-trunc"], ["network", "rm"]);
        await RemoveAll(["volume", "ls", "-q"], ["volume", "rm", "-f"]);
        await RemoveAll(["images", "-q", "--no-trunc"], ["rmi", "-f"]);
    }

    void IXunitSerializable.Deserialize(IXunitSerializationInfo info) => _name = info.GetValue<string>("name") ?? "";

    void IXunitSerializable.Serialize(IXunitSerializationInfo info) => info.AddValue("name", _name);

    /// <inheritdoc/>
    public override string ToString() => _name.ToLowerInvariant();

    /// <summary>Another old engine than the environment's.</summary>
    /// <param name="settings">What the environment would say of it: what <c>engine.sh up</c> prints.</param>
    internal static TestEngine OldAt(IReadOnlyDictionary<string, string> settings) => new("OLD", settings);

    private string Setting(string name) =>
        (_settings is null ? Environment.GetEnvironmentVariable(name) : _settings.GetValueOrDefault(name)) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"{name} is not set: these tests need real engines. Run them with ./tests/run.sh, which starts them.");

    /// <summary>A folder for the CLI's configuration, with a folder for each engine where <c>docker</c> is the real one.</summary>
    private static string MakeCliHome()
    {
        string home = Directory.CreateTempSubdirectory("dockerkit-cli-").FullName;
        foreach (TestEngine engine in new[] { Old, Current })
        {
            Directory.CreateDirectory(Path.Combine(home, $"bin-{engine}"));
            File.CreateSymbolicLink(Path.Combine(home, $"bin-{engine}", "docker"), engine.CliPath);
        }

        return home;
    }

    internal static void RemoveCliHome()
    {
        if (CliHome.IsValueCreated)
        {
            Directory.Delete(CliHome.Value, recursive: true);
        }
    }

    private async Task RemoveAll(string[] list, string[] remove)
    {
        CliResult found = await Cli([.. list, "--filter", $"label={Label}"]);
        if (found.Lines.Length > 0)
        {
            await Cli([.. remove, .. found.Lines.Distinct()]);
        }
    }

    private Task<CliResult> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        start.Environment["DOCKER_HOST"] = Endpoint;
        start.Environment["DOCKER_CONFIG"] = CliHome.Value;
        start.Environment["PATH"] = $"{Path.Combine(CliHome.Value, $"bin-{this}")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment.Remove("DOCKER_CONTEXT");
        start.Environment.Remove("DOCKER_API_VERSION");
        return ExternalProgram.RunAsync(start, TestContext.Current.CancellationToken);
    }
}
