using DockerKit.Transport;

namespace DockerKit;

/// <summary>
/// Compares the output that a run has read with the engine's log of it. On the wire the end of an output and a connection that something in
/// between has closed in good form are the same.
/// </summary>
internal sealed class OutputCheck(DockerCommand command, string container, WatchedSession session)
{
    /// <summary>More than this is not read a second time for certainty.</summary>
    private const long Largest = 1024 * 1024;

    /// <summary>How many bytes the log may have of one byte that is no UTF-8: drivers write U+FFFD in its place.</summary>
    private const int ReplacementBytes = 3;

    /// <summary>Whether the output is short enough to be read a second time for each run.</summary>
    public bool IsCheap => session.Bytes <= Largest;

    /// <summary>Reads the log.</summary>
    /// <param name="follow">Whether the container may still write.</param>
    /// <param name="cancellationToken">Ends the check: nothing is known then.</param>
    /// <returns>Null when the output is whole, or else why that is not known.</returns>
    /// <exception cref="DockerProtocolException">It is not whole: the log has more.</exception>
    public async Task<DockerKitException?> CompareAsync(bool follow, CancellationToken cancellationToken)
    {
        long most = session.Bytes + (session.UnevenBytes * (ReplacementBytes - 1));
        long bytes = 0;
        long lines = 0;
        try
        {
            var logs = new LogsCommand(command.Executor, new ContainerLogsRequest { Container = container, Follow = follow });
            await foreach (OutputChunk piece in logs.StreamBytesAsync(cancellationToken).ConfigureAwait(false))
            {
                bytes += piece.Data.Length;
                lines += piece.Data.Span.Count((byte)'\n');
                if (bytes > most || lines > session.Lines)
                {
                    break;
                }
            }
        }
        catch (DockerKitException e)
        {
            return e;
        }
        catch (OperationCanceledException e)
        {
            return new DockerTimeoutException("The engine's log of it did not end.", e);
        }

        return bytes > most || lines > session.Lines ? throw new DockerProtocolException("The output was cut off: the engine's log of it has more.")
            : bytes < session.Bytes ? new DockerProtocolException($"The engine's log of it has {bytes} bytes only.")
            : null;
    }
}
