using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace DockerKit.Tests;

/// <summary>The head of a request that <see cref="FaultProxy"/> is about to pass on.</summary>
/// <param name="Method">As in <c>GET</c>.</param>
/// <param name="Path">The path less its version, with its query: <c>/containers/json?all=1</c>.</param>
/// <param name="BodyLength">How many bytes follow the head.</param>
/// <param name="IsHijacked">Whether all that comes after it, both ways, is no HTTP any more.</param>
internal sealed record FaultProxyRequest(string Method, string Path, int BodyLength, bool IsHijacked)
{
    private static readonly byte[] End = "\r\n\r\n"u8.ToArray();

    /// <summary>Whether it only finds out what the engine is, before the first call.</summary>
    public bool IsProbe => Path.StartsWith("/_ping", StringComparison.Ordinal);

    /// <summary>The method and the path, less the query: <c>POST /containers/create</c>.</summary>
    public override string ToString() => $"{Method} {Path.Split('?')[0]}";

    /// <summary>Reads a head and takes all of it but its last byte, so that the connection can still be reset.</summary>
    /// <returns>The request and what was taken; null when the client has closed.</returns>
    public static async Task<(FaultProxyRequest Request, List<byte> Taken, int Unread)?> ReadAsync(Socket client, CancellationToken cancellationToken)
    {
        var taken = new List<byte>();
        byte[] buffer = new byte[16 * 1024];
        while (true)
        {
            int seen = await client.ReceiveAsync(buffer.AsMemory(), SocketFlags.Peek, cancellationToken);
            if (seen == 0)
            {
                return null;
            }

            int before = taken.Count;
            taken.AddRange(buffer.AsSpan(0, seen));
            int end = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(taken).IndexOf(End);
            if (end >= 0)
            {
                int length = end + End.Length;
                taken.RemoveRange(length - 1, taken.Count - length + 1);
                await TakeAsync(client, buffer, taken.Count - before, cancellationToken);
                return (Parse(Encoding.Latin1.GetString([.. taken])), taken, 1);
            }

            await TakeAsync(client, buffer, seen, cancellationToken);
        }
    }

    private static async Task TakeAsync(Socket client, byte[] buffer, int count, CancellationToken cancellationToken)
    {
        for (int done = 0; done < count;)
        {
            done += await client.ReceiveAsync(buffer.AsMemory(0, count - done), cancellationToken);
        }
    }

    private static FaultProxyRequest Parse(string head)
    {
        string[] lines = head.Split("\r\n");
        string[] first = lines[0].Split(' ');
        string path = first[1].StartsWith("/v1.", StringComparison.Ordinal) ? first[1][first[1].IndexOf('/', 1)..] : first[1];
        string? length = lines.FirstOrDefault(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return lines.Any(static line => line.StartsWith("Transfer-Encoding:", StringComparison.OrdinalIgnoreCase))
            ? throw new InvalidOperationException($"The fault proxy does not know requests in chunks: {lines[0]}")
            : new FaultProxyRequest(first[0], path, length is null ? 0 : int.Parse(length.AsSpan("Content-Length:".Length), CultureInfo.InvariantCulture), path.Split('?')[0].EndsWith("/attach", StringComparison.Ordinal));
    }
}
