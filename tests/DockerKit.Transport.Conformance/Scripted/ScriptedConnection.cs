using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace DockerKit.Transport.Conformance;

/// <summary>One connection to the scripted engine, in the hands of a script.</summary>
internal sealed class ScriptedConnection(Socket socket, int number, CancellationToken stopping)
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public int Number => number;

    /// <summary>Ends when the engine is disposed of: for gates that a test never opens.</summary>
    public CancellationToken Stopping => stopping;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, stopping)..];
        }
    }

    public ValueTask WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>One piece of a chunked body.</summary>
    public async ValueTask WriteChunkAsync(ReadOnlyMemory<byte> bytes)
    {
        byte[] head = Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n");
        byte[] chunk = [.. head, .. bytes.Span, (byte)'\r', (byte)'\n'];
        await WriteAsync(chunk);
    }

    public ValueTask WriteChunkAsync(string text) => WriteChunkAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>One frame of mixed output: kind 1 is standard output, 2 standard error, 3 the engine's own error.</summary>
    public ValueTask WriteFrameAsync(byte kind, string text) => WriteAsync(Frame(kind, Encoding.UTF8.GetBytes(text)));

    public static byte[] Frame(byte kind, ReadOnlySpan<byte> payload)
    {
        byte[] frame = new byte[8 + payload.Length];
        frame[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), payload.Length);
        payload.CopyTo(frame.AsSpan(8));
        return frame;
    }

    /// <summary>What the client sends, as it comes; empty when it has closed its writing half.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync()
    {
        if (_start == _end && !await FillAsync())
        {
            return default;
        }

        ReadOnlyMemory<byte> read = _buffer.AsMemory(_start, _end - _start).ToArray();
        _start = _end;
        return read;
    }

    /// <summary>All that the client sends until it closes its writing half.</summary>
    public async ValueTask<string> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        ReadOnlyMemory<byte> read;
        while ((read = await ReadAsync()).Length > 0)
        {
            all.Write(read.Span);
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }

    public void ShutdownWrite() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Breaks the connection so that the client sees a reset and not an end (over TCP).</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>The bytes that are read and not yet taken.</summary>
    internal ReadOnlySpan<byte> Pending => _buffer.AsSpan(_start, _end - _start);

    internal void Take(int count) => _start += count;

    internal async ValueTask<byte[]> ReadExactlyAsync(int count)
    {
        byte[] bytes = new byte[count];
        int done = 0;
        while (done < count)
        {
            if (_start == _end && !await FillAsync())
            {
                throw new EndOfStreamException();
            }

            int take = Math.Min(count - done, _end - _start);
            _buffer.AsSpan(_start, take).CopyTo(bytes.AsSpan(done));
            _start += take;
            done += take;
        }

        return bytes;
    }

    internal async ValueTask<bool> FillAsync()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length && _start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        try
        {
            int read = await socket.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None, stopping);
            _end += read;
            return read > 0;
        }
        catch (SocketException)
        {
            return false; // the client is gone
        }
    }
}
