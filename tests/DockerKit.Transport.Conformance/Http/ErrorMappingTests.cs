using System.Text;
using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

public class ErrorMappingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/containers/web/json", 400, "bad parameter", typeof(DockerBadRequestException))]
    [InlineData("/containers/web/json", 401, "authorization denied by plugin", typeof(DockerUnauthorizedException))]
    [InlineData("/containers/web/json", 403, "forbidden", typeof(DockerUnauthorizedException))]
    [InlineData("/containers/web/json", 404, "No such container: web", typeof(DockerNotFoundException))]
    [InlineData("/containers/web/json", 409, "You cannot remove a running container", typeof(DockerConflictException))]
    [InlineData("/containers/web/json", 429, "slow down", typeof(DockerRateLimitedException))]
    [InlineData("/containers/web/json", 500, "driver failed programming external connectivity", typeof(DockerEngineException))]
    [InlineData("/containers/web/json", 503, "This node is not a swarm manager", typeof(DockerEngineException))]
    [InlineData("/containers/unauthorized/json", 404, "No such container: unauthorized: x", typeof(DockerNotFoundException))]
    [InlineData("/images/create", 404, "pull access denied for x, repository does not exist or may require 'docker login': denied: requested access to the resource is denied", typeof(DockerUnauthorizedException))]
    [InlineData("/images/create", 404, "manifest for php:no not found: manifest unknown: manifest unknown", typeof(DockerNotFoundException))]
    [InlineData("/images/create", 500, "toomanyrequests: You have reached your pull rate limit.", typeof(DockerRateLimitedException))]
    [InlineData("/images/create", 500, "Head \"https://r/v2/x/manifests/1\": unauthorized: authentication required", typeof(DockerUnauthorizedException))]
    [InlineData("/images/create", 500, "Get \"https://r/v2/\": no basic auth credentials", typeof(DockerUnauthorizedException))]
    public async Task A_status_and_the_engines_words_decide_the_exception(string path, int status, string words, Type type)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", path, Reply.Error(status, words));
        using EngineConnection connection = engine.Connect();
        var e = await Assert.ThrowsAnyAsync<DockerKitException>(() => connection.SendAsync(HttpMethod.Post, path, Token));
        Assert.IsType(type, e);
        Assert.Equal(words, e.Message);
        Assert.Equal(words, e.EngineMessage);
        Assert.Equal(status, e.StatusCode);
        Assert.Equal(engine.Endpoint, e.Endpoint);
    }

    [Theory]
    [InlineData("/containers/web/start", "No such container: web", ResourceKind.Container)]
    [InlineData("/containers/create", "No such image: nginx:latest", ResourceKind.Image)]
    [InlineData("/containers/web/start", "network front not found", ResourceKind.Network)]
    [InlineData("/containers/web/start", "failed to set up container networking: network front not found", ResourceKind.Network)]
    [InlineData("/volumes/data", "get data: no such volume", ResourceKind.Volume)]
    [InlineData("/containers/create", "error looking up logging plugin x: plugin \"x\" not found", ResourceKind.Unknown)]
    [InlineData("/plugins/x/json", "plugin \"x\" not found", ResourceKind.Plugin)]
    [InlineData("/images/x/json", "", ResourceKind.Image)]
    [InlineData("/nonsense", "page not found", ResourceKind.Unknown)]
    public async Task A_404_tells_what_is_missing_by_its_words_and_then_by_its_path(string path, string words, ResourceKind kind)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", path, Reply.Error(404, words));
        using EngineConnection connection = engine.Connect();
        var e = await Assert.ThrowsAsync<DockerNotFoundException>(() => connection.GetJsonAsync(path, TestJson.Default.Thing, Token));
        Assert.Equal(kind, e.Kind);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", 0)]
    public async Task A_429_tells_how_long_to_wait(string header, int seconds)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/info", Reply.Error(429, "slow down", ("Retry-After", header)));
        using EngineConnection connection = engine.Connect();
        var e = await Assert.ThrowsAsync<DockerRateLimitedException>(() => connection.GetJsonAsync("/info", TestJson.Default.Thing, Token));
        Assert.Equal(TimeSpan.FromSeconds(seconds), e.RetryAfter);
    }

    [Fact]
    public async Task An_error_that_is_not_json_is_quoted_shortly()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/info", Reply.Text("<html>" + new string('x', 100_000), 502, "text/html"));
        using EngineConnection connection = engine.Connect();
        var e = await Assert.ThrowsAsync<DockerEngineException>(() => connection.GetJsonAsync("/info", TestJson.Default.Thing, Token));
        Assert.StartsWith("<html>xxx", e.Message, StringComparison.Ordinal);
        Assert.Equal(201, e.Message.Length);
        Assert.Equal(502, e.StatusCode);
    }

    [Theory]
    [InlineData("7B226572726F72223A22CB227D")] // {"error":"…"}, which is not UTF-8
    [InlineData("7B226D657373616765223A225C7564383030227D")] // {"message":"\ud800"}
    public async Task An_error_whose_words_are_no_text_is_still_that_error(string bytes)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/info", Reply.Body(Convert.FromHexString(bytes), 409));
        using EngineConnection connection = engine.Connect();
        var e = await Assert.ThrowsAsync<DockerConflictException>(() => connection.GetJsonAsync("/info", TestJson.Default.Thing, Token));
        Assert.StartsWith("{", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_without_words_names_the_call_and_the_status()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", "/containers/web/start", Reply.Text("", 500));
        using EngineConnection connection = engine.Connect();
        var e = await Assert.ThrowsAsync<DockerEngineException>(() => connection.SendAsync(HttpMethod.Post, "/containers/web/start?detachKeys=secret", Token));
        Assert.Equal("The engine answered 500 InternalServerError to POST /v1.51/containers/web/start, and said no more.", e.Message);
    }

    [Fact]
    public async Task An_endless_error_ends_after_a_megabyte()
    {
        byte[] piece = Encoding.UTF8.GetBytes(new string('x', 64 * 1024));
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/info", Reply.Script(async (_, c) =>
        {
            await c.WriteAsync("HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (!c.Stopping.IsCancellationRequested)
            {
                await c.WriteChunkAsync(piece);
            }

            return false;
        }));
        using EngineConnection connection = engine.Connect();
        var e = await Assert.ThrowsAsync<DockerEngineException>(() => connection.GetJsonAsync("/info", TestJson.Default.Thing, Token));
        Assert.True(e.Message.Length < 300);
        await engine.ConnectionsAtMostAsync(1, Token);
    }

    [Fact]
    public async Task An_error_that_is_cut_off_is_still_that_error()
    {
        Reply reply = Reply.Error(409, "name in use");
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/info", reply.CutAfter(reply.HeadLength + 5));
        using EngineConnection connection = engine.Connect();
        await Assert.ThrowsAsync<DockerConflictException>(() => connection.GetJsonAsync("/info", TestJson.Default.Thing, Token));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/info", Reply.Status(301, ("Location", "http://elsewhere/info")));
        using EngineConnection connection = engine.Connect();
        var e = await Assert.ThrowsAsync<DockerProtocolException>(() => connection.GetJsonAsync("/info", TestJson.Default.Thing, Token));
        Assert.Equal(301, e.StatusCode);
    }

    [Fact]
    public async Task Not_modified_is_a_success()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", "/containers/web/start", Reply.Status(304));
        using EngineConnection connection = engine.Connect();
        Assert.Equal(304, await connection.SendAsync(HttpMethod.Post, "/containers/web/start", Token));
        Assert.False(await connection.RunAsync((docker, token) => docker.Containers.StartContainerAsync("web", new(), token), Token));
    }

    [Fact]
    public async Task Errors_through_Docker_DotNet_are_the_same()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", "/containers/web/stop", Reply.Error(404, "No such container: web"));
        using EngineConnection connection = engine.Connect();
        var e = await Assert.ThrowsAsync<DockerNotFoundException>(() => connection.RunAsync((docker, token) => docker.Containers.StopContainerAsync("web", new(), token), Token));
        Assert.Equal("No such container: web", e.Message);
        Assert.Equal(ResourceKind.Container, e.Kind);
    }

    [Fact]
    public async Task Json_that_is_cut_off_or_broken_is_a_protocol_error()
    {
        Reply whole = Reply.Json("""{"id":"a","size":1}""");
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("GET", "/cut", whole.CutAfter(whole.HeadLength + 5))
            .On("GET", "/broken", Reply.Json("{{"))
            .On("GET", "/null", Reply.Json("null"))
            .On("GET", "/chunk", Reply.Raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n"));
        using EngineConnection connection = engine.Connect();
        foreach (string path in (string[])["/cut", "/broken", "/null", "/chunk"])
        {
            await Assert.ThrowsAsync<DockerProtocolException>(() => connection.GetJsonAsync(path, TestJson.Default.Thing, Token));
        }
    }

    public static TheoryData<DockerKitException> Failures() =>
    [
        new DockerUnavailableException("gone") { Cause = UnavailableCause.Refused, Remedy = "start it", NeverSent = true },
        new DockerUnauthorizedException("gone") { StatusCode = 401, EngineMessage = "gone" },
        new DockerRateLimitedException("gone") { StatusCode = 429, EngineMessage = "gone", RetryAfter = TimeSpan.FromSeconds(3) },
        new DockerNotFoundException("gone") { StatusCode = 404, EngineMessage = "gone", Kind = ResourceKind.Image },
        new DockerConflictException("gone") { StatusCode = 409, EngineMessage = "gone" },
        new DockerBadRequestException("gone") { StatusCode = 400, EngineMessage = "gone" },
        new DockerEngineException("gone") { StatusCode = 500, EngineMessage = "gone" },
        new DockerProtocolException("gone"),
        new DockerKitException("gone"),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_that_several_calls_share_tells_each_of_them_nothing_of_the_others_call(DockerKitException failure)
    {
        failure.CommandLine = "docker run of-another-caller";
        failure.Endpoint = "unix:///s";
        DockerKitException copy = EngineErrors.Copy(failure);

        Assert.Equal("gone", copy.Message);
        Assert.Null(copy.CommandLine);
        Assert.Equal(failure.GetType(), copy.GetType());
        Assert.Equal((failure.StatusCode, failure.EngineMessage, failure.Endpoint), (copy.StatusCode, copy.EngineMessage, copy.Endpoint));
        Assert.Equivalent((failure as DockerUnavailableException)?.NeverSent, (copy as DockerUnavailableException)?.NeverSent);
        Assert.Equal((failure as DockerNotFoundException)?.Kind, (copy as DockerNotFoundException)?.Kind);
        Assert.Equal((failure as DockerRateLimitedException)?.RetryAfter, (copy as DockerRateLimitedException)?.RetryAfter);
    }
}
