namespace DockerKit.Transport;

/// <summary>A connection to a container's input and output. Reading and writing may go on at the same time.</summary>
public interface IContainerSession : IContainerOutput
{
    /// <summary>Writes to the container's standard input.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="cancellationToken">Ends the wait until they are sent.</param>
    ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    /// <summary>Ends the container's standard input, as Ctrl+D does. Output goes on.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask CloseInputAsync(CancellationToken cancellationToken);
}
