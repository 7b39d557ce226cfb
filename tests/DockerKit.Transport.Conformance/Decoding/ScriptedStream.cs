namespace DockerKit.Transport.Conformance;

/// <summary>A stream that gives its bytes in the pieces that a test wants, and then ends, fails or blocks.</summary>
internal sealed class ScriptedStream(ReadOnlyMemory<byte> bytes, Func<int, int>? pieceAt = null, Exception? failure = null, bool blockAtEnd = false) : Stream
{
    private int _position;

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == bytes.Length)
        {
            if (blockAtEnd)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return failure is null ? 0 : throw failure;
        }

        int length = Math.Min(Math.Min(buffer.Length, pieceAt?.Invoke(_position) ?? int.MaxValue), bytes.Length - _position);
        bytes.Slice(_position, length).CopyTo(buffer);
        _position += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Readers are asynchronous.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Every way that a test should cut the bytes: whole, one by one, and in two at each place.</summary>
    public static IEnumerable<Func<Stream>> EveryCut(byte[] bytes)
    {
        yield return () => new ScriptedStream(bytes);
        yield return () => new ScriptedStream(bytes, static _ => 1);
        for (int i = 1; i < bytes.Length; i++)
        {
            int cut = i;
            yield return () => new ScriptedStream(bytes, position => position < cut ? cut - position : int.MaxValue);
        }
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
