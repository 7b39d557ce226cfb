using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>
/// Takes apart the stream in which the engine mixes standard output and standard error of a container without a terminal
/// (attach, logs, exec): frames of an 8-byte header — kind, three zeros, length as big-endian 32 bits — and the payload.
/// </summary>
/// <remarks>
/// Payloads are given as they arrive, so a long frame comes in several pieces and the length that a header claims is never allocated.
/// Source: https://docs.docker.com/reference/api/engine/ (ContainerAttach, stream format).
/// </remarks>
internal sealed class FrameReader : IContainerOutput
{
    private const int BufferBytes = 128 * 1024;
    private const int HeaderBytes = 8;
    private const int LongestEngineErrorBytes = 1024 * 1024;

    private readonly Stream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private int _start;
    private int _end;
    private uint _remaining; // of the current frame's payload
    private bool _isNew; // nothing of the current frame's payload has been given yet
    private bool _engineFailed; // the current frame is the engine's own error
    private bool _reading;
    private bool _disposed;

    /// <summary>A reader that owns the stream.</summary>
    public FrameReader(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
    }

    /// <inheritdoc/>
    public OutputSource Source { get; private set; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Data { get; private set; }

    /// <inheritdoc/>
    public bool HasFrames => true;

    /// <inheritdoc/>
    public bool BeginsFrame { get; private set; }

    /// <summary>Goes to the next piece of output.</summary>
    /// <returns><see langword="false"/> at the end of the stream, which can only come between two frames.</returns>
    /// <exception cref="DockerEngineException">The engine reported a failure of its own inside the stream.</exception>
    /// <exception cref="DockerProtocolException">The stream ends inside a frame, or it is not made of frames.</exception>
    public ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        Data = default;
        return TryTake() ? new ValueTask<bool>(true) : ReadNextAsync(cancellationToken);
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

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ReadNextAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (_engineFailed)
            {
                string words = await ReadEngineErrorAsync(cancellationToken).ConfigureAwait(false);
                throw new DockerEngineException(words) { EngineMessage = words };
            }

            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                return EndOfStream();
            }
        }
        while (!TryTake());

        return true;
    }

    /// <summary>Takes the next piece out of what is read, passing over headers and empty frames.</summary>
    private bool TryTake()
    {
        while (!_engineFailed)
        {
            if (_remaining > 0)
            {
                return TryTakePiece();
            }

            if (_end - _start < HeaderBytes)
            {
                return false;
            }

            ReadHeader();
        }

        return false;
    }

    private bool TryTakePiece()
    {
        int length = (int)Math.Min(_remaining, (uint)(_end - _start));
        Data = _buffer.AsMemory(_start, length);
        _start += length;
        _remaining -= (uint)length;
        BeginsFrame = _isNew;
        _isNew &= length == 0;
        return length > 0;
    }

    private void ReadHeader()
    {
        ReadOnlySpan<byte> header = _buffer.AsSpan(_start, HeaderBytes);
        byte kind = header[0];
        uint length = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (kind > 3)
        {
            throw new DockerProtocolException(
                $"The engine's output is not in frames of standard output and error: a frame begins with {kind}, and 0 to 3 are known."
                + " A container with a terminal sends its output without frames.");
        }

        // Kind 0 is standard input, which the engine's own client writes to standard output.
        Source = kind == 2 ? OutputSource.StandardError : OutputSource.StandardOutput;
        _start += HeaderBytes;
        _remaining = length;
        _isNew = true;
        _engineFailed = kind == 3;
    }

    private async ValueTask<string> ReadEngineErrorAsync(CancellationToken cancellationToken)
    {
        var words = new ArrayBufferWriter<byte>();
        while (_remaining > 0 && words.WrittenCount < LongestEngineErrorBytes)
        {
            // A cut-off error is still the error: its end is not waited for beyond the stream's.
            if (!TryTakePiece() && !await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                break;
            }

            words.Write(Data.Span);
            Data = default;
        }

        string text = Encoding.UTF8.GetString(words.WrittenSpan).Trim();
        return text.Length > 0 ? text : "The engine reported a failure in the output stream without saying what it is.";
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            // Less than a header is left: whatever there was of a payload has been given out.
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        _reading = true;
        try
        {
            int read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            ObjectDisposedException.ThrowIf(_disposed, this);
            _end += read;
            return read > 0;
        }
        finally
        {
            _reading = false;
        }
    }

    private bool EndOfStream()
    {
        if (_remaining > 0)
        {
            throw new DockerProtocolException($"The engine's output ended in the middle of a frame: {_remaining} bytes are missing.");
        }

        // Upstream takes this for a clean end. It is not one: a cut stream must not look complete.
        return _end == _start
            ? false
            : throw new DockerProtocolException($"The engine's output ended in the middle of a frame's header, after {_end - _start} of its {HeaderBytes} bytes.");
    }
}
