using System.Buffers;

namespace DockerKit;

/// <summary>Gathers bytes of unknown number in pooled blocks, so that only the final array is allocated.</summary>
internal sealed class ByteCollector : IDisposable
{
    private const int FirstBlock = 4 * 1024;
    private const int LargestBlock = 1024 * 1024;

    private readonly List<byte[]> _full = [];
    private byte[] _block = [];
    private int _used;
    private long _length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        while (!bytes.IsEmpty)
        {
            if (_used == _block.Length)
            {
                NextBlock();
            }

            int taken = Math.Min(bytes.Length, _block.Length - _used);
            bytes[..taken].CopyTo(_block.AsSpan(_used));
            _used += taken;
            bytes = bytes[taken..];
        }
    }

    /// <summary>All of it, in one array.</summary>
    /// <exception cref="DockerKitException">It is more than an array holds: 2 GiB.</exception>
    public byte[] ToArray()
    {
        if (_length > Array.MaxLength)
        {
            throw new DockerKitException($"The output has {_length} bytes, which is more than fits into memory as one piece (2 GiB). Read it as a stream instead.");
        }

        byte[] all = GC.AllocateUninitializedArray<byte>((int)_length);
        Span<byte> rest = all;
        foreach (byte[] block in _full)
        {
            block.CopyTo(rest);
            rest = rest[block.Length..];
        }

        _block.AsSpan(0, _used).CopyTo(rest);
        return all;
    }

    public void Dispose()
    {
        _full.ForEach(static block => ArrayPool<byte>.Shared.Return(block));
        _full.Clear();
        if (_block.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_block);
        }

        _block = [];
        _used = 0;
        _length = 0;
    }

    private void NextBlock()
    {
        int size = _block.Length == 0 ? FirstBlock : Math.Min(_block.Length * 4, LargestBlock);
        if (_block.Length > 0)
        {
            _full.Add(_block);
        }

        _block = ArrayPool<byte>.Shared.Rent(size);
        _used = 0;
    }
}
