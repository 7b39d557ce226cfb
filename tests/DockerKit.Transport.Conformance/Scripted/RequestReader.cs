using System.Globalization;
using System.Text;

namespace DockerKit.Transport.Conformance;

/// <summary>Reads requests off a connection. A request that is byte for byte like the one before is not parsed again, unless it is recorded.</summary>
internal sealed class RequestReader(ScriptedConnection connection, bool recording)
{
    private byte[] _lastHead = [];
    private RecordedRequest? _last;

    /// <summary>Whether the client asked to close the connection after the answer.</summary>
    public bool CloseAfter { get; private set; }

    /// <summary>The next request; null at the end of the connection.</summary>
    public async ValueTask<RecordedRequest?> ReadAsync()
    {
        int length;
        // Docker.DotNet's own handler ends its headers with the platform's line end, and the engine takes that.
        while ((length = connection.Pending.IndexOf("\n\r\n"u8)) < 0)
        {
            if (!await connection.FillAsync())
            {
                return null;
            }
        }

        length += 3;
        RecordedRequest head = ParseHead(length);
        connection.Take(length);
        byte[] body = await ReadBodyAsync(head);
        return body.Length == 0 ? head : head with { Body = body };
    }

    private RecordedRequest ParseHead(int length)
    {
        ReadOnlySpan<byte> bytes = connection.Pending[..length];
        if (!recording && _last is not null && bytes.SequenceEqual(_lastHead))
        {
            return _last;
        }

        string[] lines = Encoding.UTF8.GetString(bytes).Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
        string[] words = lines[0].Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines.Skip(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        CloseAfter = headers.TryGetValue("Connection", out string? value) && value.Contains("close", StringComparison.OrdinalIgnoreCase);
        _last = Request(words[0], words[1], headers);
        _lastHead = bytes.ToArray();
        return _last;
    }

    private RecordedRequest Request(string method, string target, Dictionary<string, string> headers)
    {
        int question = target.IndexOf('?', StringComparison.Ordinal);
        string path = question < 0 ? target : target[..question];
        string? version = null;
        if (path.Length > 2 && path[1] == 'v' && char.IsAsciiDigit(path[2]))
        {
            int slash = path.IndexOf('/', 1);
            version = path[2..slash];
            path = path[slash..];
        }

        return new RecordedRequest(method, path, version, question < 0 ? "" : target[(question + 1)..], headers, [], connection.Number);
    }

    private async ValueTask<byte[]> ReadBodyAsync(RecordedRequest request)
    {
        if (request.Headers.TryGetValue("Content-Length", out string? length))
        {
            int count = int.Parse(length, CultureInfo.InvariantCulture);
            return count == 0 ? [] : await connection.ReadExactlyAsync(count);
        }

        if (!request.Headers.TryGetValue("Transfer-Encoding", out string? encoding) || !encoding.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        using var body = new MemoryStream();
        int size;
        do
        {
            size = int.Parse(await ReadLineAsync(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await connection.ReadExactlyAsync(size));
            await ReadLineAsync();
        }
        while (size > 0);

        return body.ToArray();
    }

    private async ValueTask<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (line.Length < 2 || line[^1] != '\n')
        {
            line.Append((char)(await connection.ReadExactlyAsync(1))[0]);
        }

        return line.ToString(0, line.Length - 2);
    }
}
