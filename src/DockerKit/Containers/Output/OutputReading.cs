using System.Runtime.CompilerServices;
using DockerKit.Transport;

namespace DockerKit;

/// <summary>The three ways in which a container's output is read: whole, as lines, as pieces. Each disposes of it in the end.</summary>
internal static class OutputReading
{
    /// <summary>Everything, the two outputs apart.</summary>
    public static async Task<(ReadOnlyMemory<byte> Output, ReadOnlyMemory<byte> Error)> ReadAllAsync(IContainerOutput output, CancellationToken cancellationToken)
    {
        using var standardOutput = new ByteCollector();
        using var standardError = new ByteCollector();
        await using (output.ConfigureAwait(false))
        {
            while (await output.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                (output.Source == OutputSource.StandardError ? standardError : standardOutput).Append(output.Data.Span);
            }
        }

        return (standardOutput.ToArray(), standardError.ToArray());
    }

    /// <summary>Line by line, each output's in its order. What follows the last line end is a line, too.</summary>
    public static async IAsyncEnumerable<OutputLine> LinesAsync(IContainerOutput output, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var decoders = new Utf8LineDecoder?[2];
        var lines = new List<string>();
        await using (output.ConfigureAwait(false))
        {
            while (await output.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                OutputSource source = output.Source;
                (decoders[(int)source] ??= new Utf8LineDecoder()).Append(output.Data.Span, lines);
                foreach (string line in lines)
                {
                    yield return new OutputLine(line, source);
                }

                lines.Clear();
            }
        }

        for (int source = 0; source < decoders.Length; source++)
        {
            if (decoders[source]?.Flush() is { } rest)
            {
                yield return new OutputLine(rest, (OutputSource)source);
            }
        }
    }

    /// <summary>Piece by piece, as it arrives. A piece is valid until the next is asked for.</summary>
    public static async IAsyncEnumerable<OutputChunk> ChunksAsync(IContainerOutput output, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (output.ConfigureAwait(false))
        {
            while (await output.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return new OutputChunk(output.Data, output.Source);
            }
        }
    }
}
