using System.Text.Json;
using System.Text.Json.Nodes;
using DockerKit.Tests;
using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

public sealed class CreateContainerTests
{
    private const string Create = "/containers/create";

    private static readonly Reply Created = Reply.Json("""{"Id":"0123","Warnings":["a swap limit is not there"],"Further":{"x":[1]}}""", 201);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<string>> Mounts =>
        Vectors.Rows("mount-volume-specs.json", "mount").Where(static row => Vectors.Case(row.Data).TryGetProperty("mount", out _) && !Vectors.Case(row.Data).TryGetProperty("relativeTo", out _));

    public static TheoryData<string, string, Func<CreateContainerCommand, CreateContainerCommand>> Newer => new()
    {
        { "--annotation", "1.43", static c => c.WithAnnotation("a", "b") },
        { "--health-start-interval", "1.44", static c => c.WithHealthStartInterval(TimeSpan.FromSeconds(1)) },
        { "--network more than once", "1.44", static c => c.WithNetwork("a").WithNetwork("b") },
        { "gw-priority= in --network", "1.48", static c => c.WithNetwork("name=a,gw-priority=1") },
        { "bind-create-src in --mount", "1.42", static c => c.WithMount("type=bind,source=/a,target=/b,bind-create-src") },
        { "bind-recursive in --mount", "1.44", static c => c.WithMount("type=bind,source=/a,target=/b,readonly,bind-recursive=writable") },
        { "volume-subpath in --mount", "1.45", static c => c.WithMount("type=volume,source=a,target=/b,volume-subpath=c") },
        { "--mount type=image", "1.48", static c => c.WithMount("type=image,source=a,target=/b") },
    };

    [Fact]
    public async Task The_platform_is_sent_with_a_name_and_without()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", Create, Created);
        await using DockerKitClient docker = engine.Docker();
        CreateContainerCommand create = docker.Containers.Create("busybox").WithPlatform("linux/arm64/v8");
        await create.ExecuteAsync(Token);
        await create.WithName("web").ExecuteAsync(Token);

