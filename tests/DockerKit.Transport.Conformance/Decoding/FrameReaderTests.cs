using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using DockerKit.Tests;
using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

public sealed class FrameReaderTests
{
    // The reference drops a part of a frame at the end of the stream and calls it complete. Here it is an error, so that a cut stream never looks whole.
    private static readonly string[] CutCases = ["corrupted-prefix", "header-only"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("stream-frames.json", "cases");

    public static IEnumerable<TheoryDataRow<string>> Generated() => Vectors.Rows("stream-frames.json", "generated");

    // "readerBehaviour" is covered below as far as it is about reading; its two cases of a failing destination, and "writerBehaviour",
    // do not apply: the reader copies to no destination, and nothing here writes frames.
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_stream_is_taken_apart_the_same_however_it_is_cut(string json)
    {
        JsonElement row = Vectors.Case(json);
        JsonElement expected = row.GetProperty("expected");
        foreach (Func<Stream> open in ScriptedStream.EveryCut(row.GetProperty("inputBase64").GetBytesFromBase64()))
        {
            Demultiplexed all = await ReadAsync(open());
            Assert.Equal(expected.GetProperty("stdoutBase64").GetBytesFromBase64(), all.Output.ToArray());
            Assert.Equal(expected.GetProperty("stderrBase64").GetBytesFromBase64(), all.Error.ToArray());
            string? error = expected.Text("error");
            if (CutCases.Contains(row.Text("id")))
            {
                Assert.IsType<DockerProtocolException>(all.Failure);
            }
            else if (error is null)
            {
                Assert.Null(all.Failure);
            }
            else if (error.StartsWith("error from daemon in stream: ", StringComparison.Ordinal))
            {
                var failure = Assert.IsType<DockerEngineException>(all.Failure);
                Assert.Contains(error["error from daemon in stream: ".Length..], failure.Message, StringComparison.Ordinal);
                Assert.Equal(failure.Message, failure.EngineMessage);
            }
            else
            {
                Assert.IsType<DockerProtocolException>(all.Failure);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Generated))]
    public async Task Long_and_many_frames_are_read(string json)
    {
        JsonElement row = Vectors.Case(json);
        using var stream = new MemoryStream();
        foreach (JsonElement frame in row.GetProperty("frames").EnumerateArray())
        {
            byte[] payload = Encoding.ASCII.GetBytes(new string(frame.Text("repeat")![0], frame.GetProperty("count").GetInt32()));
            for (int i = 0; i < (frame.TryGetProperty("times", out JsonElement times) ? times.GetInt32() : 1); i++)
            {
                stream.Write(Frame(frame.GetProperty("stream").GetByte(), payload));
            }
        }

        JsonElement expected = row.GetProperty("expected");
        foreach (int piece in (int[])[int.MaxValue, 1, 1021, 65_536])
        {
            Demultiplexed all = await ReadAsync(new ScriptedStream(stream.ToArray(), _ => piece));
            if (expected.TryGetProperty("errorContainsRepeat", out JsonElement repeat))
            {
                var failure = Assert.IsType<DockerEngineException>(all.Failure);
                Assert.Contains(new string(repeat.Text("char")![0], repeat.GetProperty("count").GetInt32()), failure.Message, StringComparison.Ordinal);
                continue;
            }

            Assert.Null(all.Failure);
            Assert.Equal(expected.GetProperty("bytesWritten").GetInt64(), all.Output.Length + all.Error.Length);
            Assert.Equal(expected.TryGetProperty("stdoutLength", out JsonElement length) ? length.GetInt64() : all.Output.Length, all.Output.Length);
        }
    }

    [Fact]
    public async Task Standard_input_that_the_engine_echoes_counts_as_output()
    {
        Demultiplexed all = await ReadAsync(new ScriptedStream(Frame(0, "in"u8)));
        Assert.Equal("in"u8.ToArray(), all.Output.ToArray());
    }

    [Fact]
    public async Task A_frame_that_is_cut_gives_what_came_and_then_fails()
    {
        Demultiplexed all = await ReadAsync(new ScriptedStream(Frame(1, "hello"u8).AsMemory(0, 11)));
        Assert.Equal("hel"u8.ToArray(), all.Output.ToArray());
        Assert.Contains("2 bytes are missing", Assert.IsType<DockerProtocolException>(all.Failure).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_of_a_terminal_is_refused_with_the_likely_reason()
    {
        Demultiplexed all = await ReadAsync(new ScriptedStream("total 64\r\ndrwx"u8.ToArray()));
        Assert.Contains("terminal", Assert.IsType<DockerProtocolException>(all.Failure).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_error_that_is_cut_is_still_the_engine_error()
    {
        Demultiplexed all = await ReadAsync(new ScriptedStream(Frame(3, "out of disk"u8).AsMemory(0, 8 + 6)));
        Assert.Equal("out of", Assert.IsType<DockerEngineException>(all.Failure).EngineMessage);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(10)]
    public async Task A_failing_connection_shows_through(int bytesBefore)
    {
        byte[] frame = Frame(1, "hello"u8);
        await using var reader = new FrameReader(new ScriptedStream(frame.AsMemory(0, bytesBefore), static _ => 5, new IOException("reset")));
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            while (await reader.MoveNextAsync(Token))
            {
                Assert.False(reader.Data.IsEmpty);
            }
        });
    }

    [Fact]
    public async Task A_header_that_claims_gigabytes_costs_no_memory()
    {
        byte[] bytes = [1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, .. "only this"u8];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Demultiplexed all = await ReadAsync(new ScriptedStream(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal("only this"u8.ToArray(), all.Output.ToArray());
        Assert.IsType<DockerProtocolException>(all.Failure);
    }

    [Fact]
    public async Task Taking_apart_100_megabytes_allocates_next_to_nothing()
    {
        byte[] part = [.. Frame(1, new byte[32 * 1024]), .. Frame(2, new byte[100])];
        long expected = 0;
        CancellationToken token = Token;
        long before = GC.GetAllocatedBytesForCurrentThread();
        await using var reader = new FrameReader(new RepeatingStream(part, 100 * 1024 * 1024 / part.Length));
        while (await reader.MoveNextAsync(token))
        {
            expected += reader.Data.Length;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal((long)(part.Length - 16) * (100 * 1024 * 1024 / part.Length), expected);
        Assert.InRange(allocated, 0, 1_000_000);
    }

    [Fact]
    public async Task Cancelling_while_the_container_is_silent_is_a_cancellation()
    {
        using var source = new CancellationTokenSource();
        var stream = new ScriptedStream(Frame(1, "a"u8), blockAtEnd: true);
        await using (var reader = new FrameReader(stream))
        {
            Assert.True(await reader.MoveNextAsync(source.Token));
            ValueTask<bool> next = reader.MoveNextAsync(source.Token);
            await source.CancelAsync();
            OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
            Assert.Equal(source.Token, error.CancellationToken);
        }

        Assert.True(stream.IsDisposed);
    }

    private static byte[] Frame(byte kind, ReadOnlySpan<byte> payload)
    {
        byte[] frame = new byte[8 + payload.Length];
        frame[0] = kind;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)payload.Length);
        payload.CopyTo(frame.AsSpan(8));
        return frame;
    }

    private static async Task<Demultiplexed> ReadAsync(Stream stream)
    {
        var all = new Demultiplexed(new MemoryStream(), new MemoryStream(), null);
        await using var reader = new FrameReader(stream);
        try
        {
            while (await reader.MoveNextAsync(Token))
            {
                Assert.False(reader.Data.IsEmpty);
                (reader.Source == OutputSource.StandardError ? all.Error : all.Output).Write(reader.Data.Span);
            }
        }
        catch (DockerKitException e)
        {
            return all with { Failure = e };
        }

        return all;
    }

    private sealed record Demultiplexed(MemoryStream Output, MemoryStream Error, Exception? Failure);

    /// <summary>The same bytes many times over, without having them all in memory.</summary>
    private sealed class RepeatingStream(byte[] part, int times) : MemoryStream(part)
    {
        private int _left = times - 1;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Length && _left-- > 0)
            {
                Position = 0;
            }

            return new ValueTask<int>(Read(buffer.Span));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_read_that_ends_after_the_disposal_writes_into_nobody_elses_buffer(bool framed)
    {
        var stream = new LateStream();
        IContainerOutput reader = framed ? new FrameReader(stream) : new RawReader(stream);
        Task<bool> move = reader.MoveNextAsync(Token).AsTask();
        await reader.DisposeAsync();
        byte[] next = ArrayPool<byte>.Shared.Rent(stream.Asked.Length);
        Array.Clear(next);
        stream.Asked.Span.Fill(0xEE);
        stream.Answer.SetResult(8);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => move);
        Assert.DoesNotContain((byte)0xEE, next);
        ArrayPool<byte>.Shared.Return(next);
    }

    private sealed class LateStream : MemoryStream
    {
        public Memory<byte> Asked { get; private set; }

        public TaskCompletionSource<int> Answer { get; } = new();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Asked = buffer;
            return new ValueTask<int>(Answer.Task);
        }
    }
}
