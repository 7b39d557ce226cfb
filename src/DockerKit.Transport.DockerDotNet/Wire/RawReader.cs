using System.Buffers;
using System.Runtime.CompilerServices;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>Reads the output of a container with a terminal, which the engine sends as it is: all of it is standard output.</summary>
internal sealed class RawReader : IContainerOutput
{
    private const int BufferBytes = 64 * 1024;

    private readonly Stream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private bool _reading;
    private bool _disposed;

    /// <summary>A reader that owns the stream.</summary>
    public RawReader(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
    }

    /// <inheritdoc/>
    public OutputSource Source => OutputSource.StandardOutput;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Data { get; private set; }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        Data = default;
        _reading = true;
        try
        {
            int read = await _stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
            ObjectDisposedException.ThrowIf(_disposed, this);
            Data = _buffer.AsMemory(0, read);
            return read > 0;
        }
        finally
        {
            _reading = false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Data = default;
        bool reading = _reading;
        await _stream.DisposeAsync().ConfigureAwait(false);
        if (!reading)
        {
            // A read that is still under way would write into what is somebody else's by then: its buffer is left to the garbage collector.
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }
}
