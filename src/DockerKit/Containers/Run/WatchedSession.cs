using System.Text;
using DockerKit.Transport;

namespace DockerKit;

/// <summary>A container's input and output, of which the output is counted.</summary>
internal sealed class WatchedSession(IContainerSession session) : IContainerSession
{
    /// <summary>How many bytes of output have come.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many line ends were among them.</summary>
    public long Lines { get; private set; }

    /// <summary>How many bytes came in pieces that are not all ASCII, which a log may hold in another form.</summary>
    public long UnevenBytes { get; private set; }

    public OutputSource Source => session.Source;

    public ReadOnlyMemory<byte> Data => session.Data;

    public bool HasFrames => session.HasFrames;

    public bool BeginsFrame => session.BeginsFrame;

    public ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        ValueTask<bool> next = session.MoveNextAsync(cancellationToken);
        return next.IsCompletedSuccessfully ? new ValueTask<bool>(Count(next.Result)) : AwaitAsync(next);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => session.WriteAsync(data, cancellationToken);

    public ValueTask CloseInputAsync(CancellationToken cancellationToken) => session.CloseInputAsync(cancellationToken);

    public ValueTask DisposeAsync() => session.DisposeAsync();

    private async ValueTask<bool> AwaitAsync(ValueTask<bool> next) => Count(await next.ConfigureAwait(false));

    private bool Count(bool more)
    {
        if (more)
        {
            ReadOnlySpan<byte> data = session.Data.Span;
            Bytes += data.Length;
            Lines += data.Count((byte)'\n');
            UnevenBytes += Ascii.IsValid(data) ? 0 : data.Length;
        }

        return more;
    }
}
