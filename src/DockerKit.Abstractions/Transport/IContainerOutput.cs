namespace DockerKit.Transport;

/// <summary>The output of a container as it arrives, piece by piece. One reader at a time.</summary>
public interface IContainerOutput : IAsyncDisposable
{
    /// <summary>Which output <see cref="Data"/> was written to.</summary>
    OutputSource Source { get; }

    /// <summary>The piece that the last move found, never empty. Valid until the next move.</summary>
    ReadOnlyMemory<byte> Data { get; }

    /// <summary>Goes to the next piece.</summary>
    /// <param name="cancellationToken">Ends the wait for it. The output cannot be read on afterwards.</param>
    /// <returns><see langword="false"/> at the end; an output that was cut off throws instead.</returns>
    ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken);
}
