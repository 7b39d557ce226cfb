using System.Net.Sockets;
using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

public class ConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_thousand_calls_one_after_another_open_at_most_two_connections(bool tcp)
    {
        await using ScriptedEngine engine = (tcp ? ScriptedEngine.StartTcp() : ScriptedEngine.Start())
            .On("GET", "/info", Reply.Json("""{"id":"a"}"""))
            .On("GET", "/list", Reply.Stream("""[{"id":"a"},""", """{"id":"b"}]"""))
            .On("POST", "/containers/web/start", Reply.Status(204))
            .On("POST", "/containers/web/stop", Reply.Error(404, "No such container: web"));
        using EngineConnection connection = engine.Connect();
        for (int i = 0; i < 200; i++)
        {
            await connection.GetJsonAsync("/info", TestJson.Default.Thing, Token);
            Assert.Equal(2, (await connection.GetJsonAsync("/list", TestJson.Default.ListThing, Token)).Count);
            await connection.RunAsync((docker, token) => docker.Containers.StartContainerAsync("web", new(), token), Token);
            await connection.RunAsync((docker, token) => docker.System.PingAsync(token), Token);
            await Assert.ThrowsAsync<DockerNotFoundException>(() => connection.SendAsync(HttpMethod.Post, "/containers/web/stop", Token));
        }

        Assert.True(engine.ConnectionsOpened <= 2, $"{engine.ConnectionsOpened} connections");
    }

    [Fact]
    public async Task A_hundred_errors_on_streams_leave_no_sockets_open()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("GET", "/containers/web/logs", Reply.Error(404, "No such container: web"))
            .On("POST", "/containers/web/attach", Reply.Error(404, "No such container: web"));
        using EngineConnection connection = engine.Connect();
        for (int i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<DockerNotFoundException>(() => connection.OpenStreamAsync(HttpMethod.Get, "/containers/web/logs", null, null, Token));
            await Assert.ThrowsAsync<DockerNotFoundException>(() => connection.OpenAttachStreamAsync("/containers/web/attach?stream=1", null, Token));
        }

        await engine.ConnectionsAtMostAsync(2, Token);
    }

    [Theory]
    [InlineData(92)]
    [InlineData(107)]
    public async Task A_socket_path_may_be_as_long_as_the_system_allows(int bytes)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start(bytes).On("POST", "/containers/web/attach", Reply.Hijack(async c => await c.WriteAsync("hello")));
        using EngineConnection connection = engine.Connect();
        await connection.RunAsync((docker, token) => docker.System.PingAsync(token), Token);
        await using AttachStream attached = await connection.OpenAttachStreamAsync("/containers/web/attach?stream=1", null, Token);
        using var reader = new StreamReader(attached);
        Assert.Equal("hello", await reader.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task A_socket_path_that_is_too_long_is_told_so()
    {
        DockerUnavailableException e = await UnavailableAsync("unix:///" + new string('s', 107));
        Assert.Contains("the socket's path has 108 bytes, and the operating system allows 107", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_socket_is_told_so()
    {
        DockerUnavailableException e = await UnavailableAsync("unix:///no/such/docker.sock");
        Assert.Equal(UnavailableCause.NoSuchSocket, e.Cause);
        Assert.StartsWith("Cannot connect to the Docker engine at unix:///no/such/docker.sock: there is no such socket.", e.Message, StringComparison.Ordinal);
        Assert.Contains(e.Remedy, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_that_nothing_listens_on_is_told_so()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("dk").FullName, "s");
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            DockerUnavailableException e = await UnavailableAsync("unix://" + path);
            Assert.Equal(UnavailableCause.Refused, e.Cause);
        }

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task A_port_that_nothing_listens_on_is_told_so()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        DockerUnavailableException e = await UnavailableAsync($"tcp://{socket.LocalEndPoint}");
        Assert.Equal(UnavailableCause.Refused, e.Cause);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_told_so()
    {
        DockerUnavailableException e = await UnavailableAsync("tcp://no-such-host.invalid:2375");
        Assert.Equal(UnavailableCause.HostNotFound, e.Cause);
    }

    [Fact]
    public async Task A_missing_certificate_is_told_so()
    {
        await using ScriptedEngine engine = ScriptedEngine.StartTcp();
        using EngineConnection connection = EngineConnection.Open(DockerEndpoint.Parse(engine.Endpoint) with { Tls = DockerTlsOptions.FromDirectory("/no/such/directory") });
        var e = await Assert.ThrowsAsync<DockerUnavailableException>(() => connection.SendAsync(HttpMethod.Get, "/info", Token));
        Assert.Equal(UnavailableCause.Tls, e.Cause);
        Assert.Contains("/no/such/directory/ca.pem", e.Message, StringComparison.Ordinal);
        Assert.True(e.NeverSent);
    }

    [Fact]
    public async Task An_engine_without_TLS_is_told_so()
    {
        await using ScriptedEngine engine = ScriptedEngine.StartTcp();
        using EngineConnection connection = EngineConnection.Open(DockerEndpoint.Parse(engine.Endpoint) with { Tls = new DockerTlsOptions { Verify = false } }, TimeSpan.FromSeconds(5));
        Task call = connection.SendAsync(HttpMethod.Get, "/info", Token);
        await engine.ConnectedAsync(1, Token);
        await engine.DisposeAsync();
        var e = await Assert.ThrowsAsync<DockerUnavailableException>(() => call);
        Assert.Equal(UnavailableCause.Tls, e.Cause);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task A_pooled_connection_that_the_engine_closed_is_not_used_again(string method)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On(method, "/containers/web", Reply.Script(async (_, c) =>
        {
            await c.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            return false;
        }));
        using EngineConnection connection = engine.Connect();
        for (int i = 1; i <= 5; i++)
        {
            Assert.Equal(200, await connection.SendAsync(new HttpMethod(method), "/containers/web", Token));
            await engine.ConnectionsAtMostAsync(0, Token);
        }

        Assert.Equal(5, engine.Calls.Count);
    }

    [Theory]
    [InlineData("POST", true)]
    [InlineData("POST", false)]
    [InlineData("DELETE", true)]
    public async Task A_request_that_the_engine_saw_is_never_sent_twice(string method, bool warm)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On(method, "/containers/web", Reply.HangUp());
        using EngineConnection connection = engine.Connect();
        if (warm)
        {
            await connection.GetApiVersionAsync(Token);
        }

        var e = await Assert.ThrowsAsync<DockerUnavailableException>(() => connection.SendAsync(new HttpMethod(method), "/containers/web", Token));
        Assert.Equal(UnavailableCause.Disconnected, e.Cause);
        Assert.False(e.NeverSent);
        Assert.Single(engine.Calls);
    }

    [Fact]
    public async Task The_base_path_of_an_endpoint_comes_before_the_version()
    {
        await using ScriptedEngine engine = ScriptedEngine.StartTcp()
            .On("GET", "/base/_ping", Reply.Text("OK", 200, "text/plain", ("Api-Version", "1.45")))
            .On("GET", "/base/v1.45/info", Reply.Json("""{"id":"a"}"""));
        using EngineConnection connection = EngineConnection.Open(DockerEndpoint.Parse(engine.Endpoint + "/base"));
        Assert.Equal("a", (await connection.GetJsonAsync("/info", TestJson.Default.Thing, Token)).Id);
        Assert.Equal(engine.Endpoint["tcp://".Length..], engine.Requests[0].Headers["Host"]);
    }

    [Fact]
    public async Task A_path_is_sent_as_it_was_escaped()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/containers/a%2F..%2Fb%3F/json", Reply.Json("""{"id":"a"}"""));
        using EngineConnection connection = engine.Connect();
        string path = new QueryBuilder($"/containers/{QueryBuilder.Segment("a/../b?")}/json").Add("size", false).Add("t", 0).Add("none", (string?)null).Add("text", "ä &=+").ToString();
        await connection.GetJsonAsync(path, TestJson.Default.Thing, Token);
        RecordedRequest request = Assert.Single(engine.Calls);
        Assert.Equal("size=0&t=0&text=%C3%A4%20%26%3D%2B", request.Query);
        Assert.Equal("ä &=+", request.Parameter("text"));
    }

    [Fact]
    public void Filters_are_lists_by_name()
    {
        string query = new QueryBuilder("/images/json").AddFilters([new Filter("label", "a=b"), new Filter("dangling", "true"), new Filter("label", "c")]).ToString();
        Assert.Equal("""/images/json?filters={"label":["a=b","c"],"dangling":["true"]}""", Uri.UnescapeDataString(query));
        Assert.Equal("/images/json", new QueryBuilder("/images/json").AddFilters([]).ToString());
    }

    private static async Task<DockerUnavailableException> UnavailableAsync(string endpoint)
    {
        using EngineConnection connection = EngineConnection.Open(DockerEndpoint.Parse(endpoint));
        var own = await Assert.ThrowsAsync<DockerUnavailableException>(() => connection.SendAsync(HttpMethod.Get, "/info", Token));
        var through = await Assert.ThrowsAsync<DockerUnavailableException>(() => connection.RunAsync((docker, token) => docker.System.PingAsync(token), Token));
        var attach = await Assert.ThrowsAsync<DockerUnavailableException>(() => connection.OpenAttachStreamAsync("/containers/web/attach", null, Token));
        Assert.Equal(own.Message, through.Message);
        Assert.Equal(own.Message, attach.Message);
        Assert.True(own.NeverSent && through.NeverSent && attach.NeverSent);
        Assert.Equal(endpoint, own.Endpoint);
        return own;
    }

    [Fact]
    public async Task A_folder_in_the_sockets_place_is_named_and_how_it_came_there()
    {
        await using DockerKitClient docker = DockerKitClient.Connect($"unix://{Path.GetTempPath()}");
        var error = await Assert.ThrowsAsync<DockerUnavailableException>(() => docker.Ping().ExecuteAsync(Token));

        Assert.Contains("that is a folder and no socket. In a container, mount the host's socket there", error.Summary, StringComparison.Ordinal);
        Assert.True(error.NeverSent);
    }
}
