using System.Text;
using DockerKit.Transport;

namespace DockerKit.Tests;

/// <summary>A container's output in the pieces that a test writes down, then its end or a failure.</summary>
internal sealed class FakeOutput(params (OutputSource Source, byte[] Data)[] pieces) : IContainerOutput
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _next;

    public Exception? Failure { get; init; }

    /// <summary>Whether each piece is a frame.</summary>
    public bool HasFrames { get; init; }

    public bool BeginsFrame => HasFrames;

    public bool IsDisposed { get; private set; }

    public OutputSource Source { get; private set; }

    public ReadOnlyMemory<byte> Data { get; private set; }

    public static (OutputSource Source, byte[] Data) Out(string text) => (OutputSource.StandardOutput, Encoding.UTF8.GetBytes(text));

    public static (OutputSource Source, byte[] Data) Err(string text) => (OutputSource.StandardError, Encoding.UTF8.GetBytes(text));

    public ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_next == pieces.Length)
        {
            return Failure is null ? new(false) : throw Failure;
        }

        // One buffer for all pieces, as a real transport has: what is not copied is lost.
        byte[] piece = pieces[_next].Data;
        piece.CopyTo(_buffer, 0);
        Source = pieces[_next++].Source;
        Data = _buffer.AsMemory(0, piece.Length);
        return new(true);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
