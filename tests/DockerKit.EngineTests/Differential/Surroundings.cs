using DockerKit.Tests;

namespace DockerKit.EngineTests;

/// <summary>What some options need: networks, a volume, another container, files. Made for one test and removed by it.</summary>
internal sealed class Surroundings : IAsyncDisposable
{
    private readonly TestEngine _engine;
    private readonly string _network = TestEngine.UniqueName("net");
    private readonly string _second = TestEngine.UniqueName("net");
    private readonly string _volume = TestEngine.UniqueName("vol");
    private readonly string _container = TestEngine.UniqueName("other");

    // One of its own each time: a run that was killed leaves its network behind.
    private readonly string _subnet = $"10.{Random.Shared.Next(64, 224)}.{Random.Shared.Next(256)}";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dockerkit-files-");

    private Surroundings(TestEngine engine) => _engine = engine;

    /// <summary>The options that need them.</summary>
    public IReadOnlyList<ContainerOptionCatalogue.Option> Options =>
    [
        new($"--network {_network}", c => c.WithNetwork(_network)) { Excludes = "network" },
        new("--network alias", c => c.WithNetwork(_network).WithNetworkAlias("db", "cache")) { Excludes = "network" },
        new("--network addresses", c => c.WithNetwork(_network).WithIPAddress($"{_subnet}.7").WithLinkLocalAddress("169.254.34.22")) { Excludes = "network" },
        new("--network mac", c => c.WithNetwork(_network).WithMacAddress("92:d0:c6:0a:29:33")) { Excludes = "network" },
        new("--network link", c => c.WithNetwork(_network).WithLink($"{_container}:db")) { Excludes = "network" },
        new("--network long form", c => c.WithNetwork($"name={_network},alias=web,ip={_subnet}.8,driver-opt=com.example.a=b")) { Excludes = "network" },
        new("--network gw-priority", c => c.WithNetwork(NetworkAttachment.To(_network).WithGatewayPriority(5))) { Excludes = "network", Since = new(1, 48) },
        new("--network mac in it", c => c.WithNetwork(NetworkAttachment.To(_network).WithMacAddress("92:d0:c6:0a:29:34"))) { Excludes = "network", Since = new(1, 44) },
        new("--network several", c => c.WithNetwork(_network).WithNetwork(NetworkAttachment.To(_second).WithAlias("web"))) { Excludes = "network", Since = new(1, 44) },
        new("--network container", c => c.WithNetwork(NetworkAttachment.Container(_container))) { Excludes = "-" },
        new("--link in a network of Docker's", c => c.WithLink(_container)) { Excludes = "network" },
        new("--volume named", c => c.WithVolume(_volume, "/data")),
        new("--volume of the current folder", static c => c.WithVolume("./bin:/bin-of-host")),
        new("--mount volume", c => c.WithMount(Mount.Volume(_volume, "/mounted").WithoutCopy().WithLabel("a", "b"))),
        new("--mount volume with a driver", c => c.WithMount($"type=volume,source={_volume},target=/driven,volume-driver=local,readonly")),
        new("--mount volume-subpath", c => c.WithMount(Mount.Volume(_volume, "/part").WithSubpath("sub"))) { Since = new(1, 45) },
        new("--mount bind-recursive", static c => c.WithMount(Mount.Bind("/tmp", "/flat").WithRecursion(BindRecursion.Disabled))) { Since = new(1, 44) },
        new("--mount tmpfs mode", static c => c.WithMount("type=tmpfs,target=/moded,tmpfs-mode=700")),
        new("--volumes-from", c => c.WithVolumesFrom($"{_container}:ro")),
        new("--ipc container", c => c.WithIpc($"container:{_container}")) { Excludes = "--ipc" },
        new("--pid container", c => c.WithPid($"container:{_container}")) { Excludes = "--pid" },
        new("--env-file", c => c.WithEnvironmentFile(Path("env", "Z1=z\nEMPTY_VAR=\nHOME\nNO_SUCH_ENV\n# no\nQUOTED=\"x y\"\n")).WithEnvironment("Z1", "own")),
        new("--label-file", c => c.WithLabelFile(Path("labels", "a=1\nb\n")).WithLabel("a", "2")),
        new("--security-opt profile", c => c.WithSecurityOption($"seccomp={Path("seccomp.json", "{ \"defaultAction\": \"SCMP_ACT_ALLOW\" }")}")) { Excludes = "seccomp" },
        new("--entrypoint with arguments", static c => c.WithEntrypoint("sh", "-c", "echo \"$0\"").WithCommand("$HOME `id` 'x'", "")) { Excludes = "--entrypoint" },
        new("a command", static c => c.WithCommand("echo", "*", "--flag", "-x", "it's", "")) { Excludes = "--entrypoint" },
        new("--gpus devices", static c => c.WithGpus("\"device=0,1\"")) { Excludes = "--gpus" },
        new("--gpus driver", static c => c.WithGpus("driver=nvidia,count=2,\"capabilities=compute,utility\"")) { Excludes = "--gpus" },
        new("--device CDI", static c => c.WithDevice("vendor.com/class=name")) { Since = new(1, 44) },
    ];

    public static async Task<Surroundings> MakeAsync(TestEngine engine)
    {
        var made = new Surroundings(engine);
        await engine.CliOk("network", "create", "--label", TestEngine.Label, "--subnet", $"{made._subnet}.0/24", made._network);
        await engine.CliOk("network", "create", "--label", TestEngine.Label, made._second);
        await engine.CliOk("volume", "create", "--label", TestEngine.Label, made._volume);
        await engine.CliOk("run", "-d", "--label", TestEngine.Label, "--name", made._container, "--ipc", "shareable", "-v", "/of-other", TestEngine.Busybox, "sleep", "600");
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.Cli("rm", "-f", "-v", _container);
        await _engine.Cli("network", "rm", _network, _second);
        await _engine.Cli("volume", "rm", "-f", _volume);
        _folder.Delete(recursive: true);
    }

    private string Path(string name, string content)
    {
        string path = System.IO.Path.Combine(_folder.FullName, name);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, content);
        }

        return path;
    }
}
