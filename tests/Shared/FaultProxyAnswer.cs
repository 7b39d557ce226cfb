using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace DockerKit.Tests;

/// <summary>Passes one answer on, with the harm that was chosen for it.</summary>
internal sealed class FaultProxyAnswer(Fault? fault, Socket client)
{
    private readonly List<byte> _pending = [];
    private string? _head;
    private bool _isHarmed;

    /// <summary>Passes a piece on.</summary>
    /// <returns>Whether the connection goes on.</returns>
    public async Task<bool> PassAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        switch (fault?.Answer)
        {
            case null or AnswerHarm.Pass:
                await SendAsync(client, piece, cancellationToken);
                return true;
            case AnswerHarm.Lose:
                return false;
            case AnswerHarm.Swallow:
                return true;
            case AnswerHarm.Replace:
                await SendAsync(client, Encoding.Latin1.GetBytes(fault.Reply!), cancellationToken);
                return false;
            case AnswerHarm.Trickle:
                for (int i = 0; i < piece.Length; i++)
                {
                    await SendAsync(client, piece.Slice(i, 1), cancellationToken);
                    await Task.Yield();
                }

                return true;
            default:
                return await PassHarmedAsync(piece, cancellationToken);
        }
    }

    public static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes, cancellationToken)..];
        }
    }

    /// <summary>What needs to know where the headers end, and where the first byte of the body is.</summary>
    private async Task<bool> PassHarmedAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        if (_isHarmed)
        {
            await SendAsync(client, piece, cancellationToken);
            return true;
        }

        _pending.AddRange(piece.Span);
        if (_head is null && TakeHead() is { } head)
        {
            _head = head;
            if (fault!.Answer is AnswerHarm.TruncateChunk or AnswerHarm.BreakChunkSize && HasBody)
            {
                head = InChunks(head);
            }

            await SendAsync(client, Encoding.Latin1.GetBytes(head), cancellationToken);
            if (fault.Answer == AnswerHarm.CutAfterHead || (fault.Answer == AnswerHarm.CutInBody && !HasBody))
            {
                return false;
            }
        }

        // In chunks the first line is their length.
        int start = _head is null ? -1 : IsInChunks(_head) ? LineEnd() : 0;
        if (start < 0 || _pending.Count <= start || !HasBody)
        {
            return true;
        }

        byte[] line = [.. _pending[..start]];
        byte[] body = [.. _pending[start..]];
        _isHarmed = true;
        switch (fault!.Answer)
        {
            case AnswerHarm.TruncateChunk:
                string length = line.Length > 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{body.Length:x}\r\n");
                await SendAsync(client, (byte[])[.. Encoding.Latin1.GetBytes(length), .. line, .. body[..(body.Length / 2)]], cancellationToken);
                return false;
            case AnswerHarm.BreakChunkSize:
                await SendAsync(client, (byte[])[.. "zz\r\n"u8, .. body], cancellationToken);
                return false;
            case AnswerHarm.Corrupt:
                body[0] = 0x7f;
                await SendAsync(client, (byte[])[.. line, .. body], cancellationToken);
                return true;
            default:
                await SendAsync(client, (byte[])[.. line, .. body[..(body.Length / 2)]], cancellationToken);
                return false;
        }
    }

    // A hijacked answer (101) has no chunks that could be harmed, but bytes.
    private bool HasBody => _head is not null
        && !_head.Contains("Content-Length: 0\r\n", StringComparison.OrdinalIgnoreCase)
        && _head.Split(' ')[1] is var status
        && status is not ("204" or "304")
        && (status != "101" || fault!.Answer is AnswerHarm.CutInBody or AnswerHarm.Corrupt);

    private string? TakeHead()
    {
        int end = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_pending).IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        string head = Encoding.Latin1.GetString([.. _pending[..(end + 4)]]);
        _pending.RemoveRange(0, end + 4);
        return head;
    }

    private int LineEnd()
    {
        int end = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_pending).IndexOf("\r\n"u8);
        return end < 0 ? -1 : end + 2;
    }

    private static bool IsInChunks(string head) => head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase);

    private static string InChunks(string head) => IsInChunks(head)
        ? head
        : string.Join("\r\n", head.Split("\r\n").Select(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? "Transfer-Encoding: chunked" : line));
}
