using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>
/// Reads the engine's streams of JSON objects (pull, push, build, load, events, stats) one whole object at a time, out of one pooled buffer.
/// </summary>
/// <remarks>
/// The engine ends each object with CRLF or LF, but what separates two objects is only their own ends: blank lines, no separator
/// and objects over several lines are all read. Each object is checked to be JSON before it is given.
/// </remarks>
internal sealed class JsonLineReader : IAsyncDisposable
{
    private const int FirstBufferBytes = 16 * 1024;
    private const int QuotedBytes = 120;

    private static readonly SearchValues<byte> OutsideString = SearchValues.Create("{}\""u8);
    private static readonly SearchValues<byte> InsideString = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t\r\n"u8);

    private readonly Stream _stream;
    private readonly int _maxLineBytes;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBufferBytes);
    private int _start; // of what is not yet given out
    private int _end;   // of what is read
    private int _scanned; // up to here the object is known not to end
    private int _depth;
    private bool _inString;
    private bool _disposed;

    /// <summary>A reader that owns the stream.</summary>
    public JsonLineReader(Stream stream, int maxLineBytes = 16 * 1024 * 1024)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLineBytes);
        _stream = stream;
        _maxLineBytes = maxLineBytes;
    }

    /// <summary>The object that the last move found, without white space around it. Valid until the next move.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>Goes to the next object.</summary>
    /// <returns><see langword="false"/> at the end of the stream.</returns>
    /// <exception cref="DockerProtocolException">The stream ends inside an object, or holds something else than JSON objects.</exception>
    public ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        Current = default;
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
        Current = default;
        await _stream.DisposeAsync().ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ReadNextAsync(CancellationToken cancellationToken)
    {
        do
        {
            MakeRoom();
            int read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return _start == _end
                    ? false
                    : throw new DockerProtocolException($"The engine's stream ended in the middle of a message: {Quote(_buffer.AsSpan(_start, _end - _start))}");
            }

            _end += read;
        }
        while (!TryTake());

        return true;
    }

    /// <summary>Takes the next object out of what is read, if it is all there.</summary>
    private bool TryTake()
    {
        if (_depth == 0)
        {
            int skipped = _buffer.AsSpan(_start, _end - _start).IndexOfAnyExcept(WhiteSpace);
            _start = skipped < 0 ? _end : _start + skipped;
            _scanned = _start;
            if (skipped < 0)
            {
                return false;
            }

            if (_buffer[_start] != '{')
            {
                throw new DockerProtocolException(
                    $"The engine's stream holds something else than JSON messages: {Quote(_buffer.AsSpan(_start, _end - _start))}");
            }
        }

        if (!ScanToEndOfObject())
        {
            return false;
        }

        ReadOnlyMemory<byte> found = _buffer.AsMemory(_start, _scanned - _start);
        _start = _scanned;
        RefuseTooLong(found.Span);
        RefuseBrokenJson(found.Span);
        Current = found;
        return true;
    }

    /// <summary>Counts braces outside of strings. What it leaves unchecked, the JSON reader checks once the object is whole.</summary>
    private bool ScanToEndOfObject()
    {
        while (true)
        {
            ReadOnlySpan<byte> rest = _buffer.AsSpan(_scanned, _end - _scanned);
            int at = rest.IndexOfAny(_inString ? InsideString : OutsideString);
            if (at < 0 || (rest[at] == '\\' && at + 1 == rest.Length))
            {
                // A backslash is scanned together with what it escapes, which is still to come.
                _scanned += at < 0 ? rest.Length : at;
                return false;
            }

            _scanned += at + 1;
            switch (rest[at])
            {
                case (byte)'"':
                    _inString = !_inString;
                    break;
                case (byte)'\\':
                    _scanned++;
                    break;
                case (byte)'{':
                    _depth++;
                    break;
                default:
                    if (--_depth == 0)
                    {
                        return true;
                    }

                    break;
            }
        }
    }

    private void MakeRoom()
    {
        int pending = _end - _start;
        RefuseTooLong(_buffer.AsSpan(_start, pending));
        if (_start > 0)
        {
            _buffer.AsSpan(_start, pending).CopyTo(_buffer);
            _scanned -= _start;
            _start = 0;
            _end = pending;
        }

        if (pending == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, pending).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }

    private void RefuseTooLong(ReadOnlySpan<byte> message)
    {
        if (message.Length > _maxLineBytes)
        {
            throw new DockerProtocolException($"The engine sent a message of more than {_maxLineBytes} bytes: {Quote(message)}");
        }
    }

    private static void RefuseBrokenJson(ReadOnlySpan<byte> message)
    {
        try
        {
            var reader = new Utf8JsonReader(message);
            reader.Read();
            reader.Skip();
        }
        catch (JsonException e)
        {
            throw new DockerProtocolException($"The engine sent a message that is not JSON: {Quote(message)}", e);
        }
    }

    private static string Quote(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= QuotedBytes ? Encoding.UTF8.GetString(bytes) : $"{Encoding.UTF8.GetString(bytes[..QuotedBytes])}…";
}
