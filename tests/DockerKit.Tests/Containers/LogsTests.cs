using System.Text;
using DockerKit.Transport;
using static DockerKit.Tests.FakeOutput;

namespace DockerKit.Tests;

public sealed class LogsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ContainerOperations Containers => new FakeTransport().Connect().Containers;

    [Fact]
    public void Each_option_is_the_one_of_docker_logs()
    {
        Assert.Equal("docker logs web", Containers.Logs("web").ToCommandLine());
        Assert.Equal(
            "docker logs -f --since 10m0s --until 2025-01-31T12:00:00.5Z -n 0 -t --details web",
            Containers.Logs("web").Follow().Since(TimeSpan.FromMinutes(10)).Until(new DateTimeOffset(2025, 1, 31, 13, 0, 0, 500, TimeSpan.FromHours(1))).Tail(0).WithTimestamps().WithDetails().ToCommandLine());
        Assert.Equal("docker logs web 2>/dev/null", Containers.Logs("web").StandardErrorOnly().StandardOutputOnly().ToCommandLine());
        Assert.Equal("docker logs web >/dev/null", Containers.Logs("web").StandardErrorOnly().ToCommandLine());
    }

    [Fact]
    public void A_wrong_value_is_refused_before_anything_is_sent()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Containers.Logs("web").Tail(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Containers.Logs("web").Since(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public async Task A_time_ago_is_counted_from_when_the_command_is_run()
    {
        var clock = new Clock();
        var transport = new FakeTransport { OnLogs = static (_, _) => Task.FromResult<IContainerOutput>(new FakeOutput()) };
        LogsCommand command = transport.Connect(options => options.TimeProvider = clock).Containers.Logs("web").Since(TimeSpan.FromMinutes(10)).Until(TimeSpan.Zero);
        clock.Now = new DateTimeOffset(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);
        await command.ExecuteAsync(Token);

        var request = Assert.IsType<ContainerLogsRequest>(Assert.Single(transport.Requests));
        Assert.Equal(clock.Now.AddMinutes(-10), request.Since);
        Assert.Equal(clock.Now, request.Until);
    }

    [Fact]
    public async Task Both_outputs_are_kept_apart_byte_for_byte()
    {
        var output = new FakeOutput(Out("out 1\n"), Err("err\n"), Out("out 2\n"));
        var transport = new FakeTransport { OnLogs = (_, _) => Task.FromResult<IContainerOutput>(output) };
        ContainerLogs logs = await transport.Connect().Containers.Logs("web").ExecuteAsync(Token);

        Assert.Equal("out 1\nout 2\n", logs.StandardOutput);
        Assert.Equal("err\n", logs.StandardError);
        Assert.Equal(Encoding.UTF8.GetBytes("err\n"), logs.StandardErrorBytes.ToArray());
        Assert.Equal("out 1\nout 2", logs.ToString());
        Assert.True(output.IsDisposed);
    }

    [Fact]
    public async Task More_than_one_block_of_output_comes_whole()
    {
        byte[] piece = [.. Enumerable.Range(0, 50_000).Select(static i => (byte)(i * 31))];
        var output = new FakeOutput([.. Enumerable.Range(0, 100).Select(_ => (OutputSource.StandardOutput, piece))]);
        var transport = new FakeTransport { OnLogs = (_, _) => Task.FromResult<IContainerOutput>(output) };
        ContainerLogs logs = await transport.Connect().Containers.Logs("web").ExecuteAsync(Token);

        Assert.True(logs.StandardOutputBytes.Span.SequenceEqual(Enumerable.Range(0, 100).SelectMany(_ => piece).ToArray()));
        Assert.Equal("", logs.StandardError);
    }

    [Fact]
    public async Task Lines_are_whole_although_both_outputs_and_even_characters_come_in_mixed_pieces()
    {
        byte[] euro = Encoding.UTF8.GetBytes("€\n");
        var output = new FakeOutput(Out("a"), Err("x€"), (OutputSource.StandardOutput, euro[..1]), Err("y\r\nrest"), (OutputSource.StandardOutput, euro[1..]));
        var transport = new FakeTransport { OnLogs = (_, _) => Task.FromResult<IContainerOutput>(output) };
        var lines = new List<OutputLine>();
        await foreach (OutputLine line in transport.Connect().Containers.Logs("web").StreamAsync(Token))
        {
            lines.Add(line);
        }

        Assert.Equal([new("x€y", OutputSource.StandardError), new("a€", OutputSource.StandardOutput), new("rest", OutputSource.StandardError)], lines);
        Assert.True(output.IsDisposed);
    }

    [Fact]
    public async Task Pieces_come_as_they_are_and_leaving_early_lets_go_of_the_connection()
    {
        var output = new FakeOutput(Out("a"), Err("b"));
        var transport = new FakeTransport { OnLogs = (_, _) => Task.FromResult<IContainerOutput>(output) };
        await foreach (OutputChunk chunk in transport.Connect().Containers.Logs("web").StreamBytesAsync(Token))
        {
            Assert.Equal((byte)'a', Assert.Single(chunk.Data.ToArray()));
            Assert.Equal(OutputSource.StandardOutput, chunk.Source);
            break;
        }

        Assert.True(output.IsDisposed);
    }

    [Fact]
    public async Task A_stream_that_breaks_gives_what_came_before_and_then_the_error_with_its_line()
    {
        var output = new FakeOutput(Out("a\nb")) { Failure = new DockerProtocolException("cut") };
        var transport = new FakeTransport { OnLogs = (_, _) => Task.FromResult<IContainerOutput>(output) };
        var lines = new List<string>();
        var error = await Assert.ThrowsAsync<DockerProtocolException>(async () =>
        {
            await foreach (OutputLine line in transport.Connect().Containers.Logs("web").StreamAsync(Token))
            {
                lines.Add(line.Text);
            }
        });

        Assert.Equal(["a"], lines);
        Assert.Equal("docker logs web", error.CommandLine);
        Assert.Single(transport.Requests);
        Assert.True(output.IsDisposed);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
