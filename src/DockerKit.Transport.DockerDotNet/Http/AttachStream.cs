using System.Net.Sockets;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>
/// A hijacked connection, in both directions: what is read is the raw output (mixed in frames unless there is a terminal), what is
/// written is standard input.
/// </summary>
/// <remarks>
/// A write fails with <see cref="IOException"/> when the process no longer reads its input, which is no failure of the call.
/// An engine that goes away with unread input behind it resets the connection, after all its output: that is an end too.
/// </remarks>
internal sealed class AttachStream(EngineHandler handler, HttpResponseMessage response, Stream output, Stream input, Func<ValueTask> closeInput) : Stream
{
    private bool _wrote;
    private bool _writeClosed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await output.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(null, e, cancellationToken);
        }
        catch (IOException e) when (_wrote && e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return 0;
        }
        catch (IOException e)
        {
            throw handler.CutOff(e);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _wrote = true;
        try
        {
            await input.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(null, e, cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Ends standard input; the output still comes.</summary>
    /// <exception cref="IOException">The process no longer reads its input, or the connection is gone.</exception>
    public async ValueTask CloseWriteAsync()
    {
        if (_writeClosed)
        {
            return;
        }

        _writeClosed = true;
        try
        {
            await closeInput().ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Write asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            output.Dispose();
            input.Dispose();
            response.Dispose();
        }

        base.Dispose(disposing);
    }
}
