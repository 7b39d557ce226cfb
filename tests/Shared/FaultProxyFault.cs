using System.Globalization;

namespace DockerKit.Tests;

/// <summary>One kind of harm that <see cref="FaultProxy"/> does to one request or to its answer.</summary>
/// <param name="Name">How it is called in figures and in the names of tests.</param>
internal sealed record Fault(string Name)
{
    /// <summary>What becomes of the request.</summary>
    public RequestHarm Request { get; init; }

    /// <summary>What becomes of the engine's answer.</summary>
    public AnswerHarm Answer { get; init; }

    /// <summary>What the client is answered in place of the engine's answer.</summary>
    public string? Reply { get; init; }

    /// <summary>The connection is reset before the request was read.</summary>
    public static Fault ResetBeforeRequest { get; } = new("reset before the request") { Request = RequestHarm.Reset };

    /// <summary>The request is read, and the connection is closed without it having been sent on.</summary>
    public static Fault ClosedBeforeRequest { get; } = new("closed on the request") { Request = RequestHarm.Close };

    /// <summary>The engine gets the request and loses its client at once.</summary>
    public static Fault CutAfterRequest { get; } = new("cut after the request") { Request = RequestHarm.ForwardAndCut };

    /// <summary>The engine does what it was asked, and its answer is lost.</summary>
    public static Fault AnswerLost { get; } = new("answer lost") { Answer = AnswerHarm.Lose };

    /// <summary>The connection ends after the answer's headers.</summary>
    public static Fault CutAfterHeaders { get; } = new("cut after the headers") { Answer = AnswerHarm.CutAfterHead };

    /// <summary>The connection ends in the midst of the answer's body.</summary>
    public static Fault CutInBody { get; } = new("cut in the body") { Answer = AnswerHarm.CutInBody };

    /// <summary>The request is read and goes nowhere; nothing is ever answered.</summary>
    public static Fault BlackHole { get; } = new("black hole") { Request = RequestHarm.Swallow };

    /// <summary>The engine does what it was asked, and nothing is ever answered.</summary>
    public static Fault Silence { get; } = new("silence after the request") { Answer = AnswerHarm.Swallow };

    /// <summary>The answer comes a byte at a time.</summary>
    public static Fault Trickle { get; } = new("trickle") { Answer = AnswerHarm.Trickle };

    /// <summary>A chunk of the answer ends before its length.</summary>
    public static Fault TruncatedChunk { get; } = new("truncated chunk") { Answer = AnswerHarm.TruncateChunk };

    /// <summary>The length of a chunk is no number.</summary>
    public static Fault BadChunkSize { get; } = new("bad chunk size") { Answer = AnswerHarm.BreakChunkSize };

    /// <summary>The first byte of the answer's body is another.</summary>
    public static Fault CorruptBody { get; } = new("corrupt body") { Answer = AnswerHarm.Corrupt };

    /// <summary>Something in between answers, and the engine never sees the request.</summary>
    public static Fault Status(int status, string? retryAfter = null) =>
        new(retryAfter is null ? $"status {status}" : $"status {status}, retry after {retryAfter} s") { Request = RequestHarm.Answer, Reply = ReplyOf(status, retryAfter, close: false) };

    /// <summary>Something in between gives up and says so, although the engine does what it was asked.</summary>
    public static Fault StatusAfterRequest(int status) =>
        new($"status {status} after the request") { Answer = AnswerHarm.Replace, Reply = ReplyOf(status, null, close: true) };

    private static string ReplyOf(int status, string? retryAfter, bool close)
    {
        string body = $$"""{"message":"{{status.ToString(CultureInfo.InvariantCulture)}} by the proxy"}""";
        string wait = retryAfter is null ? "" : $"Retry-After: {retryAfter}\r\n";
        string connection = close ? "Connection: close\r\n" : "";
        return string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Harm\r\nContent-Type: application/json\r\n{wait}{connection}Content-Length: {body.Length}\r\n\r\n{body}");
    }
}

/// <summary>What becomes of a request.</summary>
internal enum RequestHarm
{
    Forward,
    Reset,
    Close,
    Swallow,
    Answer,
    ForwardAndCut,
}

/// <summary>What becomes of an answer.</summary>
internal enum AnswerHarm
{
    Pass,
    Lose,
    Swallow,
    Replace,
    CutAfterHead,
    CutInBody,
    Trickle,
    TruncateChunk,
    BreakChunkSize,
    Corrupt,
}
