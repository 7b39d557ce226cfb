using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>Reads the whole of an answer into a pooled buffer, for a reader that builds the result straight out of it.</summary>
internal static class WholeBody
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>Makes a result from the body of an answer.</summary>
    public delegate T Parser<T>(ref Utf8JsonReader json);

    /// <summary>GET, and the answer through the parser.</summary>
    /// <exception cref="DockerProtocolException">The answer is cut off, or is not such JSON.</exception>
    public static Task<T> GetAsync<T>(EngineConnection connection, string path, Parser<T> parse, CancellationToken cancellationToken) =>
        GetBytesAsync(connection, path, (body, call) => Parse(body.Span, call, parse), cancellationToken);

    /// <summary>GET, and the answer as an object of which the result keeps parts, or all.</summary>
    /// <exception cref="DockerProtocolException">The answer is cut off, or is no JSON object in UTF-8.</exception>
    public static Task<T> GetObjectAsync<T>(EngineConnection connection, string path, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        GetBytesAsync(connection, path, (body, call) => ParseObject(body, call, read), cancellationToken);

    /// <summary>Reads a stream to its end and parses it.</summary>
    /// <param name="stream">The answer's body.</param>
    /// <param name="call">What was asked, for a message.</param>
    /// <param name="parse">Makes the result, from a reader before the first token.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static Task<T> ReadAsync<T>(Stream stream, string call, Parser<T> parse, CancellationToken cancellationToken) =>
        ReadBytesAsync(stream, body => Parse(body.Span, call, parse), cancellationToken);

    private static async Task<T> GetBytesAsync<T>(EngineConnection connection, string path, Func<ReadOnlyMemory<byte>, string, T> parse, CancellationToken cancellationToken)
    {
        Stream stream = await connection.OpenStreamAsync(HttpMethod.Get, path, null, null, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                return await ReadBytesAsync(stream, body => parse(body, EnginePath.Call(HttpMethod.Get, path)), cancellationToken).ConfigureAwait(false);
            }
            catch (DockerProtocolException e)
            {
                e.Endpoint ??= connection.Endpoint.ToString();
                throw;
            }
        }
    }

    private static async Task<T> ReadBytesAsync<T>(Stream stream, Func<ReadOnlyMemory<byte>, T> parse, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            int length = 0;
            int read;
            while ((read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }
            }

            return parse(buffer.AsMemory(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static T Parse<T>(ReadOnlySpan<byte> body, string call, Parser<T> parse)
    {
        var json = new Utf8JsonReader(body);
        try
        {
            T result = parse(ref json);
            while (json.Read())
            {
                // Reads on to the end: what follows the value would be a broken answer, too.
            }

            return result;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new DockerProtocolException($"The engine's answer to {call} is not the JSON that was expected: {e.Message}", e);
        }
    }

    private static T ParseObject<T>(ReadOnlyMemory<byte> body, string call, Func<JsonElement, T> read)
    {
        // What is kept of it is read later, when a text that is none could only be an error of another kind.
        if (!Utf8.IsValid(body.Span))
        {
            throw new DockerProtocolException($"The engine's answer to {call} is not the JSON that was expected: it is not UTF-8.");
        }

        return Parse(
            body.Span,
            call,
            (ref Utf8JsonReader json) => JsonElement.ParseValue(ref json) is { ValueKind: JsonValueKind.Object } root ? read(root) : throw new JsonException("It is no object."));
    }

    private static byte[] Grow(byte[] buffer)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
