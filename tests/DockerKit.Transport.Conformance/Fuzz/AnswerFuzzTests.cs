using System.Collections;
using System.Reflection;
using System.Text;
using DockerKit.Tests;

namespace DockerKit.Transport.Conformance;

/// <summary>Every call of a transport, answered with what is nearly right: a result that can be read, or the documented exception, and soon.</summary>
[Collection(nameof(FuzzRun))]
public sealed class AnswerFuzzTests
{
    private const int Inputs = 400;
    private const int LongLength = 100 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Names() => [.. Answers.All.Keys];

    [Fact]
    public void Every_call_of_a_transport_is_among_the_tested()
    {
        IEnumerable<string> calls =
            from part in (Type[])[typeof(ISystemTransport), typeof(IImageTransport), typeof(IContainerTransport)]
            from method in part.GetMethods()
            select $"{part.Name}.{method.Name}";
        Assert.Equal(calls.Order(StringComparer.Ordinal), Answers.All.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_answer_is_read_or_refused(string name)
    {
        Answers.Call call = Answers.All[name];
        byte[] body = [];
        await using ScriptedEngine engine = Start().On(call.Method, call.Path, _ => Reply.Body(body));
        await using IDockerTransport transport = engine.Transport();
        await FuzzRun.CheckAsync(
            JsonFuzz.MutatorOf(call.Examples),
            Inputs,
            bytes =>
            {
                body = bytes;
                return ReadOrRefusedAsync(call, transport);
            },
            JsonFuzz.Show);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_refusal_is_told_whatever_its_words_are(int status)
    {
        byte[] body = [];
        await using ScriptedEngine engine = Start().On("GET", "/info", _ => Reply.Body(body, status));
        await using IDockerTransport transport = engine.Transport();
        await FuzzRun.CheckAsync(
            JsonFuzz.MutatorOf("{\"message\":\"No such container: web\"}", "<html>502</html>", "{\"error\":\"client version 1.51 is too new\",\"message\":1}"),
            Inputs / 4,
            async bytes =>
            {
                body = bytes;
                DockerKitException error = await Assert.ThrowsAnyAsync<DockerKitException>(() => transport.System.GetInfoAsync(TestContext.Current.CancellationToken));
                Assert.Equal(status, error.StatusCode);
                Assert.NotEmpty(error.Message);
            },
            JsonFuzz.Show);
    }

    [Theory]
    [InlineData("ISystemTransport.GetInfoAsync")]
    [InlineData("ISystemTransport.PingAsync")]
    [InlineData("IContainerTransport.ListAsync")]
    [InlineData("IContainerTransport.AttachAsync")]
    [InlineData("IImageTransport.PullAsync")]
    public async Task A_head_of_http_is_read_or_refused(string name)
    {
        Answers.Call call = Answers.All[name];
        byte[] answer = [];
        await using ScriptedEngine engine = Start().On(call.Method, call.Path, Reply.Script(async (_, c) =>
        {
            await c.WriteAsync(answer);
            return false;
        }));
        await using IDockerTransport transport = engine.Transport();
        string body = call.Examples[0];
        string[] examples =
        [
            $"HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n{body}",
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nApi-Version: 1.51\r\nOstype: linux\r\nDocker-Experimental: false\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}",
            $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{Encoding.UTF8.GetByteCount(body):x}\r\n{body}\r\n0\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 36\r\n\r\n{\"message\":\"No such container: web\"}\n",
            "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n",
        ];
        string[] odd =
        [
            "\r\n", "\n", "\r", "\r\n\r\n", ":", " ", "\0", "\u00e9", "HTTP/1.0", "HTTP/2", "100 Continue\r\n\r\n", "204", "0", "999", "99999999999", "-1", "ffffffffffffffff\r\n", "Content-Length: 5\r\n", "Content-Length: -5\r\n",
            "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: chunked\r\n", "Connection: close\r\n", "Content-Type: \r\n", " folded\r\n", "X: " + new string('x', 9_000),
        ];
        var mutator = new Mutator<byte>([.. examples.Select(Encoding.UTF8.GetBytes)], [.. odd.Select(Encoding.UTF8.GetBytes)], JsonFuzz.Letter);
        await FuzzRun.CheckAsync(
            mutator,
            Inputs,
            bytes =>
            {
                answer = bytes;
                return ReadOrRefusedAsync(call with { IsStream = true }, transport);
            },
            JsonFuzz.Show);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_answer_of_100_KiB_takes_a_small_multiple_of_itself(string name)
    {
        Answers.Call call = Answers.All[name];
        byte[] body = [];
        await using ScriptedEngine engine = Start().On(call.Method, call.Path, _ => Reply.Body(body));
        await using IDockerTransport transport = engine.Transport();
        foreach (string example in call.Examples.Where(static text => text[0] is '[' or '{' && !text.Contains('\n', StringComparison.Ordinal) | text.EndsWith(']') | text.EndsWith('}')))
        {
            foreach (string swollen in JsonFuzz.Swollen(example, LongLength))
            {
                body = Encoding.UTF8.GetBytes(swollen);
                long allowed = (2L * 1024 * 1024) + (60L * body.Length);
                long allocated = long.MaxValue;
                for (int i = 0; i < 2 && allocated > allowed; i++)
                {
                    long before = GC.GetTotalAllocatedBytes(precise: true);
                    await ReadOrRefusedAsync(call, transport);
                    allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
                }

                Assert.True(allocated <= allowed, $"{body.Length} bytes take {allocated}: {swollen[..Math.Min(swollen.Length, 2_000)]}");
            }
        }
    }

    private static ScriptedEngine Start() => ScriptedEngine.Start(recording: false);

    /// <summary>Makes the call, and reads all that it gives.</summary>
    private static async Task ReadOrRefusedAsync(Answers.Call call, IDockerTransport transport)
    {
        try
        {
            ReadAll(await call.Run(transport).WaitAsync(Limit));
        }
        catch (DockerProtocolException)
        {
            // Not what an engine answers.
        }
        catch (DockerKitException) when (call.IsStream)
        {
            // The engine's own error, or a connection that ends where none should.
        }
    }

    /// <summary>Nothing that was read may fail only when it is looked at.</summary>
    private static void ReadAll(object? result)
    {
        foreach (object item in result is IEnumerable items and not string ? items.Cast<object>() : [result ?? ""])
        {
            Assert.NotNull(item.ToString());
            foreach (PropertyInfo property in item.GetType().GetProperties().Where(static p => p.GetIndexParameters().Length == 0))
            {
                property.GetValue(item)?.ToString();
            }
        }
    }
}
