using System.Text;

namespace DockerKit;

/// <summary>Turns one output of a process, which arrives in arbitrary pieces, into lines of text. One decoder for each output.</summary>
/// <remarks>
/// A line ends with LF or CRLF, which are left out. The bytes of an unfinished line are kept until its end is there, so that a
/// character split over two pieces is whole again. Bytes that are not UTF-8 become U+FFFD.
/// </remarks>
internal sealed class Utf8LineDecoder
{
    private readonly int _maxLineBytes;
    private byte[] _pending = [];
    private int _length;

    /// <summary>A decoder that gives a line of more than <paramref name="maxLineBytes"/> in several, to keep memory in bounds.</summary>
    public Utf8LineDecoder(int maxLineBytes = 16 * 1024 * 1024)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLineBytes, 4);
        _maxLineBytes = maxLineBytes;
    }

    /// <summary>Adds the lines that the piece finishes.</summary>
    public void Append(ReadOnlySpan<byte> bytes, List<string> linesOut)
    {
        ArgumentNullException.ThrowIfNull(linesOut);
        while (!bytes.IsEmpty)
        {
            int newLine = bytes.IndexOf((byte)'\n');
            ReadOnlySpan<byte> part = newLine < 0 ? bytes : bytes[..newLine];
            bytes = newLine < 0 ? default : bytes[(newLine + 1)..];
            if (_length > 0 || newLine < 0 || part.Length > _maxLineBytes)
            {
                Keep(part, linesOut);
                part = _pending.AsSpan(0, _length);
            }

            if (newLine < 0)
            {
                return;
            }

            linesOut.Add(Encoding.UTF8.GetString(part is [.., (byte)'\r'] ? part[..^1] : part));
            _length = 0;
        }
    }

    /// <summary>What follows the last line end, once no more will come; null when there is nothing.</summary>
    public string? Flush()
    {
        if (_length == 0)
        {
            return null;
        }

        string rest = Encoding.UTF8.GetString(_pending, 0, _length);
        _length = 0;
        return rest;
    }

    private void Keep(ReadOnlySpan<byte> part, List<string> linesOut)
    {
        while (_length + part.Length > _maxLineBytes)
        {
            int taken = _maxLineBytes - _length;
            Store(part[..taken]);
            part = part[taken..];
            int whole = WholeCharacters(_pending.AsSpan(0, _length));
            linesOut.Add(Encoding.UTF8.GetString(_pending, 0, whole));
            _pending.AsSpan(whole, _length - whole).CopyTo(_pending);
            _length -= whole;
        }

        Store(part);
    }

    private void Store(ReadOnlySpan<byte> part)
    {
        if (_length + part.Length > _pending.Length)
        {
            Array.Resize(ref _pending, Math.Max(_length + part.Length, Math.Max(256, _pending.Length * 2)));
        }

        part.CopyTo(_pending.AsSpan(_length));
        _length += part.Length;
    }

    /// <summary>How much of the bytes can be decoded without cutting the last character in two.</summary>
    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            byte b = bytes[^back];
            if (b >= 0xC0)
            {
                int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                return needed > back ? bytes.Length - back : bytes.Length;
            }

            if (b < 0x80)
            {
                break;
            }
        }

        return bytes.Length;
    }
}
