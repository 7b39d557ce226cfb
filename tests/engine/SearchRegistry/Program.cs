// A registry with a search: one address that answers /v1/_ping and /v1/search itself, as the registries of old did and as
// `docker search HOST:PORT/term` still asks, and hands every other connection to a real registry byte for byte. The engine
// opens its search and its pull connections apart, so the first request of a connection decides for all of it; nothing
// of an upload or a download is parsed or held back here.
//
// usage: SearchRegistry LISTEN_PORT REGISTRY_PORT   (both on 127.0.0.1)
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

const byte TlsHandshake = 0x16;
int listenPort = int.Parse(args[0], CultureInfo.InvariantCulture);
int registryPort = int.Parse(args[1], CultureInfo.InvariantCulture);

using TcpListener listener = new(IPAddress.Loopback, listenPort);
listener.Start();
Console.WriteLine($"listening on 127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
while (true)
{
    TcpClient client = await listener.AcceptTcpClientAsync();
    // Each connection ends in its own catch: one that breaks is the client's affair and must not end the rest.
    _ = Task.Run(() => ServeAsync(client, registryPort));
}

static async Task ServeAsync(TcpClient client, int registryPort)
{
    using (client)
    {
        try
        {
            client.NoDelay = true;
            NetworkStream stream = client.GetStream();
            byte[] head = new byte[16 * 1024];
            int length = await ReadHeadAsync(stream, head);
            if (length == 0 || head[0] == TlsHandshake)
            {
                // The engine tries TLS first, and goes on without at once when the connection just ends.
                return;
            }
            string requestLine = Encoding.ASCII.GetString(head, 0, length).Split('\r', 2)[0];
            string[] parts = requestLine.Split(' ');
            string target = parts.Length > 1 ? parts[1] : "";
            if (target.StartsWith("/v1/_ping", StringComparison.Ordinal))
            {
                await AnswerAsync(stream, "{\"standalone\":true}");
            }
            else if (target.StartsWith("/v1/search", StringComparison.Ordinal))
            {
                await AnswerAsync(stream, Catalogue.Search(target));
            }
            else
            {
                await TunnelAsync(stream, head.AsMemory(0, length), registryPort);
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            await Console.Error.WriteLineAsync($"connection ended: {error.Message}");
        }
    }
}

// Until the blank line, or as much as fits: only the request line is looked at, the rest goes on as it came.
static async Task<int> ReadHeadAsync(NetworkStream stream, byte[] head)
{
    int length = 0;
    while (length < head.Length && head[0] != TlsHandshake && head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
    {
        int read = await stream.ReadAsync(head.AsMemory(length));
        if (read == 0)
        {
            break;
        }
        length += read;
    }
    return length;
}

static async Task AnswerAsync(NetworkStream stream, string json)
{
    byte[] body = Encoding.UTF8.GetBytes(json);
    string head = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Docker-Registry-Standalone: true\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
    await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
    await stream.WriteAsync(body);
}

static async Task TunnelAsync(NetworkStream client, ReadOnlyMemory<byte> head, int registryPort)
{
    using TcpClient upstream = new() { NoDelay = true };
    await upstream.ConnectAsync(IPAddress.Loopback, registryPort);
    NetworkStream registry = upstream.GetStream();
    await registry.WriteAsync(head);
    await Task.WhenAll(PumpAsync(client, registry), PumpAsync(registry, client));
}

// One direction to its end, then says so to the other side; the answer may still be on its way.
static async Task PumpAsync(NetworkStream from, NetworkStream to)
{
    try
    {
        await from.CopyToAsync(to);
    }
    finally
    {
        if (to.Socket.Connected)
        {
            to.Socket.Shutdown(SocketShutdown.Send);
        }
    }
}

/// <summary>What can be found: a fixed list with every combination that a search filters on.</summary>
internal static class Catalogue
{
    private static readonly (string Name, string Description, int Stars, bool Official, bool Automated)[] Entries =
    [
        ("dockerkit/busybox", "One static binary with the usual tools, and a shell", 3200, true, false),
        ("dockerkit/web", "A web server with one page that says hello", 870, false, true),
        ("dockerkit/layers", "Several layers of a few megabytes, to watch a pull", 410, false, false),
        ("dockerkit/large", "About sixty megabytes in several layers", 120, false, true),
        ("dockerkit/many", "One repository with three tags", 45, false, false),
        ("php", "A scripting language, for the sake of a well known name", 7600, true, false),
        ("someone/php-fpm", "A description with \"quotes\", ünïcödé and a long tail that a table has to cut somewhere before it ends", 12, false, true),
        ("someone/empty", "", 0, false, false),
    ];

    public static string Search(string target)
    {
        string term = Query(target, "q");
        int limit = int.TryParse(Query(target, "n"), CultureInfo.InvariantCulture, out int n) && n > 0 ? n : 25;
        JsonArray results = [];
        foreach (var entry in Entries.Where(e => e.Name.Contains(term, StringComparison.OrdinalIgnoreCase)).Take(limit))
        {
            results.Add(new JsonObject
            {
                ["name"] = entry.Name,
                ["description"] = entry.Description,
                ["star_count"] = entry.Stars,
                ["is_official"] = entry.Official,
                ["is_automated"] = entry.Automated,
            });
        }
        return new JsonObject
        {
            ["query"] = term,
            ["num_results"] = results.Count,
            ["num_pages"] = 1,
            ["page"] = 1,
            ["page_size"] = limit,
            ["results"] = results,
        }.ToJsonString(new JsonSerializerOptions());
    }

    private static string Query(string target, string name)
    {
        string query = target.Contains('?', StringComparison.Ordinal) ? target[(target.IndexOf('?', StringComparison.Ordinal) + 1)..] : "";
        foreach (string pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            if (parts[0] == name && parts.Length == 2)
            {
                return WebUtility.UrlDecode(parts[1]);
            }
        }
        return "";
    }
}
