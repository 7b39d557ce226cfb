using System.Globalization;
using System.Text;

namespace DockerKit.Transport.Conformance;

/// <summary>Logs that are followed over connections which break: nothing is lost, and nothing comes twice.</summary>
[Collection("logs")] // one of them measures what is allocated
public sealed class FollowTests
{
    private const string Logs = "/containers/web/logs";
    private const string Frames = "application/vnd.docker.multiplexed-stream";

    private static readonly DateTimeOffset Noon = new(2025, 1, 31, 12, 0, 0, TimeSpan.Zero);

    // A long line in parts of one time, lines of one time, an empty one, one that was overtaken by a later one, and no end of line.
    private static readonly Entry[] Entries =
    [
        new(1, 100, "first\n"), new(1, 200, "a long "), new(1, 200, "a long "), new(1, 200, "line\n"), new(2, 250, "tick\n"), new(1, 300, "\n"),
        new(2, 310, "tick\n"), new(1, 350, "€\n"), new(2, 320, "late\n"), new(1, 350, "€\n"), new(2, 360, "tick\n"), new(1, 400, "rest"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cut_at_any_byte_loses_and_repeats_nothing(bool timestamps)
    {
        int cut = -1;
        await using ScriptedEngine engine = Engine(call => call == 1 ? cut : -1);
        await using DockerKitClient docker = engine.Docker();
        LogsCommand logs = docker.Containers.Logs("web").Follow();
        logs = timestamps ? logs.WithTimestamps() : logs;
        ContainerLogs all = await logs.ExecuteAsync(Token);
        string[] lines = await LinesAsync(logs);
        Assert.Equal(timestamps ? "2025-01-31T12:00:00.000100000Z first" : "first", all.StandardOutput.Split('\n')[0]);
        if (!timestamps)
        {
            Assert.Equal(("first\na long a long line\n\n€\n€\nrest", "tick\ntick\nlate\ntick\n"), (all.StandardOutput, all.StandardError));
        }

        int length = Body(Entries, null).Length;
        for (cut = 0; cut <= length; cut++)
        {
            Reset(engine, call => call == 1 ? cut : -1);
            ContainerLogs whole = await logs.ExecuteAsync(Token);
            Assert.True((all.StandardOutput, all.StandardError) == (whole.StandardOutput, whole.StandardError), $"cut at {cut}: {whole.StandardOutput}; {whole.StandardError}");
            Reset(engine, call => call == 1 ? cut : -1);
            Assert.Equal(lines, await LinesAsync(logs));
        }
    }

    [Fact]
    public async Task Cuts_that_come_again_and_again_are_ridden_out_as_long_as_something_comes_between()
    {
        // More cuts than there are tries; and a second one while what is known is passed over.
        int[] cuts = [60, 300, 20, 420, 460, 500, 100, 520, 560];
        await using ScriptedEngine engine = Engine(call => call <= cuts.Length ? cuts[call - 1] : -1);
        await using DockerKitClient docker = engine.Docker();
        ContainerLogs whole = await docker.Containers.Logs("web").Follow().ExecuteAsync(Token);
        Assert.Equal(("first\na long a long line\n\n€\n€\nrest", "tick\ntick\nlate\ntick\n"), (whole.StandardOutput, whole.StandardError));
        Assert.Equal(cuts.Length + 1, engine.Calls.Count);
    }

    [Fact]
    public async Task The_tail_is_asked_for_once_and_the_log_is_read_again_from_a_little_before_its_last_time()
    {
        await using ScriptedEngine engine = Engine(static call => call == 1 ? 300 : -1);
        await using DockerKitClient docker = engine.Docker();
        await docker.Containers.Logs("web").Follow().Tail(100).Until(Noon.AddHours(1)).ExecuteAsync(Token);
        Assert.Equal("stdout=1&stderr=1&follow=1&until=1738328400.000000000&timestamps=1&tail=100", engine.Calls[0].Query);
        Assert.Equal("stdout=1&stderr=1&follow=1&since=1738324770.000300000&until=1738328400.000000000&timestamps=1", engine.Calls[1].Query);
    }

    [Fact]
    public async Task An_error_says_how_far_it_came_when_the_engine_stays_away()
    {
        await using ScriptedEngine engine = Engine(static call => call == 1 ? 90 : 0);
        await using DockerKitClient docker = engine.Docker(new StoppedClock()); // no answer counts as a long one
        var lines = new List<string>();
        var error = await Assert.ThrowsAsync<DockerProtocolException>(async () =>
        {
            await foreach (OutputLine line in docker.Containers.Logs("web").Follow().WithRetry(4).StreamAsync(Token))
            {
                lines.Add(line.Text);
            }
        });
        Assert.Equal(["first"], lines);
        Assert.Contains("after 2 entries (12 bytes), the last of them of 2025-01-31T12:00:00.000200000Z", error.Message, StringComparison.Ordinal);
        Assert.Equal("docker logs -f web", error.CommandLine);
        Assert.Equal(4, engine.Calls.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_that_is_not_there_any_more_is_an_error(bool removed)
    {
        await using ScriptedEngine engine = Engine(static _ => 300);
        engine.OnEach("GET", Logs, Answer(Body(Entries, null), 300), removed ? Reply.Error(404, "No such container: web") : Answer(Body([new(1, 900, "new\n")], null), -1));
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Containers.Logs("web").Follow().ExecuteAsync(Token));
        Assert.Contains(removed ? "No such container" : "rotated or removed", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, engine.Calls.Count);
    }

    [Fact]
    public async Task A_terminals_output_is_not_taken_up_again_and_the_error_says_why()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", Logs, Reply.Stream(static async c =>
        {
            await c.WriteChunkAsync("hello\r\n");
            return false;
        }, "application/vnd.docker.raw-stream"));
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Containers.Logs("web").Follow().ExecuteAsync(Token));
        Assert.Contains("after 7 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("terminal", error.Message, StringComparison.Ordinal);
        Assert.Null(engine.Calls[^1].Parameter("timestamps"));
        Assert.Equal(2, engine.Calls.Count);
    }

