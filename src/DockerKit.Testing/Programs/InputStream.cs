namespace DockerKit.Testing;

/// <summary>A process's standard input: what clients write, in order, until one of them ends it. Reading waits.</summary>
internal sealed class InputStream : Stream
{
    private readonly object _gate = new();
    private readonly Queue<ReadOnlyMemory<byte>> _pieces = new();
    private TaskCompletionSource _changed = NewSignal();
    private bool _isComplete;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Ends the process's reading when it has ended itself.</summary>
    public CancellationToken Ended { get; set; }

    /// <summary>Takes what a client wrote.</summary>
    /// <returns>Whether there is somebody to read it.</returns>
    public bool Put(ReadOnlyMemory<byte> data)
    {
        lock (_gate)
        {
            if (_isComplete)
            {
                return false;
            }

            _pieces.Enqueue(data);
            Signal();
            return true;
        }
    }

    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            Signal();
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Ended);
        while (buffer.Length > 0)
        {
            Task changed;
            lock (_gate)
            {
                if (_pieces.TryPeek(out ReadOnlyMemory<byte> piece))
                {
                    int count = Math.Min(piece.Length, buffer.Length);
                    piece[..count].CopyTo(buffer);
                    _pieces.Dequeue();
                    if (count < piece.Length)
                    {
                        PutBack(piece[count..]);
                    }

                    return count;
                }

                if (_isComplete)
                {
                    return 0;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(either.Token).ConfigureAwait(false);
        }

        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A program in memory reads its input asynchronously: who writes it could not go on.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void PutBack(ReadOnlyMemory<byte> rest)
    {
        ReadOnlyMemory<byte>[] others = [.. _pieces];
        _pieces.Clear();
        _pieces.Enqueue(rest);
        foreach (ReadOnlyMemory<byte> other in others)
        {
            _pieces.Enqueue(other);
        }
    }

    private void Signal()
    {
        TaskCompletionSource changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }
}
