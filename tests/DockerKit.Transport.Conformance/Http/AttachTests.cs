using System.Text;
using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

public class AttachTests
{
    private const string Attach = "/containers/web/attach";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Input_can_be_ended_while_output_still_comes(bool tcp)
    {
        await using ScriptedEngine engine = (tcp ? ScriptedEngine.StartTcp() : ScriptedEngine.Start()).On("POST", Attach, Reply.Hijack(static async c =>
        {
            await c.WriteFrameAsync(1, "ready ");
            string input = await c.ReadToEndAsync();
            await c.WriteFrameAsync(2, "got " + input);
        }));
        using EngineConnection connection = engine.Connect();
        AttachStream stream = await connection.OpenAttachStreamAsync(Attach + "?stream=1&stdin=1&stdout=1&stderr=1", null, Token);
        await stream.WriteAsync("one "u8.ToArray(), Token);
        await stream.WriteAsync("two"u8.ToArray(), Token);
        await stream.CloseWriteAsync();
        await stream.CloseWriteAsync();
        await using var frames = new FrameReader(stream);
        var text = new StringBuilder();
        while (await frames.MoveNextAsync(Token))
        {
            text.Append(frames.Source).Append(':').Append(Encoding.UTF8.GetString(frames.Data.Span)).Append('|');
        }

        Assert.Equal("StandardOutput:ready |StandardError:got one two|", text.ToString());
        Assert.Equal("1.51", engine.Calls[0].Version);
        await frames.DisposeAsync();
        await engine.ConnectionsAtMostAsync(1, Token);
    }

    [Fact]
    public async Task An_exec_sends_its_body_before_it_is_given_the_connection()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", "/exec/abc/start", Reply.Hijack(static c => c.WriteAsync("hello").AsTask()));
        using EngineConnection connection = engine.Connect();
        await using AttachStream stream = await connection.OpenAttachStreamAsync("/exec/abc/start", EngineConnection.JsonContentOf(new Thing("x"), TestJson.Default.Thing), Token);
        using var reader = new StreamReader(stream);
        Assert.Equal("hello", await reader.ReadToEndAsync(Token));
        Assert.Equal("""{"id":"x","size":0}""", engine.Calls[0].Text);
        Assert.Equal("application/json", engine.Calls[0].Headers["Content-Type"]);
    }

    [Fact]
    public async Task Input_that_nobody_reads_does_not_hide_the_output()
    {
        // TCP, where a connection that is closed with unread input is reset.
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", Attach, Reply.Hijack(static async c =>
        {
            await c.ReadAsync();
            await c.WriteFrameAsync(1, "done");
        }));
        using EngineConnection connection = engine.Connect();
        AttachStream stream = await connection.OpenAttachStreamAsync(Attach, null, Token);
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (true)
            {
                await stream.WriteAsync(new byte[64 * 1024], Token);
            }
        });
        await using var frames = new FrameReader(stream);
        Assert.True(await frames.MoveNextAsync(Token));
        Assert.Equal("done", Encoding.UTF8.GetString(frames.Data.Span));
        Assert.False(await frames.MoveNextAsync(Token));
    }

    [Fact]
    public async Task A_connection_that_is_not_given_over_is_told_so()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", Attach, Reply.Json("{}"));
        using EngineConnection connection = engine.Connect();
        await Assert.ThrowsAsync<DockerProtocolException>(() => connection.OpenAttachStreamAsync(Attach, null, Token));
        await engine.ConnectionsAtMostAsync(1, Token);
    }

    [Fact]
    public async Task An_engine_that_hangs_up_on_attach_is_told_so()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", Attach, Reply.HangUp());
        using EngineConnection connection = engine.Connect();
        var e = await Assert.ThrowsAsync<DockerUnavailableException>(() => connection.OpenAttachStreamAsync(Attach, null, Token));
        Assert.Equal(UnavailableCause.Disconnected, e.Cause);
        Assert.False(e.NeverSent);
    }
}
