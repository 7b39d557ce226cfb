using System.Text;
using DockerKit.Transport;

namespace DockerKit.Conformance;

/// <summary>What containers write and read: logs and attached sessions.</summary>
public abstract class OutputConformance(TransportUnderTest subject) : Conformance(subject)
{
    [Fact]
    public async Task An_attach_before_the_start_loses_nothing_of_what_ends_at_once()
    {
        string id = await CreateAsync("sh", "-c", "echo out; echo err >&2; printf end");
        await using IContainerSession session = await AttachAsync(id);
        await StartAsync(id);

        Assert.Equal(("out\nend", "err\n"), await ReadAsync(session));
    }

    [Fact]
    public async Task Input_arrives_in_order_and_its_end_ends_the_program_while_output_goes_on()
    {
        string id = await CreateInteractiveAsync("cat");
        await using IContainerSession session = await AttachAsync(id, input: true);
        await StartAsync(id);

        await session.WriteAsync(Encoding.UTF8.GetBytes("one\n"), Token);
        await ReadLineAsync(session, "one");
        byte[] much = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(static i => $"line {i}\n")));
        Task<(string Output, string Error)> reading = ReadAsync(session);
        await session.WriteAsync(much, Token);
        await session.CloseInputAsync(Token);
        (string output, string error) = await reading;
        Assert.True(Encoding.UTF8.GetString(much) == output, $"{output.Length} characters came of {much.Length}.");
        Assert.Equal("", error);
        Assert.Equal(0, await ExitAsync(id));
    }

    [Fact]
    public async Task A_program_that_ends_by_itself_ends_the_session()
    {
        string id = await CreateInteractiveAsync("sh", "-c", "echo bye; exit 2");
        await using IContainerSession session = await AttachAsync(id, input: true);
        await StartAsync(id);

        Assert.Equal(("bye\n", ""), await ReadAsync(session));
        Assert.Equal(2, await ExitAsync(id));
    }

    [Fact]
    public async Task A_read_that_is_cancelled_ends_and_the_container_goes_on()
    {
        string id = await StartAsync("sleep", "1000");
        await using (IContainerSession session = await AttachAsync(id))
        {
            await EndsWhenCancelledAsync(token => session.MoveNextAsync(token).AsTask());
        }

        await using (IContainerOutput logs = await LogsAsync(id, follow: true))
        {
            await EndsWhenCancelledAsync(token => logs.MoveNextAsync(token).AsTask());
        }

        Assert.Equal(ContainerState.Running, await StateAsync(id));
    }

    [Fact]
    public async Task A_session_and_a_log_that_are_left_half_way_harm_nothing()
    {
        string id = await StartAsync("sh", "-c", "echo ready; sleep 1000");
        for (int i = 0; i < 20; i++)
        {
            await using IContainerOutput logs = await LogsAsync(id, follow: true);
            await ReadLineAsync(logs, "ready");
        }

        for (int i = 0; i < 5; i++)
        {
            await (await AttachAsync(id)).DisposeAsync();
        }

        Assert.Equal(ContainerState.Running, await StateAsync(id));
    }

    [Fact]
    public async Task Logs_that_are_followed_come_as_they_are_written_and_end_with_the_container()
    {
        string id = await StartAsync("sh", "-c", "trap 'exit 0' USR1; echo ready; while :; do sleep 0.1; done");
        await using IContainerOutput logs = await LogsAsync(id, follow: true);

        await ReadLineAsync(logs, "ready");
        await Containers.KillAsync(new KillContainerRequest { Container = id, Signal = "SIGUSR1" }, Token);
        Assert.Equal(("", ""), await ReadAsync(logs));
    }

    [Fact]
    public async Task Logs_have_both_outputs_apart_and_either_of_them_alone()
    {
        string id = await StartAsync("sh", "-c", "echo out; echo err >&2");
        await ExitAsync(id);
        await using IContainerOutput both = await LogsAsync(id);
        Assert.Equal(("out\n", "err\n"), await ReadAsync(both));

        await using IContainerOutput errors = await Containers.LogsAsync(new ContainerLogsRequest { Container = id, StandardOutput = false, HasTerminal = false }, Token);
        Assert.Equal(("", "err\n"), await ReadAsync(errors));
    }

    [Fact]
    public async Task Whether_it_has_a_terminal_is_found_out_where_the_request_does_not_say()
    {
        CreateContainerRequest request = Request("sh", "-c", "echo out; echo err >&2");
        string id = (await Containers.CreateAsync(request with { Configuration = request.Configuration with { HasTerminal = true } }, Token)).Id;
        await StartAsync(id);
        await ExitAsync(id);
        await using IContainerOutput logs = await Containers.LogsAsync(new ContainerLogsRequest { Container = id }, Token);

        Assert.Equal(("out\r\nerr\r\n", ""), await ReadAsync(logs));
    }

    [Fact]
    public async Task Many_outputs_at_the_same_time_do_not_mix()
    {
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => CreateAsync("sh", "-c", $"echo {i}; echo {i} >&2")));
        (string, string)[] outputs = await Task.WhenAll(ids.Select(async id =>
        {
            await using IContainerSession session = await AttachAsync(id);
            await StartAsync(id);
            return await ReadAsync(session);
        }));

        Assert.Equal(Enumerable.Range(0, 6).Select(static i => ($"{i}\n", $"{i}\n")), outputs);
    }

    [Fact]
    public async Task A_reader_that_takes_its_time_gets_all()
    {
        string id = await CreateInteractiveAsync("cat");
        await using IContainerSession session = await AttachAsync(id, input: true);
        await StartAsync(id);
        byte[] block = new byte[64 * 1024];
        Array.Fill(block, (byte)'x');

        // What is written meanwhile has nowhere to go but the way: it waits there, and none of it is lost.
        Task writing = WriteAsync(session, block, times: 40);
        long read = 0;
        while (await session.MoveNextAsync(Token))
        {
            Assert.True(session.Data.Span.IndexOfAnyExcept((byte)'x') < 0);
            read += session.Data.Length;
            await Task.Yield();
        }

        await writing;
        Assert.Equal(40L * block.Length, read);
    }

    private static async Task WriteAsync(IContainerSession session, byte[] block, int times)
    {
        for (int i = 0; i < times; i++)
        {
            await session.WriteAsync(block, Token);
        }

        await session.CloseInputAsync(Token);
    }
}
