using System.Text;
using DockerKit.Tests;
using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

/// <summary>What takes streams apart: whatever comes is read or refused, the same however it is cut, and takes no more memory than it is worth.</summary>
[Collection(nameof(FuzzRun))]
public sealed class StreamFuzzTests
{
    private const int Inputs = 4_000;
    private const int LongestMessage = 2_048;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Messages_are_read_or_refused()
    {
        IEnumerable<string> bodies = Vectors.Load("jsonmessage-streams.json").GetProperty("streams").EnumerateArray().Select(static row => row.Text("body")!);
        IEnumerable<string> lines = Vectors.Load("jsonmessage-streams.json").GetProperty("wire").EnumerateArray().Select(static row => row.Text("line")!);
        return FuzzRun.CheckAsync(JsonFuzz.MutatorOf([.. bodies, .. lines]), Inputs, bytes => SameHoweverCutAsync(bytes, ReadMessagesAsync), JsonFuzz.Show);
    }

    [Fact]
    public Task Frames_are_read_or_refused()
    {
        byte[][] examples = [.. Vectors.Load("stream-frames.json").GetProperty("cases").EnumerateArray().Select(static row => row.GetProperty("inputBase64").GetBytesFromBase64())];
        byte[][] odd =
        [
            [1, 0, 0, 0], [2, 0, 0, 0], [3, 0, 0, 0], [0, 0, 0, 0], [4, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0], [3, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF], [3, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF],
            [2, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF], [1, 0, 0, 0, 0x80, 0, 0, 0], [0xFF], [2, 0, 0, 0, 0, 0, 0, 1, (byte)'x'], [(byte)'\n'],
        ];
        var mutator = new Mutator<byte>(examples, odd, static random => random.Next(2) == 0 ? (byte)random.Next(5) : (byte)random.Next(256));
        return FuzzRun.CheckAsync(mutator, Inputs, static bytes => SameHoweverCutAsync(bytes, ReadFramesAsync), JsonFuzz.Show);
    }

    [Fact]
    public Task Output_of_a_terminal_is_what_it_is() => FuzzRun.CheckAsync(
        Lines(),
        Inputs / 4,
        static bytes => SameHoweverCutAsync(bytes, static async stream =>
        {
            using var all = new MemoryStream();
            await using var reader = new RawReader(stream);
            while (await reader.MoveNextAsync(Token))
            {
                all.Write(reader.Data.Span);
            }

            return [Convert.ToHexString(all.ToArray())];
        }),
        JsonFuzz.Show);

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(16 * 1024 * 1024)]
    public Task Lines_are_the_same_however_they_are_cut(int longest) => FuzzRun.CheckAsync(
        Lines(),
        Inputs,
        bytes => SameHoweverCutAsync(bytes, async stream =>
        {
            var decoder = new Utf8LineDecoder(longest);
            var lines = new List<string>();
            byte[] buffer = new byte[Math.Max(1, bytes.Length)];
            int read;
            while ((read = await stream.ReadAsync(buffer, Token)) > 0)
            {
                decoder.Append(buffer.AsSpan(0, read), lines);
            }

            lines.Add(decoder.Flush() ?? "<end>");
            Assert.All(lines, line => Assert.True(line.Length <= longest || line == "<end>"));
            return lines;
        }),
        JsonFuzz.Show);

    private static Mutator<byte> Lines() => new(
        [.. ((string[])["a\nb\r\nc", "\u00e9\u20ac\ud83d\ude00\n\u00f1", "2025-01-31T12:00:00.123456789Z GET /\n", "\r\r\n\n", "one\ntwo\nthree\n"]).Select(Encoding.UTF8.GetBytes)],
        [[0x0A], [0x0D], [0x0D, 0x0A], [0], [0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98, 0x80], [0xED, 0xA0, 0x80], [0x80, 0x80, 0x80, 0x80, 0x80]],
        JsonFuzz.Letter);

    /// <summary>Reads the bytes whole, one by one and in pieces of any size, and counts what the whole allocates.</summary>
    private static async Task SameHoweverCutAsync(byte[] bytes, Func<Stream, Task<List<string>>> read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        List<string> whole = await read(new ScriptedStream(bytes));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The pool's buffers are made once. Most of the rest is what the test itself keeps: a message has two bytes at least, and its text here hundreds.
        Assert.InRange(allocated, 0, 1024 * 1024 + (400L * bytes.Length));
        Assert.Equal(whole, await read(new ScriptedStream(bytes, static _ => 1)));
        var random = new Random(bytes.Length);
        Assert.Equal(whole, await read(new ScriptedStream(bytes, _ => random.Next(1, 40))));
    }

    /// <summary>The messages, and how it ended.</summary>
    private static async Task<List<string>> ReadMessagesAsync(Stream stream)
    {
        var messages = new List<string>();
        try
        {
            await using var reader = new JsonLineReader(stream, LongestMessage);
            while (await reader.MoveNextAsync(Token))
            {
                Assert.InRange(reader.Current.Length, 2, LongestMessage);
                messages.Add(ProgressMessage.Parse(reader.Current.Span).ToString());
            }
        }
        catch (DockerProtocolException e)
        {
            messages.Add(e.GetType().Name);
        }

        return messages;
    }

    /// <summary>The output of each kind, and how it ended.</summary>
    private static async Task<List<string>> ReadFramesAsync(Stream stream)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        string end = "the end";
        try
        {
            await using var reader = new FrameReader(stream);
            while (await reader.MoveNextAsync(Token))
            {
                Assert.False(reader.Data.IsEmpty);
                (reader.Source == OutputSource.StandardError ? error : output).Write(reader.Data.Span);
            }
        }
        catch (DockerKitException e) when (e is DockerProtocolException or DockerEngineException)
        {
            end = e.Message;
        }

        return [Convert.ToHexString(output.ToArray()), Convert.ToHexString(error.ToArray()), end];
    }
}
