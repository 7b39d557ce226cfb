using System.Buffers;
using System.Runtime.CompilerServices;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>Reads the output of a container with a terminal, which the engine sends as it is: all of it is standard output.</summary>
internal sealed class RawReader : IContainerOutput
{
    private const int BufferBytes = 64 * 1024;

    private readonly Stream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
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
        int read = await _stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
        Data = _buffer.AsMemory(0, read);
        return read > 0;
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
        await _stream.DisposeAsync().ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
