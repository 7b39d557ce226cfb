using System.Text;
using System.Text.Json;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>Takes the engine's words out of an answer that is no success.</summary>
internal static class ErrorBody
{
    private const int LongestBody = 1024 * 1024;
    private const int LongestQuote = 200;

    /// <summary>The words, or empty where there are none. Reads no more than 1 MiB, and what comes before a cut.</summary>
    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        try
        {
            Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                byte[] buffer = new byte[4096];
                int read;
                while (body.Length < LongestBody && (read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    body.Write(buffer, 0, read);
                }
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            // The status is what matters, and it is known. What came of the words is better than an error about the error.
        }

        return Words(body.GetBuffer().AsMemory(0, (int)body.Length));
    }

    /// <summary>Unwraps <c>{"message":"…"}</c>; anything else is quoted, shortly.</summary>
    public static string Words(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty property in document.RootElement.EnumerateObject())
                {
                    if (property.Value.ValueKind == JsonValueKind.String
                        && (property.Name.Equals("message", StringComparison.OrdinalIgnoreCase) || property.Name.Equals("error", StringComparison.OrdinalIgnoreCase)))
                    {
                        return property.Value.GetString()!.Trim();
                    }
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Engines before 1.24 and proxies answer in plain text or HTML. The latter is for bytes that are no text.
        }

        string text = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 4 * LongestQuote)]).Trim();
        return text.Length > LongestQuote ? text[..LongestQuote] + "…" : text;
    }
}
