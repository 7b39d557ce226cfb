using System.Reflection;
using DockerKit.Transport.DockerDotNet;
using Newtonsoft.Json;

namespace DockerKit.Transport.Conformance;

public class SystemTests
{
    internal const string Version = """
        {"Platform":{"Name":"Docker Engine - Community"},"Components":[{"Name":"Engine","Version":"28.5.2","Details":{"ApiVersion":"1.51","Experimental":"false"}},{"Name":"runc","Version":"1.3.0","Details":null}],
        "Version":"28.5.2","ApiVersion":"1.51","MinAPIVersion":"1.24","GitCommit":"89c5e8f","GoVersion":"go1.25.3","Os":"linux","Arch":"amd64","KernelVersion":"6.1.0","BuildTime":"2025-11-05T14:43:33.000000000+00:00","Later":{"x":1}}
        """;

    internal const string Info = """
        {"ID":"ABCD","Name":"box","ServerVersion":"28.5.2","Containers":14,"ContainersRunning":3,"ContainersPaused":1,"ContainersStopped":10,"Images":508,"Driver":"overlay2",
        "DriverStatus":[["Backing Filesystem","extfs"],["Native Overlay Diff","true"],["odd"]],"DockerRootDir":"/var/lib/docker","LoggingDriver":"json-file","CgroupDriver":"systemd","CgroupVersion":"2",
        "OperatingSystem":"Debian GNU/Linux 12 (bookworm)","OSType":"linux","Architecture":"x86_64","KernelVersion":"6.1.0","NCPU":4,"MemTotal":2095882240,"Runtimes":{"runc":{"path":"runc"},"io.containerd.runc.v2":{}},
        "DefaultRuntime":"runc","Plugins":{"Volume":["local"],"Network":["bridge","host"],"Authorization":null,"Log":["json-file"]},"SecurityOptions":["name=seccomp,profile=builtin","name=rootless"],
        "LiveRestoreEnabled":true,"SystemTime":"2025-11-05T14:43:33.123456789Z","ExperimentalBuild":false,"Swarm":{"LocalNodeState":"inactive"},"IndexServerAddress":"https://index.docker.io/v1/","RegistryConfig":{"InsecureRegistryCIDRs":["127.0.0.0/8"],"Mirrors":[]},
        "Labels":["a=b"],"Warnings":["WARNING: No swap limit support"]}
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ping_tells_what_the_headers_tell()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/_ping", Reply.Text("OK", 200, "text/plain", ("Api-Version", "1.41"), ("Ostype", "linux"), ("Docker-Experimental", "true"), ("Builder-Version", "2")));
        await using DockerDotNetTransport transport = Open(engine);
        Assert.Equal(new PingResult { ApiVersion = new Version(1, 41), OperatingSystem = "linux", IsExperimental = true, BuilderVersion = "2" }, await transport.System.PingAsync(Token));
        Assert.Equal("GET /_ping", Assert.Single(engine.Requests).ToString());
    }

    [Fact]
    public async Task The_versions_for_traces_are_known_after_the_first_call_and_cost_none()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("GET", "/_ping", Reply.Text("OK", 200, "text/plain", ("Api-Version", "1.44"), ("Server", "Docker/25.0.5 (linux)")))
            .On("GET", "/info", Reply.Json(Info));
        await using DockerDotNetTransport transport = Open(engine);
        Assert.Equal((null, null), (transport.EngineVersion, transport.ApiVersion));

        await transport.System.GetInfoAsync(Token);

        Assert.Equal(("25.0.5", new Version(1, 44)), (transport.EngineVersion, transport.ApiVersion));
        Assert.Equal(["GET /_ping", "GET /v1.44/info"], engine.Requests.Select(static r => r.ToString()));
    }

    [Theory]
    [InlineData("Libpod/5.2.1 (linux)")]
    [InlineData("")]
    [InlineData("no product ((")]
    public async Task An_engine_of_another_make_has_no_version_for_traces(string server)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("GET", "/_ping", Reply.Text("OK", 200, "text/plain", ("Api-Version", "1.44"), ("Server", server)))
            .On("GET", "/info", Reply.Json(Info));
        await using DockerDotNetTransport transport = Open(engine);

        await transport.System.GetInfoAsync(Token);

        Assert.Null(transport.EngineVersion);
    }

    [Fact]
    public async Task Version_has_the_engine_and_its_parts()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/version", Reply.Json(Version));
        await using DockerDotNetTransport transport = Open(engine);
        EngineVersion version = await transport.System.GetVersionAsync(Token);
        Assert.Equal("Docker Engine - Community", version.Platform);
        Assert.Equal("28.5.2", version.Version);
        Assert.Equal(new Version(1, 51), version.ApiVersion);
        Assert.Equal(new Version(1, 24), version.MinimumApiVersion);
        Assert.Equal("go1.25.3 89c5e8f linux amd64 6.1.0", $"{version.GoVersion} {version.GitCommit} {version.OperatingSystem} {version.Architecture} {version.KernelVersion}");
        Assert.Equal("2025-11-05T14:43:33.000000000+00:00", version.BuildTime);
        Assert.Equal(["Engine 28.5.2", "runc 1.3.0"], version.Components.Select(static c => $"{c.Name} {c.Version}"));
        Assert.Equal("1.51", version.Components[0].Details["ApiVersion"]);
        Assert.Empty(version.Components[1].Details);
    }

    [Fact]
    public async Task Info_has_counts_storage_control_groups_and_warnings()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/info", Reply.Json(Info));
        await using DockerDotNetTransport transport = Open(engine);
        EngineInfo info = await transport.System.GetInfoAsync(Token);
        Assert.Equal((14, 3, 1, 10, 508), (info.Containers, info.ContainersRunning, info.ContainersPaused, info.ContainersStopped, info.Images));
        Assert.Equal(("overlay2", "systemd", "2", "json-file"), (info.StorageDriver, info.CgroupDriver, info.CgroupVersion, info.LoggingDriver));
        Assert.Equal([new("Backing Filesystem", "extfs"), new("Native Overlay Diff", "true")], info.StorageDriverStatus);
        Assert.Equal(["runc", "io.containerd.runc.v2"], info.Runtimes);
        Assert.Equal(["bridge", "host"], info.NetworkDrivers);
        Assert.Equal(["WARNING: No swap limit support"], info.Warnings);
        Assert.Equal(2095882240, info.Memory.Bytes);
        Assert.True(info.IsRootless && info.LiveRestoreEnabled && !info.IsExperimental);
        Assert.Equal(("inactive", "https://index.docker.io/v1/", "127.0.0.0/8"), (info.SwarmState, info.IndexServerAddress, info.InsecureRegistries.Single()));
        Assert.Equal(new DateTimeOffset(2025, 11, 5, 14, 43, 33, TimeSpan.Zero).AddTicks(1_234_567), info.SystemTime);
        Assert.Equal("x86_64", info.Json.GetProperty("Architecture").GetString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Containers":"many","Runtimes":[],"DriverStatus":{},"Plugins":null,"SecurityOptions":null,"Swarm":1,"Warnings":null,"NCPU":99999999999}""")]
    public async Task What_an_engine_leaves_out_or_writes_otherwise_is_empty(string json)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/info", Reply.Json(json)).On("GET", "/version", Reply.Json(json));
        await using DockerDotNetTransport transport = Open(engine);
        EngineInfo info = await transport.System.GetInfoAsync(Token);
        Assert.Equal(0, info.Containers);
        Assert.Empty(info.Warnings);
        Assert.Empty(info.Runtimes);
        Assert.Equal("", (await transport.System.GetVersionAsync(Token)).Version);
    }

    [Fact]
    public async Task The_settings_of_the_hosts_own_json_library_do_not_reach_in()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/info", Reply.Json(Info)).On("POST", "/containers/web/start", Reply.Status(204));
        await using DockerDotNetTransport transport = Open(engine);
        using EngineConnection connection = engine.Connect();
        JsonConvert.DefaultSettings = static () => new JsonSerializerSettings { Converters = { new HostConverter() } };
        try
        {
            Assert.Equal("box", (await transport.System.GetInfoAsync(Token)).Name);
            Assert.True(await connection.RunAsync((docker, token) => docker.Containers.StartContainerAsync("web", new(), token), Token));
        }
        finally
        {
            JsonConvert.DefaultSettings = null;
        }
    }

    [Fact]
    public async Task A_call_after_disposal_says_so()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start();
        DockerDotNetTransport transport = Open(engine);
        await transport.System.PingAsync(Token);
        await transport.DisposeAsync();
        await transport.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => transport.System.PingAsync(Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => transport.System.GetInfoAsync(Token));
        await engine.ConnectionsAtMostAsync(0, Token);
    }

    [Theory]
    [InlineData("7B2241223A22FF227D")] // {"A":"…"}, which is not UTF-8
    [InlineData("7B224944223A225C7564383030227D")] // {"ID":"\ud800"}
    [InlineData("22696E666F22")] // "info"
    [InlineData("6E756C6C")] // null
    [InlineData("5B5D")] // []
    public async Task An_answer_that_is_no_object_or_no_text_is_a_protocol_error(string bytes)
    {
        Reply reply = Reply.Body(Convert.FromHexString(bytes));
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/info", reply).On("GET", "/containers/web/json", reply);
        await using DockerDotNetTransport transport = Open(engine);
        var error = await Assert.ThrowsAsync<DockerProtocolException>(() => transport.System.GetInfoAsync(Token));
        Assert.Contains("GET /info is not the JSON that was expected", error.Message, StringComparison.Ordinal);
        Assert.Equal(engine.Endpoint, error.Endpoint);
    }

    [Fact]
    public void Making_a_transport_sends_nothing_and_names_its_endpoint()
    {
        var transport = new DockerDotNetTransport(DockerEndpoint.Parse("unix:///no/such.sock"));
        Assert.Equal("docker-dotnet", transport.Name);
        Assert.Equal("unix:///no/such.sock", transport.Endpoint);
    }

    [Theory]
    [InlineData("3.125.0.0", true)]
    [InlineData("3.130.0.0", false)]
    [InlineData("4.3.0.0", false)]
    public void Only_the_Docker_DotNet_that_the_transport_is_built_on_is_used(string version, bool used) =>
        Assert.Equal(used, LoadedDockerDotNet.IsBuiltOn(new AssemblyName("Docker.DotNet, Version=" + version)));

    private sealed class HostConverter : JsonConverter
    {
        public override bool CanConvert(Type objectType) => throw new InvalidOperationException("The host's settings were used.");

        public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) => throw new NotSupportedException();

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => throw new NotSupportedException();
    }

    private static DockerDotNetTransport Open(ScriptedEngine engine) => new(DockerEndpoint.Parse(engine.Endpoint));
}
