using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

public class NegotiationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.24", "1.24", "1.24")]
    [InlineData("1.41", "1.12", "1.41")]
    [InlineData("1.51", "1.44", "1.51")]
    [InlineData("1.56", "1.44", "1.51")]
    public async Task The_engines_newest_version_is_spoken_up_to_our_own(string newest, string oldest, string spoken)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start(apiVersion: newest, minimumApiVersion: oldest).On("GET", "/info", Reply.Json("""{"id":"a"}"""));
        using EngineConnection connection = engine.Connect();
        await connection.GetJsonAsync("/info", TestJson.Default.Thing, Token);
        Assert.Equal(spoken, Assert.Single(engine.Calls).Version);
        Assert.Equal(Version.Parse(spoken), await connection.GetApiVersionAsync(Token));
    }

    [Fact]
    public async Task Docker_DotNet_speaks_the_same_version_and_names_us()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start(apiVersion: "1.47", minimumApiVersion: "1.44").On("POST", "/containers/web/start", Reply.Status(204));
        using EngineConnection connection = engine.Connect();
        Assert.True(await connection.RunAsync((docker, token) => docker.Containers.StartContainerAsync("web", new(), token), Token));
        RecordedRequest request = Assert.Single(engine.Calls);
        Assert.Equal("POST /v1.47/containers/web/start", request.ToString());
        Assert.StartsWith("DockerKit/", request.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.False(request.Headers.ContainsKey("Connection"));
    }

    [Fact]
    public async Task Concurrent_first_calls_ask_once()
    {
        var gate = new TaskCompletionSource();
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("GET", "/_ping", Reply.Text("OK", 200, "text/plain", ("Api-Version", "1.45")).After(gate.Task))
            .On("GET", "/info", Reply.Json("""{"id":"a"}"""));
        using EngineConnection connection = engine.Connect();
        Task[] calls = [.. Enumerable.Range(0, 20).Select(_ => connection.GetJsonAsync("/info", TestJson.Default.Thing, Token))];
        await engine.RequestedAsync("/_ping", 1, Token);
        gate.SetResult();
        await Task.WhenAll(calls);
        Assert.Single(engine.Requests, static r => r.Path == "/_ping");
        Assert.All(engine.Calls, static r => Assert.Equal("1.45", r.Version));
    }

    [Fact]
    public async Task A_first_caller_that_gives_up_does_not_fail_the_others()
    {
        var gate = new TaskCompletionSource();
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("GET", "/_ping", Reply.Text("OK", 200, "text/plain", ("Api-Version", "1.45")).After(gate.Task))
            .On("GET", "/info", Reply.Json("""{"id":"a"}"""));
        using EngineConnection connection = engine.Connect();
        using var impatient = new CancellationTokenSource();
        Task first = connection.GetJsonAsync("/info", TestJson.Default.Thing, impatient.Token);
        await engine.RequestedAsync("/_ping", 1, Token);
        Task second = connection.GetJsonAsync("/info", TestJson.Default.Thing, Token);
        await impatient.CancelAsync();
        await Connections.AssertEndsAsync(first, impatient.Token);
        gate.SetResult();
        await second;
        Assert.Single(engine.Requests, static r => r.Path == "/_ping");
    }

    [Fact]
    public async Task When_the_only_caller_gives_up_the_question_is_dropped_and_asked_anew()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .OnEach("GET", "/_ping", Reply.Stall(), Reply.Text("OK", 200, "text/plain", ("Api-Version", "1.45")))
            .On("GET", "/info", Reply.Json("""{"id":"a"}"""));
        using EngineConnection connection = engine.Connect();
        using var impatient = new CancellationTokenSource();
        Task first = connection.GetJsonAsync("/info", TestJson.Default.Thing, impatient.Token);
        await engine.RequestedAsync("/_ping", 1, Token);
        await impatient.CancelAsync();
        await Connections.AssertEndsAsync(first, impatient.Token);
        await engine.ConnectionsAtMostAsync(0, Token);
        await connection.GetJsonAsync("/info", TestJson.Default.Thing, Token);
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .OnEach("GET", "/_ping", Reply.Error(503, "starting"), Reply.Error(500, "not yet"), Reply.Text("OK", 200, "text/plain", ("Api-Version", "1.45")))
            .On("GET", "/info", Reply.Json("""{"id":"a"}"""));
        using EngineConnection connection = engine.Connect();
        await Assert.ThrowsAsync<DockerEngineException>(() => connection.GetJsonAsync("/info", TestJson.Default.Thing, Token));
        await Assert.ThrowsAsync<DockerEngineException>(() => connection.GetJsonAsync("/info", TestJson.Default.Thing, Token));
        await connection.GetJsonAsync("/info", TestJson.Default.Thing, Token);
    }

    [Fact]
    public async Task Callers_that_fail_together_get_an_exception_each()
    {
        var gate = new TaskCompletionSource();
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/_ping", Reply.Error(500, "no").After(gate.Task));
        using EngineConnection connection = engine.Connect();
        Task first = connection.GetJsonAsync("/info", TestJson.Default.Thing, Token);
        await engine.RequestedAsync("/_ping", 1, Token);
        Task second = connection.GetJsonAsync("/info", TestJson.Default.Thing, Token);
        gate.SetResult();
        Exception one = await Assert.ThrowsAsync<DockerEngineException>(() => first);
        Exception other = await Assert.ThrowsAsync<DockerEngineException>(() => second);
        Assert.NotSame(one, other);
    }

    [Fact]
    public async Task An_engine_that_is_too_old_is_named()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start(apiVersion: "1.23", minimumApiVersion: "1.12");
        using EngineConnection connection = engine.Connect();
        var e = await Assert.ThrowsAsync<DockerKitException>(() => connection.GetJsonAsync("/info", TestJson.Default.Thing, Token));
        Assert.Equal($"The Docker engine at {engine.Endpoint} speaks API 1.23 at most, and DockerKit needs 1.24 (Docker 1.12) or newer. Upgrade the engine.", e.Message);
    }

    [Fact]
    public async Task An_engine_whose_ping_tells_no_version_is_asked_for_it()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("GET", "/_ping", Reply.Text("OK"))
            .On("GET", "/version", Reply.Json("""{"ApiVersion":"1.24"}"""))
            .On("GET", "/info", Reply.Json("""{"id":"a"}"""));
        using EngineConnection connection = engine.Connect();
        await connection.GetJsonAsync("/info", TestJson.Default.Thing, Token);
        Assert.Equal("1.24", engine.Calls[0].Version);
    }

    [Theory]
    [InlineData("1.51", "1.41", "1.24")] // by an older one
    [InlineData("1.41", "1.51", "1.44")] // by one that speaks no such old version any more
    public async Task An_engine_that_was_replaced_by_one_that_refuses_the_version_is_asked_again_at_once_by_any_call(string before, string now, string oldestNow)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start(apiVersion: now, minimumApiVersion: oldestNow)
            .OnEach("GET", "/_ping", Reply.Text("OK", 200, "text/plain", ("Api-Version", before)), Reply.Text("OK", 200, "text/plain", ("Api-Version", now)))
            .On("GET", "/containers/json", Reply.Json("[]"))
            .On("POST", "/containers/create", Reply.Json("""{"Id":"0123","Warnings":null}""", 201))
            .On("POST", "/containers/web/start", Reply.Status(204))
            .On("POST", "/containers/web/stop", Reply.Status(204))
            .On("POST", "/containers/web/attach", Reply.Hijack(static c => c.WriteFrameAsync(1, "out").AsTask()))
            .On("GET", "/containers/web/logs", Reply.Stream("application/vnd.docker.multiplexed-stream", ScriptedConnection.Frame(1, "hello\n"u8)))
            .On("GET", "/containers/web/json", Reply.Json("""{"Id":"0123","Config":{"Tty":false}}"""))
            .On("POST", "/images/create", Reply.Stream("""{"status":"Status: Image is up to date for busybox:latest"}"""));
        Func<DockerKitClient, Task>[] calls =
        [
            static docker => docker.Containers.List().ExecuteAsync(Token),
            static docker => docker.Containers.Create("busybox").ExecuteAsync(Token),
            static docker => docker.Containers.Start("web").ExecuteAsync(Token),
            static docker => docker.Containers.Stop("web").ExecuteAsync(Token),
            static docker => docker.Containers.Logs("web").ExecuteAsync(Token),
            static docker => docker.Images.Pull("busybox").ExecuteAsync(Token),
        ];
        foreach (Func<DockerKitClient, Task> call in calls)
        {
            engine.OnEach("GET", "/_ping", Reply.Text("OK", 200, "text/plain", ("Api-Version", before)), Reply.Text("OK", 200, "text/plain", ("Api-Version", now)));
            int asked = engine.Requests.Count(static r => r.Path == "/_ping");
            await using var docker = DockerKitClient.Connect(engine.Transport(), new DockerKitOptions { Retry = { MaxAttempts = 1 } });
            await call(docker);
            Assert.Equal(now, engine.Calls[^1].Version);
            Assert.Equal(asked + 2, engine.Requests.Count(static r => r.Path == "/_ping"));
        }

        engine.OnEach("GET", "/_ping", Reply.Text("OK", 200, "text/plain", ("Api-Version", before)), Reply.Text("OK", 200, "text/plain", ("Api-Version", now)));
        await using IDockerTransport transport = engine.Transport();
        await using IContainerSession session = await transport.Containers.AttachAsync(new AttachContainerRequest { Container = "web", HasTerminal = false }, Token);
        Assert.True(await session.MoveNextAsync(Token));
    }

    [Fact]
    public async Task A_body_is_written_anew_for_the_version_that_the_other_engine_speaks_and_no_option_is_dropped()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start(apiVersion: "1.41")
            .OnEach("GET", "/_ping", Reply.Text("OK", 200, "text/plain", ("Api-Version", "1.51")), Reply.Text("OK", 200, "text/plain", ("Api-Version", "1.41")));
        await using DockerKitClient docker = engine.Docker();
        var e = await Assert.ThrowsAsync<UnsupportedOptionException>(() => docker.Containers.Create("busybox").WithAnnotation("a", "b").ExecuteAsync(Token));
        Assert.Contains("--annotation", e.Message, StringComparison.Ordinal);
        Assert.Equal("1.51", Assert.Single(engine.Calls).Version); // and nothing under the version that knows no annotations
    }

    [Fact]
    public async Task An_engine_that_refuses_the_version_that_it_tells_is_not_asked_for_ever()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start(apiVersion: "1.60", minimumApiVersion: "1.55");
        using EngineConnection connection = engine.Connect();
        var e = await Assert.ThrowsAsync<DockerBadRequestException>(() => connection.GetJsonAsync("/info", TestJson.Default.Thing, Token));
        Assert.StartsWith("client version 1.51 is too old.", e.EngineMessage, StringComparison.Ordinal);
        Assert.Single(engine.Calls);
    }

    [Fact]
    public async Task What_is_not_an_engine_is_told_so()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("GET", "/_ping", Reply.Text("hello"))
            .On("GET", "/version", Reply.Text("hello"));
        using EngineConnection connection = engine.Connect();
        var e = await Assert.ThrowsAsync<DockerProtocolException>(() => connection.GetJsonAsync("/info", TestJson.Default.Thing, Token));
        Assert.Contains("is no Docker engine", e.Message, StringComparison.Ordinal);
    }
}