    [Fact]
    public async Task Entries_without_the_time_that_was_asked_for_are_an_error()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", Logs, Reply.Stream(Frames, ScriptedConnection.Frame(1, "tick\n"u8), ScriptedConnection.Frame(1, "tock\n"u8)));
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAnyAsync<DockerKitException>(() => docker.Containers.Logs("web").Follow().ExecuteAsync(Token));
        Assert.Contains("does not begin with one", error.Message, StringComparison.Ordinal);
    }

    private static async Task<string[]> LinesAsync(LogsCommand logs)
    {
        var lines = new List<OutputLine>();
        await foreach (OutputLine line in logs.StreamAsync(Token))
        {
            lines.Add(line);
        }

        return [.. lines.Select(static line => $"{line.Source} {line.Text}")];
    }

    private static ScriptedEngine Engine(Func<int, int> cut) => Reset(ScriptedEngine.Start(), cut);

    /// <summary>The engine counts its answers from 1; each is cut after so many bytes of its body, or whole where that is negative.</summary>
    private static ScriptedEngine Reset(ScriptedEngine engine, Func<int, int> cut)
    {
        int calls = 0;
        return engine.On("GET", Logs, request => Answer(Body(Entries, request), cut(++calls)));
    }

    private static Reply Answer(byte[] body, int cut) => Reply.Stream(async c =>
    {
        byte[] part = cut < 0 ? body : body[..Math.Min(cut, body.Length)];
        if (part.Length > 0)
        {
            await c.WriteChunkAsync(part);
        }

        return cut < 0;
    }, Frames);

    private static byte[] Body(Entry[] entries, RecordedRequest? request)
    {
        decimal since = request?.Parameter("since") is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : 0;
        return [.. entries.Where(e => e.Seconds >= since).SelectMany(static e => e.Frame)];
    }

    /// <summary>No time passes, but timers go off.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }

    private sealed record Entry(byte Kind, int Microseconds, string Text)
    {
        public decimal Seconds => Noon.ToUnixTimeSeconds() + (Microseconds / 1_000_000m);

        public byte[] Frame => ScriptedConnection.Frame(Kind, Encoding.UTF8.GetBytes($"2025-01-31T12:00:00.{Microseconds:000000}000Z {Text}"));
    }
}
