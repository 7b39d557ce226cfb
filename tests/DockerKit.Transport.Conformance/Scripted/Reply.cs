using System.Globalization;
using System.Net;
using System.Text;

namespace DockerKit.Transport.Conformance;

/// <summary>What the scripted engine answers. Made once and sent as often as asked, from prebuilt bytes where nothing is to be waited for.</summary>
internal sealed class Reply
{
    private readonly Func<RecordedRequest, ScriptedConnection, ValueTask<bool>>? _script;

    private Reply(byte[] bytes) => Bytes = bytes;

    private Reply(Func<RecordedRequest, ScriptedConnection, ValueTask<bool>> script) => _script = script;

    /// <summary>The whole answer, when it is that simple.</summary>
    public byte[]? Bytes { get; }

    /// <summary>An answer in JSON.</summary>
    public static Reply Json(string json, int status = 200, params (string Name, string Value)[] headers) => Whole(status, "application/json", Encoding.UTF8.GetBytes(json), headers);

    /// <summary>The engine's way to refuse: a status, and its words in JSON.</summary>
    public static Reply Error(int status, string message, params (string Name, string Value)[] headers) =>
        Json($"{{\"message\":\"{System.Text.Json.JsonEncodedText.Encode(message)}\"}}\n", status, headers);

    /// <summary>An answer without a body: 204, 304.</summary>
    public static Reply Status(int status, params (string Name, string Value)[] headers) => Whole(status, null, [], headers);

    public static Reply Text(string text, int status = 200, string type = "text/plain; charset=utf-8", params (string Name, string Value)[] headers) =>
        Whole(status, type, Encoding.UTF8.GetBytes(text), headers);

    /// <summary>An answer of any bytes, said to be JSON.</summary>
    public static Reply Body(byte[] body, int status = 200) => Whole(status, "application/json", body, []);

    /// <summary>Exactly these bytes, and then the connection is closed.</summary>
    public static Reply Raw(string bytes) => new(async (_, c) =>
    {
        await c.WriteAsync(bytes);
        return false;
    });

    /// <summary>A chunked stream, each piece in a chunk of its own, ended properly.</summary>
    public static Reply Stream(params string[] pieces) => Stream("application/json", pieces.Select(Encoding.UTF8.GetBytes).ToArray());

    public static Reply Stream(string type, params byte[][] pieces)
    {
        using var all = new MemoryStream();
        all.Write(StreamHead(type));
        foreach (byte[] piece in pieces)
        {
            all.Write(Encoding.ASCII.GetBytes($"{piece.Length:x}\r\n"));
            all.Write(piece);
            all.Write("\r\n"u8);
        }

        all.Write("0\r\n\r\n"u8);
        return new Reply(all.ToArray());
    }

    /// <summary>A chunked stream under a script's control. It is ended properly when the script ends, unless that returns false: then it is cut.</summary>
    public static Reply Stream(Func<ScriptedConnection, Task<bool>> write, string type = "application/json") => new(async (_, c) =>
    {
        await c.WriteAsync(StreamHead(type));
        if (!await write(c))
        {
            return false;
        }

        await c.WriteAsync("0\r\n\r\n"u8.ToArray());
        return true;
    });

    /// <summary>A connection that is given over: raw in both directions until the script ends, then closed.</summary>
    public static Reply Hijack(Func<ScriptedConnection, Task> talk) => new(async (_, c) =>
    {
        await c.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"u8.ToArray());
        await talk(c);
        return false;
    });

    /// <summary>Whatever a script does with the request and the connection. Returns whether the connection stays open.</summary>
    public static Reply Script(Func<RecordedRequest, ScriptedConnection, Task<bool>> script) => new((r, c) => new ValueTask<bool>(script(r, c)));

    /// <summary>Never answers: until the client gives up.</summary>
    public static Reply Stall() => new(static async (_, c) =>
    {
        await c.ReadToEndAsync();
        return false;
    });

    /// <summary>Closes the connection without a word.</summary>
    public static Reply HangUp() => new(static (_, _) => new ValueTask<bool>(false));

    /// <summary>The same, once the gate is open.</summary>
    public Reply After(Task gate) => new(async (r, c) =>
    {
        await gate.WaitAsync(c.Stopping);
        return await SendAsync(r, c);
    });

    /// <summary>The first bytes of the answer, and then a cut.</summary>
    public Reply CutAfter(int bytes) => new(async (_, c) =>
    {
        await c.WriteAsync(Bytes.AsMemory(0, Math.Min(bytes, Bytes!.Length)));
        return false;
    });

    /// <summary>The first bytes of the answer, and then nothing, until the client gives up.</summary>
    public Reply StallAfter(int bytes) => new(async (_, c) =>
    {
        await c.WriteAsync(Bytes.AsMemory(0, Math.Min(bytes, Bytes!.Length)));
        await c.ReadToEndAsync();
        return false;
    });

    /// <summary>The answer in pieces of so many bytes, each sent on its own.</summary>
    public Reply Trickle(int bytes) => new(async (_, c) =>
    {
        for (int i = 0; i < Bytes!.Length; i += bytes)
        {
            await c.WriteAsync(Bytes.AsMemory(i, Math.Min(bytes, Bytes.Length - i)));
            await Task.Yield();
        }

        return true;
    });

    /// <summary>How many bytes of the answer come before its body.</summary>
    public int HeadLength => Bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4;

    internal async ValueTask<bool> SendAsync(RecordedRequest request, ScriptedConnection connection)
    {
        if (Bytes is not null)
        {
            await connection.WriteAsync(Bytes);
            return true;
        }

        return await _script!(request, connection);
    }

    private static byte[] StreamHead(string type) => Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n");

    private static Reply Whole(int status, string? type, byte[] body, (string Name, string Value)[] headers)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {(HttpStatusCode)status}\r\n");
        foreach ((string name, string value) in headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (type is not null)
        {
            head.Append("Content-Type: ").Append(type).Append("\r\n");
        }

        if (status is not (204 or 304))
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        }

        return new Reply([.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body]);
    }
}
