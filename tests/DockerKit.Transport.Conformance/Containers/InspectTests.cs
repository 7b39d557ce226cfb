using System.Text.Json;

namespace DockerKit.Transport.Conformance;

public sealed class InspectTests
{
    internal const string Web = """
        {"Id":"4f66","Created":"2025-01-31T12:00:00.123456789Z","Path":"httpd","Args":["-f"],"Name":"/web","Image":"sha256:aa","RestartCount":2,
         "State":{"Status":"running","Running":true,"Pid":4711,"ExitCode":0,"OOMKilled":false,"Error":"","StartedAt":"2025-01-31T12:00:01Z","FinishedAt":"0001-01-01T00:00:00Z","Health":{"Status":"healthy","Log":null}},
         "Config":{"Image":"nginx:1.27","Tty":true,"Env":["A=1"],"Labels":{"a":"b"},"ExposedPorts":{"80/tcp":{}}},
         "NetworkSettings":{"Ports":{"443/tcp":null,"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"},{"HostIp":"::","HostPort":"8080"}]},"Networks":{"backend":{"IPAddress":"172.18.0.2"},"none":{"IPAddress":""}}},
         "SizeRw":5,"SizeRootFs":50,"Novelty":{"a":[1,2]}}
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_details_are_typed_and_the_rest_is_there_as_JSON()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/containers/web/json", Reply.Json(Web));
        await using DockerKitClient docker = engine.Docker();
        ContainerDetails web = await docker.Containers.Inspect("web").WithSize().ExecuteAsync(Token);

        Assert.Equal(("4f66", "web", "nginx:1.27", "sha256:aa", "httpd"), (web.Id, web.Name, web.Image, web.ImageId, web.Path));
        Assert.Equal(new DateTimeOffset(2025, 1, 31, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567), web.Created);
        Assert.Equal((ContainerState.Running, 4711, 2, true, "healthy"), (web.State, web.ProcessId, web.RestartCount, web.HasTerminal, web.Health));
        Assert.NotNull(web.StartedAt);
        Assert.Null(web.FinishedAt);
        Assert.Equal(["443/tcp", "0.0.0.0:8080->80/tcp", "[::]:8080->80/tcp"], web.Ports.Select(static port => port.ToString()));
        Assert.Equal([KeyValuePair.Create("backend", "172.18.0.2")], web.IPAddresses);
        Assert.Equal(("b", "A=1", "-f"), (web.Labels["a"], web.Environment[0], web.Arguments[0]));
        Assert.Equal((5, 50), (web.WritableSize!.Value.Bytes, web.TotalSize!.Value.Bytes));
        Assert.Equal(2, web.Json.GetProperty("Novelty").GetProperty("a").GetArrayLength());
        Assert.Equal("size=1", Assert.Single(engine.Calls).Query);
    }

    [Fact]
    public async Task What_an_engine_leaves_out_is_empty()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/containers/web/json", Reply.Json("""{"Id":"4f66","Config":{"ExposedPorts":{"53/udp":{}},"Env":null,"Labels":null},"State":null,"Args":null}"""));
        await using DockerKitClient docker = engine.Docker();
        ContainerDetails web = await docker.Containers.Inspect("web").ExecuteAsync(Token);

        Assert.Equal((ContainerState.Unknown, null, 0, 0), (web.State, web.Health, web.Environment.Count, web.Labels.Count));
        Assert.Equal("53/udp", Assert.Single(web.Ports).ToString());
        Assert.Equal(JsonValueKind.Object, web.Json.ValueKind);
    }

    [Fact]
    public async Task A_missing_container_is_not_found_and_not_an_image()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/containers/web/json", Reply.Error(404, "No such container: web"));
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Containers.Get("web").Inspect().ExecuteAsync(Token));

        Assert.Equal((ResourceKind.Container, "No such container: web", "docker container inspect web"), (error.Kind, error.Summary, error.CommandLine));
    }
}
