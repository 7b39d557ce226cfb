using System.Text;

namespace DockerKit.Transport.Conformance;

[Collection("logs")]
public sealed class LogsTests
{
    private const string Logs = "/containers/web/logs";
    private const string Frames = "application/vnd.docker.multiplexed-stream";
    private const string Raw = "application/vnd.docker.raw-stream";

    private static readonly byte[] Mixed =
    [
        .. ScriptedConnection.Frame(1, "out 1\n€"u8[..8]), .. ScriptedConnection.Frame(2, "error\n"u8), .. ScriptedConnection.Frame(1, "€\nrest"u8[2..]),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_option_is_sent_and_times_with_nanoseconds()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", Logs, Reply.Stream(Frames));
        await using DockerKitClient docker = engine.Docker();
        await docker.Containers.Logs("web").Follow().Tail(0).WithTimestamps().WithDetails()
            .Since(DateTimeOffset.UnixEpoch.AddTicks(15_000_000)).Until(DateTimeOffset.UnixEpoch.AddSeconds(1738324800)).ExecuteAsync(Token);
        await docker.Containers.Logs("web").StandardErrorOnly().ExecuteAsync(Token);
        await docker.Containers.Logs("web").StandardOutputOnly().ExecuteAsync(Token);

        Assert.Equal(
            ["stdout=1&stderr=1&follow=1&since=1.500000000&until=1738324800.000000000&timestamps=1&tail=0&details=1", "stderr=1", "stdout=1"],
            engine.Calls.Select(static call => call.Query));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task Both_outputs_come_apart_and_characters_whole_however_the_bytes_arrive(int pieces)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", Logs, Reply.Stream(Frames, Mixed).Trickle(pieces));
        await using DockerKitClient docker = engine.Docker();
        LogsCommand logs = docker.Containers.Logs("web");
        var lines = new List<OutputLine>();
        await foreach (OutputLine line in logs.StreamAsync(Token))
        {
            lines.Add(line);
        }

        Assert.Equal(["out 1", "€", "rest"], lines.Where(static l => l.Source == OutputSource.StandardOutput).Select(static l => l.Text));
        Assert.Equal("error", Assert.Single(lines, static l => l.Source == OutputSource.StandardError).Text);
        ContainerLogs whole = await logs.ExecuteAsync(Token);
        Assert.Equal(("out 1\n€\nrest", "error\n"), (whole.StandardOutput, whole.StandardError));
        using var bytes = new MemoryStream();
        await foreach (OutputChunk chunk in logs.StreamBytesAsync(Token))
        {
            bytes.Write(chunk.Data.Span);
        }

        Assert.Equal(Encoding.UTF8.GetBytes("out 1\n€\nresterror\n").Length, bytes.Length);
    }

    [Fact]
    public async Task A_terminals_output_is_taken_as_it_is_without_asking_when_the_type_tells()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", Logs, Reply.Stream(Raw, "\u0001\0\0\0 not a frame\r\n"u8.ToArray()));
        await using DockerKitClient docker = engine.Docker();

        Assert.Equal("\u0001\0\0\0 not a frame\r\n", (await docker.Containers.Logs("web").ExecuteAsync(Token)).StandardOutput);
        Assert.Single(engine.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_engine_whose_type_does_not_tell_is_asked_once(bool terminal)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start(apiVersion: "1.41")
            .On("GET", "/containers/web/json", Reply.Json($"{{\"Id\":\"web\",\"Config\":{{\"Tty\":{(terminal ? "true" : "false")}}}}}"))
            .On("GET", Logs, terminal ? Reply.Stream("application/octet-stream", "hello\r\n"u8.ToArray()) : Reply.Stream("application/octet-stream", ScriptedConnection.Frame(2, "hello\r\n"u8)));
        await using DockerKitClient docker = engine.Docker();
        ContainerLogs logs = await docker.Containers.Logs("web").ExecuteAsync(Token);

        Assert.Equal("hello\r\n", terminal ? logs.StandardOutput : logs.StandardError);
        Assert.Equal(["/containers/web/json", Logs], engine.Calls.Select(static call => call.Path));
    }

    [Fact]
    public async Task Who_knows_that_there_is_a_terminal_spares_the_question()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start(apiVersion: "1.41").On("GET", Logs, Reply.Stream("application/octet-stream", "hello"u8.ToArray()));
        await using IDockerTransport transport = engine.Transport();
        await using IContainerOutput output = await transport.Containers.LogsAsync(new ContainerLogsRequest { Container = "web", HasTerminal = true }, Token);

        Assert.True(await output.MoveNextAsync(Token));
        Assert.Equal("hello"u8.ToArray(), output.Data.ToArray());
        Assert.Single(engine.Calls);
    }

    [Fact]
    public async Task The_engines_own_error_inside_the_output_is_thrown_after_what_came_before()
    {
        byte[] body = [.. ScriptedConnection.Frame(1, "first\n"u8), .. ScriptedConnection.Frame(3, "error from daemon in stream: log file is gone"u8)];
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", Logs, Reply.Stream(Frames, body));
        await using DockerKitClient docker = engine.Docker();
        var lines = new List<string>();
        var error = await Assert.ThrowsAsync<DockerEngineException>(async () =>
        {
            await foreach (OutputLine line in docker.Containers.Logs("web").StreamAsync(Token))
            {
                lines.Add(line.Text);
            }
        });

        Assert.Equal(["first"], lines);
        Assert.Equal("error from daemon in stream: log file is gone", error.EngineMessage);
        Assert.Equal("docker logs web", error.CommandLine);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(11)]
    public async Task A_stream_that_is_cut_never_looks_complete(int bytes)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", Logs, Reply.Stream(async c =>
        {
            await c.WriteChunkAsync(Mixed.AsMemory(0, bytes));
            return false;
        }, Frames));
        await using DockerKitClient docker = engine.Docker();
        await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Containers.Logs("web").ExecuteAsync(Token));

        engine.On("GET", Logs, Reply.Stream(Frames, Mixed[..bytes]));
        await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Containers.Logs("web").ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_hundred_logs_of_what_is_not_there_leave_no_sockets_open()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", Logs, Reply.Error(404, "No such container: web"));
        await using DockerKitClient docker = engine.Docker();
        for (int i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Containers.Logs("web").ExecuteAsync(Token));
        }

        await engine.ConnectionsAtMostAsync(2, Token);
    }

    [Fact]
    public async Task Following_ends_within_a_second_of_its_cancellation_with_the_callers_token()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", Logs, Reply.Stream(async c =>
        {
            await c.WriteChunkAsync(ScriptedConnection.Frame(1, "2025-01-31T12:00:00.000000000Z tick\n"u8));
            await c.ReadToEndAsync();
            return false;
        }, Frames));
        await using DockerKitClient docker = engine.Docker();
        using var caller = new CancellationTokenSource();
        Task follow = Task.Run(async () =>
        {
            await foreach (OutputLine line in docker.Containers.Logs("web").Follow().StreamAsync(caller.Token))
            {
                await caller.CancelAsync();
            }
        }, Token);
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => follow.WaitAsync(TimeSpan.FromSeconds(2), Token));

        Assert.Equal(caller.Token, error.CancellationToken);
        await engine.ConnectionsAtMostAsync(1, Token);
    }
}