        Assert.Equal(["linux/arm64/v8", "linux/arm64/v8"], engine.Calls.Select(static call => call.Parameter("platform")));
        Assert.Equal([null, "web"], engine.Calls.Select(static call => call.Parameter("name")));
    }

    [Fact]
    public async Task The_id_and_the_warnings_come_back_whatever_else_the_answer_holds()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", Create, Created);
        await using DockerKitClient docker = engine.Docker();
        Container container = await docker.Containers.Create("busybox").ExecuteAsync(Token);

        Assert.Equal("0123", container.Id);
        Assert.Equal(["a swap limit is not there"], container.Warnings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"Id":"0123","Warn""")]
    [InlineData("<html>")]
    public async Task An_answer_that_is_none_is_told_so(string body)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", Create, Reply.Text(body, 201));
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Containers.Create("busybox").ExecuteAsync(Token));

        Assert.Contains("POST /containers/create", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_body_holds_what_the_CLI_sends_and_zero_is_not_lost()
    {
        JsonObject body = await BodyOf(static c => c
            .WithCommand("a", "").WithoutEntrypoint().WithEnvironment("A", "ü").WithLabel("l", "").WithPort("127.0.0.1:80:80").WithVolume("/anonymous")
            .WithStopTimeout(TimeSpan.Zero).WithOomScoreAdjustment(0).WithInit(false).WithMemorySwap("-1").WithMemorySwappiness(0).WithUlimit("core=0").WithGpus("all").WithDevice("v.com/c=n"));

        Assert.Equal("""["a",""]""", body["Cmd"]!.ToJsonString());
        Assert.Equal("""[""]""", body["Entrypoint"]!.ToJsonString());
        Assert.Equal("A=ü", body["Env"]![0]!.GetValue<string>());
        JsonObject labels = body["Labels"]!.AsObject();
        Assert.True(labels.Remove("io.dockerkit.operation", out JsonNode? operation) && operation!.GetValue<string>().Length == 32);
        Assert.Equal("""{"l":""}""", labels.ToJsonString());
        Assert.Equal("""{"80/tcp":{}}""", body["ExposedPorts"]!.ToJsonString());
        Assert.Equal("""{"/anonymous":{}}""", body["Volumes"]!.ToJsonString());
        Assert.Equal(0, body["StopTimeout"]!.GetValue<int>());
        JsonNode host = body["HostConfig"]!;
        Assert.Equal("""{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"80"}]}""", host["PortBindings"]!.ToJsonString());
        Assert.Equal((0, 0, -1L, false), (host["OomScoreAdj"]!.GetValue<int>(), host["MemorySwappiness"]!.GetValue<int>(), host["MemorySwap"]!.GetValue<long>(), host["Init"]!.GetValue<bool>()));
        Assert.Equal("""[{"Name":"core","Soft":0,"Hard":0}]""", host["Ulimits"]!.ToJsonString());
        Assert.Equal("""{"Name":"no","MaximumRetryCount":0}""", host["RestartPolicy"]!.ToJsonString());
        Assert.Equal("default", host["NetworkMode"]!.GetValue<string>());
        Assert.Equal(
            """[{"Driver":"","Count":-1,"Capabilities":[["gpu"]],"Options":{}},{"Driver":"cdi","DeviceIDs":["v.com/c=n"]}]""",
            host["DeviceRequests"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Mounts))]
    public void A_mount_is_written_as_the_CLI_writes_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            MountBody.Write(writer, Mount.Parse(row.Text("spec")!));
            writer.WriteEndObject();
        }

        JsonObject expected = JsonNode.Parse(row.GetProperty("mount").GetRawText())!.AsObject();
        if (expected["VolumeOptions"]?["DriverConfig"] is JsonObject { Count: 0 })
        {
            // A driver without a name and options is the same as none.
            expected.Remove("VolumeOptions");
        }

        Assert.Equal(Sorted(expected), Sorted(JsonNode.Parse(stream.ToArray())!));
    }

    [Theory]
    [InlineData("1.43", "92:d0:c6:0a:29:33", null)]
    [InlineData("1.44", null, "92:d0:c6:0a:29:33")]
    public async Task A_MAC_address_is_where_the_engines_version_has_it(string version, string? ofContainer, string? ofEndpoint)
    {
        JsonObject body = await BodyOf(static c => c.WithNetwork("net").WithMacAddress("92:d0:c6:0a:29:33"), version);

        Assert.Equal(ofContainer, body["MacAddress"]?.GetValue<string>());
        Assert.Equal(ofEndpoint, body["NetworkingConfig"]!["EndpointsConfig"]!["net"]!["MacAddress"]?.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Newer))]
    public async Task What_the_engines_version_does_not_know_is_refused_before_it_is_sent(string option, string since, Func<CreateContainerCommand, CreateContainerCommand> apply)
    {
        var required = Version.Parse(since);
        await using ScriptedEngine old = ScriptedEngine.Start(apiVersion: $"1.{required.Minor - 1}").On("POST", Create, Created);
        await using DockerKitClient oldDocker = old.Docker();
        var error = await Assert.ThrowsAsync<UnsupportedOptionException>(() => apply(oldDocker.Containers.Create("busybox")).ExecuteAsync(Token));
        Assert.Equal((option, required), (error.Option, error.RequiredApiVersion));
        Assert.Empty(old.Calls);

        await using ScriptedEngine current = ScriptedEngine.Start(apiVersion: since).On("POST", Create, Created);
        await using DockerKitClient docker = current.Docker();
        await apply(docker.Containers.Create("busybox")).ExecuteAsync(Token);
        Assert.Single(current.Calls);
    }

    [Theory]
    [InlineData("No such image: busybox:latest", ResourceKind.Image)]
    [InlineData("network backend not found", ResourceKind.Network)]
    [InlineData("get data: no such volume", ResourceKind.Volume)]
    [InlineData("No such container: other", ResourceKind.Container)]
    public async Task What_is_missing_is_told_apart(string words, ResourceKind kind)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", Create, Reply.Error(404, words));
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Containers.Create("busybox").WithPull(PullPolicy.Never).ExecuteAsync(Token));

        Assert.Equal((kind, words), (error.Kind, error.EngineMessage));
        Assert.Single(engine.Calls);
    }

    [Fact]
    public async Task A_create_whose_answer_is_lost_is_looked_for_by_its_label_and_adopted()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", Create, Reply.HangUp()).On("GET", "/containers/json", Reply.Json("""[{"Id":"0123"}]"""));
        await using DockerKitClient docker = engine.Docker();
        Assert.Equal("0123", (await docker.Containers.Create("busybox").ExecuteAsync(Token)).Id);

        string label = JsonNode.Parse(engine.Calls[0].Text)!["Labels"]!["io.dockerkit.operation"]!.GetValue<string>();
        Assert.Equal([Create, "/containers/json"], engine.Calls.Select(static call => call.Path).Distinct());
        Assert.Single(engine.Calls, static call => call.Path == Create);
        Assert.Equal(("1", $$"""{"label":["io.dockerkit.operation={{label}}"]}"""), (engine.Calls[1].Parameter("all"), engine.Calls[1].Parameter("filters")));
    }

    private static async Task<JsonObject> BodyOf(Func<CreateContainerCommand, CreateContainerCommand> apply, string version = "1.51")
    {
        await using ScriptedEngine engine = ScriptedEngine.Start(apiVersion: version).On("POST", Create, Created);
        await using DockerKitClient docker = engine.Docker();
        await apply(docker.Containers.Create("busybox")).ExecuteAsync(Token);
        RecordedRequest call = Assert.Single(engine.Calls);
        Assert.Equal("application/json", call.Headers["Content-Type"]);
        return JsonNode.Parse(call.Text)!.AsObject();
    }

    private static string Sorted(JsonNode? node) => node is JsonObject fields
        ? $"{{{string.Join(',', fields.OrderBy(static f => f.Key, StringComparer.Ordinal).Select(static f => $"{f.Key}:{Sorted(f.Value)}"))}}}"
        : node?.ToJsonString() ?? "null";
}
