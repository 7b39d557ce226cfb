using System.Text;
using System.Text.Json;
using DockerKit.Tests;
using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

public sealed class JsonLineReaderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<string>> Streams() => Vectors.Rows("jsonmessage-streams.json", "streams")
        // An HTTP error before the stream is an ordinary response; no reader of streams sees it.
        .Where(static row => Vectors.Case(row.Data).GetProperty("httpStatus").GetInt32() == 200);

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task A_stream_of_the_engine_reads_the_same_however_it_is_cut(string json)
    {
        JsonElement row = Vectors.Case(json);
        JsonElement expected = row.GetProperty("expected");
        byte[] body = Encoding.UTF8.GetBytes(row.Text("body")!);
        foreach (Func<Stream> open in ScriptedStream.EveryCut(body))
        {
            (List<ProgressMessage> messages, Exception? failure) = await ReadAllAsync(open());
            Assert.Equal(expected.TryGetProperty("decodeError", out _), failure is DockerProtocolException);
            if (expected.TryGetProperty("messageCount", out JsonElement count))
            {
                Assert.Equal(count.GetInt32(), messages.Count);
            }

            Assert.Equal(expected.Text("error"), messages.Select(static m => m.Error).FirstOrDefault(static e => e is not null));
            if (expected.Text("digest") is { } digest)
            {
                Assert.Contains(messages, m => m.Digest == digest || m.Status == $"Digest: {digest}");
            }

            if (expected.Text("final") is { } final)
            {
                Assert.Equal(final, messages[^1].Status);
            }

            if (expected.TryGetProperty("layers", out JsonElement layers))
            {
                foreach (JsonProperty layer in layers.EnumerateObject())
                {
                    Assert.Equal(
                        layer.Value.EnumerateArray().Select(static e => e.GetString()),
                        messages.Where(m => m.Id == layer.Name).Select(static m => m.Status));
                }
            }
        }
    }

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("\r\n\n \t", new string[0])]
    [InlineData("{}", new[] { "{}" })]
    [InlineData("\n{\"a\":1}\r\n\r\n{\"b\":2}\n", new[] { "{\"a\":1}", "{\"b\":2}" })]
    [InlineData("{\"a\":1}{\"b\":{\"c\":[{}]}}", new[] { "{\"a\":1}", "{\"b\":{\"c\":[{}]}}" })]
    [InlineData("{\n \"a\": 1\n}\n", new[] { "{\n \"a\": 1\n}" })]
    [InlineData("{\"a\":\"}{\\\"}\\\\\"}{\"b\":\"\\\\\\\"\"}", new[] { "{\"a\":\"}{\\\"}\\\\\"}", "{\"b\":\"\\\\\\\"\"}" })]
    [InlineData("{\"a\":\"é😀\"}", new[] { "{\"a\":\"é😀\"}" })]
    public async Task Objects_end_where_their_braces_do(string body, string[] objects)
    {
        foreach (Func<Stream> open in ScriptedStream.EveryCut(Encoding.UTF8.GetBytes(body)))
        {
            await using var reader = new JsonLineReader(open());
            var read = new List<string>();
            while (await reader.MoveNextAsync(Token))
            {
                read.Add(Encoding.UTF8.GetString(reader.Current.Span));
            }

            Assert.Equal(objects, read);
        }
    }

    [Theory]
    [InlineData("{\"status\":\"Down", "in the middle of a message: {\"status\":\"Down")]
    [InlineData("{\"status\":\"Down\\", "in the middle")]
    [InlineData("This is not a 'valid' JSON []", "something else than JSON messages: This is not")]
    [InlineData("[{}]", "something else")]
    [InlineData("<html>502</html>", "something else")]
    [InlineData("{\"a\" 1}", "not JSON: {\"a\" 1}")]
    [InlineData("{\"a\":[}", "not JSON")]
    [InlineData("{'a':1}", "not JSON")]
    public async Task A_stream_that_is_cut_or_no_json_is_an_error_that_quotes_it(string body, string problem)
    {
        foreach (Func<Stream> open in ScriptedStream.EveryCut(Encoding.UTF8.GetBytes("{\"ok\":true}\n" + body)))
        {
            await using var reader = new JsonLineReader(open());
            Assert.True(await reader.MoveNextAsync(Token));
            DockerProtocolException error = await Assert.ThrowsAsync<DockerProtocolException>(async () => await reader.MoveNextAsync(Token));
            Assert.Contains(problem.Split(':')[0], error.Message, StringComparison.Ordinal);
        }

        await using var whole = new JsonLineReader(new ScriptedStream(Encoding.UTF8.GetBytes(body)));
        DockerProtocolException quoted = await Assert.ThrowsAsync<DockerProtocolException>(async () => await whole.MoveNextAsync(Token));
        Assert.Contains(problem, quoted.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_may_be_far_longer_than_the_first_buffer()
    {
        string text = new('x', 3_000_000);
        byte[] body = Encoding.UTF8.GetBytes($"{{\"stream\":\"{text}\"}}\r\n{{\"stream\":\"end\"}}");
        await using var reader = new JsonLineReader(new ScriptedStream(body, static _ => 100_000));
        Assert.True(await reader.MoveNextAsync(Token));
        Assert.Equal(text, ProgressMessage.Parse(reader.Current.Span).Stream);
        Assert.True(await reader.MoveNextAsync(Token));
        Assert.Equal("end", ProgressMessage.Parse(reader.Current.Span).Stream);
        Assert.False(await reader.MoveNextAsync(Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task A_message_beyond_the_limit_is_refused_before_it_fills_memory(int piece)
    {
        byte[] body = Encoding.UTF8.GetBytes($"{{\"stream\":\"{new string('x', 200_000)}");
        await using var reader = new JsonLineReader(new ScriptedStream(body, _ => piece), maxLineBytes: 1000);
        DockerProtocolException error = await Assert.ThrowsAsync<DockerProtocolException>(async () => await reader.MoveNextAsync(Token));
        Assert.Contains("more than 1000 bytes", error.Message, StringComparison.Ordinal);

        await using var finished = new JsonLineReader(new ScriptedStream(Encoding.UTF8.GetBytes("{\"a\":\"0123456789\"}")), maxLineBytes: 10);
        await Assert.ThrowsAsync<DockerProtocolException>(async () => await finished.MoveNextAsync(Token));
    }

    [Fact]
    public async Task Cancelling_while_the_engine_is_silent_is_a_cancellation()
    {
        using var source = new CancellationTokenSource();
        await using var reader = new JsonLineReader(new ScriptedStream("{\"a\":1}"u8.ToArray(), blockAtEnd: true));
        Assert.True(await reader.MoveNextAsync(source.Token));
        ValueTask<bool> next = reader.MoveNextAsync(source.Token);
        await source.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        Assert.Equal(source.Token, error.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.MoveNextAsync(source.Token));
    }

    [Fact]
    public async Task A_failing_connection_shows_through_and_the_stream_is_closed_with_the_reader()
    {
        var stream = new ScriptedStream("{\"a\""u8.ToArray(), failure: new IOException("reset"));
        var reader = new JsonLineReader(stream);
        await Assert.ThrowsAsync<IOException>(async () => await reader.MoveNextAsync(Token));
        await reader.DisposeAsync();
        await reader.DisposeAsync();
        Assert.True(stream.IsDisposed);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await reader.MoveNextAsync(Token));
    }

    [Fact]
    public async Task Reading_a_long_pull_allocates_next_to_nothing()
    {
        const int Lines = 10_000;
        byte[] body = PullOf(Lines);
        await ReadPullAsync(body); // fills the cache of frequent texts

        long allocated = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            // The least of some runs: a collection, or another test, may have emptied the pool of buffers before one.
            long before = GC.GetAllocatedBytesForCurrentThread();
            int read = await ReadPullAsync(body);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(Lines, read);
        }

        // Less than a byte in ten of what one string a line would cost: two texts may share a slot of the cache, by the process's own hash seed.
        Assert.InRange(allocated, 0, 16 * Lines);
    }

    private static async Task<int> ReadPullAsync(byte[] body)
    {
        // A memory stream never waits, so all of it runs, and is counted, on this thread.
        await using var reader = new JsonLineReader(new MemoryStream(body));
        CancellationToken token = Token;
        int lines = 0;
        while (await reader.MoveNextAsync(token))
        {
            lines += ProgressMessage.Parse(reader.Current.Span).Status is null ? 0 : 1;
        }

        return lines;
    }

    private static byte[] PullOf(int lines)
    {
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"{{\"status\":\"Downloading\",\"progressDetail\":{{\"current\":{i * 1000},\"total\":10000000}},\"progress\":\"[=\\u003e      ] {i}kB/10MB\",\"id\":\"{i % 20:x12}\"}}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static async Task<(List<ProgressMessage> Messages, Exception? Failure)> ReadAllAsync(Stream stream)
    {
        var messages = new List<ProgressMessage>();
        await using var reader = new JsonLineReader(stream);
        try
        {
            while (await reader.MoveNextAsync(Token))
            {
                messages.Add(ProgressMessage.Parse(reader.Current.Span));
            }
        }
        catch (DockerProtocolException e)
        {
            return (messages, e);
        }

        return (messages, null);
    }
}
