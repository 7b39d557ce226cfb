namespace DockerKit.Transport;

/// <summary>The output of a container as it arrives, piece by piece. One reader at a time.</summary>
public interface IContainerOutput : IAsyncDisposable
{
    /// <summary>Which output <see cref="Data"/> was written to.</summary>
    OutputSource Source { get; }

    /// <summary>The piece that the last move found, never empty. Valid until the next move.</summary>
    ReadOnlyMemory<byte> Data { get; }

    /// <summary>Whether the output comes in frames, each of them one entry where it is a log's.</summary>
    /// <value><see langword="false"/>: where an entry begins is not told, as with a terminal. Then a log that was cut cannot be taken up again.</value>
    bool HasFrames => false;

    /// <summary>Whether <see cref="Data"/> is the beginning of a frame.</summary>
    bool BeginsFrame => false;

    /// <summary>Goes to the next piece.</summary>
    /// <param name="cancellationToken">Ends the wait for it. The output cannot be read on afterwards.</param>
    /// <returns><see langword="false"/> at the end; an output that was cut off throws instead.</returns>
    ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken);
}
