using System.Net;
using System.Net.Sockets;
using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

/// <summary>A cancelled call ends within a second with the caller's token, wherever it stands.</summary>
public sealed class CancellationTests : IDisposable
{
    private readonly CancellationTokenSource _caller = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task Before_it_begins()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start();
        using EngineConnection connection = engine.Connect();
        await _caller.CancelAsync();
        await Connections.AssertEndsAsync(connection.SendAsync(HttpMethod.Get, "/info", _caller.Token), _caller.Token);
        await Connections.AssertEndsAsync(connection.RunAsync((docker, token) => docker.System.PingAsync(token), _caller.Token), _caller.Token);
        Assert.Equal(0, engine.ConnectionsOpened);
    }

    [Theory]
    [InlineData("own")]
    [InlineData("docker.dotnet")]
    [InlineData("attach")]
    public async Task While_it_connects(string way)
    {
        // A listener whose queue is full: Linux drops further connection requests, so connecting hangs.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        List<Socket> queued = await FillQueueAsync(listener.LocalEndPoint!);
        using EngineConnection connection = EngineConnection.Open(DockerEndpoint.Parse($"tcp://{listener.LocalEndPoint}"));
        Task call = Call(connection, way);
        Assert.False(call.IsCompleted);
        await _caller.CancelAsync();
        await Connections.AssertEndsAsync(call, _caller.Token);
        queued.ForEach(static s => s.Dispose());
    }

    [Fact]
    public async Task While_the_queue_of_a_unix_socket_is_full()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("dk").FullName, "s");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(0);
        using var queued = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await queued.ConnectAsync(new UnixDomainSocketEndPoint(path), Token);
        using EngineConnection connection = EngineConnection.Open(DockerEndpoint.Parse("unix://" + path));
        Task call = Call(connection, "own");
        Assert.False(call.IsCompleted);
        await _caller.CancelAsync();
        await Connections.AssertEndsAsync(call, _caller.Token);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task A_connection_that_never_comes_about_ends_in_its_own_time()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        List<Socket> queued = await FillQueueAsync(listener.LocalEndPoint!);
        using EngineConnection connection = EngineConnection.Open(DockerEndpoint.Parse($"tcp://{listener.LocalEndPoint}"), TimeSpan.FromMilliseconds(200));
        var e = await Assert.ThrowsAsync<DockerUnavailableException>(() => Call(connection, "own"));
        Assert.Equal(UnavailableCause.ConnectTimeout, e.Cause);
        Assert.True(e.NeverSent);
        Assert.Contains("within 0.2 s", e.Message, StringComparison.Ordinal);
        queued.ForEach(static s => s.Dispose());
    }

    [Theory]
    [InlineData("own", "/info")]
    [InlineData("docker.dotnet", "/info")]
    [InlineData("attach", "/containers/web/attach")]
    public async Task While_it_waits_for_the_answer(string way, string path)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", path, Reply.Stall()).On("POST", path, Reply.Stall());
        using EngineConnection connection = engine.Connect();
        Task call = Call(connection, way);
        await engine.RequestedAsync(path, 1, Token);
        await _caller.CancelAsync();
        await Connections.AssertEndsAsync(call, _caller.Token);
        await engine.ConnectionsAtMostAsync(1, Token);
    }

    [Theory]
    [InlineData("own")]
    [InlineData("docker.dotnet")]
    public async Task While_it_reads_the_answer(string way)
    {
        Reply whole = Reply.Json("""{"id":"a"}""");
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/info", whole.StallAfter(whole.HeadLength + 3));
        using EngineConnection connection = engine.Connect();
        Task call = Call(connection, way);
        await engine.RequestedAsync("/info", 1, Token);
        await _caller.CancelAsync();
        await Connections.AssertEndsAsync(call, _caller.Token);
        await engine.ConnectionsAtMostAsync(1, Token);
    }

    [Fact]
    public async Task While_it_reads_an_error()
    {
        Reply whole = Reply.Error(500, "no");
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/info", whole.StallAfter(whole.HeadLength + 3));
        using EngineConnection connection = engine.Connect();
        Task call = Call(connection, "own");
        await engine.RequestedAsync("/info", 1, Token);
        await _caller.CancelAsync();
        await Connections.AssertEndsAsync(call, _caller.Token);
    }

    [Fact]
    public async Task While_it_reads_a_stream()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/events", Reply.Stream(async c =>
        {
            await c.WriteChunkAsync("one");
            await c.ReadToEndAsync();
            return false;
        }));
        using EngineConnection connection = engine.Connect();
        await using Stream stream = await connection.OpenStreamAsync(HttpMethod.Get, "/events", null, null, _caller.Token);
        byte[] buffer = new byte[16];
        Assert.Equal(3, await stream.ReadAsync(buffer, _caller.Token));
        Task read = stream.ReadAsync(buffer, _caller.Token).AsTask();
        await _caller.CancelAsync();
        await Connections.AssertEndsAsync(read, _caller.Token);
        await stream.DisposeAsync();
        await engine.ConnectionsAtMostAsync(1, Token);
    }

    [Fact]
    public async Task While_it_reads_what_it_attached_to()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", "/containers/web/attach", Reply.Hijack(static c => c.ReadToEndAsync().AsTask()));
        using EngineConnection connection = engine.Connect();
        await using AttachStream stream = await connection.OpenAttachStreamAsync("/containers/web/attach", null, Token);
        Task read = stream.ReadAsync(new byte[16], _caller.Token).AsTask();
        await _caller.CancelAsync();
        await Connections.AssertEndsAsync(read, _caller.Token);
        await stream.DisposeAsync();
        await engine.ConnectionsAtMostAsync(1, Token);
    }

    private static async Task<List<Socket>> FillQueueAsync(EndPoint endPoint)
    {
        var queued = new List<Socket>();
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            queued.Add(socket);
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
            try
            {
                await socket.ConnectAsync(endPoint, patience.Token);
            }
            catch (OperationCanceledException)
            {
                return queued;
            }
        }
    }

    private Task Call(EngineConnection connection, string way) => way switch
    {
        "own" => connection.GetJsonAsync("/info", TestJson.Default.Thing, _caller.Token),
        "attach" => connection.OpenAttachStreamAsync("/containers/web/attach", null, _caller.Token),
        _ => connection.RunAsync((docker, token) => docker.System.GetSystemInfoAsync(token), _caller.Token),
    };
}
