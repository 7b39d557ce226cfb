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

    [Fact]
    public async Task An_engine_that_was_replaced_by_an_older_one_is_asked_again()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start(apiVersion: "1.41")
            .OnEach("GET", "/_ping", Reply.Text("OK", 200, "text/plain", ("Api-Version", "1.51")), Reply.Text("OK", 200, "text/plain", ("Api-Version", "1.41")))
            .On("GET", "/info", Reply.Json("""{"id":"a"}"""));
        using EngineConnection connection = engine.Connect();
        await Assert.ThrowsAsync<DockerBadRequestException>(() => connection.GetJsonAsync("/info", TestJson.Default.Thing, Token));
        await connection.GetJsonAsync("/info", TestJson.Default.Thing, Token);
        Assert.Equal("1.41", engine.Calls[^1].Version);
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
