using System.Text;
using System.Text.Json;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>
/// Reads a <see cref="ProgressMessage"/> straight off the bytes: one pass, and no allocation but for text that was not seen lately.
/// </summary>
/// <remarks>Names are compared without regard to case, as the engine's own client does: writers differ (<c>current</c>, <c>Current</c>).</remarks>
internal static class ProgressMessageParser
{
    private const string NoWords = "The engine reported a failure without saying what it is.";

    private static readonly Utf8StringCache Cache = new();

    public static ProgressMessage Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new DockerProtocolException($"The engine sent a message that is not a JSON object: {Encoding.UTF8.GetString(json)}");
            }

            return ParseObject(json, ref reader);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter for a name with half a surrogate pair in it.
            throw new DockerProtocolException($"The engine sent a message that is not JSON: {Encoding.UTF8.GetString(json)}", e);
        }
    }

    private static ProgressMessage ParseObject(ReadOnlySpan<byte> json, ref Utf8JsonReader reader)
    {
        var message = default(ProgressMessage);
        ReadOnlySpan<byte> bar = default;
        string? legacyError = null;
        while (NextProperty(ref reader))
        {
            if (Is(ref reader, "status"u8))
            {
                message = message with { Status = ReadText(ref reader) };
            }
            else if (Is(ref reader, "id"u8))
            {
                message = message with { Id = ReadText(ref reader) };
            }
            else if (Is(ref reader, "progressDetail"u8))
            {
                ParseDetail(ref reader, ref message);
            }
            else if (Is(ref reader, "progress"u8))
            {
                // A bar differs on each line, and is nearly always thrown away: its text is made below, if at all.
                reader.Read();
                bar = reader.TokenType == JsonTokenType.String ? json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed] : default;
                reader.Skip();
            }
            else if (Is(ref reader, "stream"u8))
            {
                message = message with { Stream = ReadText(ref reader) };
            }
            else if (Is(ref reader, "errorDetail"u8))
            {
                ParseError(ref reader, ref message);
            }
            else if (Is(ref reader, "error"u8))
            {
                legacyError = ReadText(ref reader);
            }
            else if (Is(ref reader, "aux"u8))
            {
                ParseAux(json, ref reader, ref message);
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        if (!bar.IsEmpty && message.Current is null)
        {
            var text = new Utf8JsonReader(bar);
            text.Read();
            message = message with { Progress = Text(ref text) };
        }

        // The mere presence of the detail is the failure, to the engine's own client as well.
        bool failed = message.Error is not null || !string.IsNullOrEmpty(legacyError);
        return failed ? message with { Error = NotEmpty(message.Error) ?? NotEmpty(legacyError) ?? NoWords } : message;
    }

    private static void ParseDetail(ref Utf8JsonReader reader, ref ProgressMessage message)
    {
        if (!EnterObject(ref reader))
        {
            return;
        }

        while (NextProperty(ref reader))
        {
            if (Is(ref reader, "current"u8))
            {
                message = message with { Current = ReadNumber(ref reader) };
            }
            else if (Is(ref reader, "total"u8))
            {
                message = message with { Total = ReadNumber(ref reader) };
            }
            else if (Is(ref reader, "units"u8))
            {
                message = message with { Units = ReadText(ref reader) };
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    private static void ParseError(ref Utf8JsonReader reader, ref ProgressMessage message)
    {
        if (!EnterObject(ref reader))
        {
            return;
        }

        string words = "";
        while (NextProperty(ref reader))
        {
            if (Is(ref reader, "message"u8))
            {
                words = ReadText(ref reader) ?? "";
            }
            else if (Is(ref reader, "code"u8))
            {
                long? code = ReadNumber(ref reader);
                message = message with { ErrorCode = code is >= int.MinValue and <= int.MaxValue ? (int)code : null };
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        message = message with { Error = words };
    }

    private static void ParseAux(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ref ProgressMessage message)
    {
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (NextProperty(ref reader))
            {
                if (Is(ref reader, "tag"u8))
                {
                    message = message with { Tag = ReadText(ref reader) };
                }
                else if (Is(ref reader, "digest"u8))
                {
                    message = message with { Digest = ReadText(ref reader) };
                }
                else if (Is(ref reader, "size"u8))
                {
                    message = message with { Size = ReadNumber(ref reader) };
                }
                else if (Is(ref reader, "id"u8))
                {
                    message = message with { AuxId = ReadText(ref reader) };
                }
                else
                {
                    SkipValue(ref reader);
                }
            }
        }
        else
        {
            reader.Skip();
        }

        if (reader.TokenType != JsonTokenType.Null)
        {
            message = message with { AuxJson = Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]) };
        }
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static bool NextProperty(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes to the property's value and into it, or past it when it is no object.</summary>
    private static bool EnterObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        reader.Skip();
        return false;
    }

    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.ValueIsEscaped ? reader.ValueTextEquals(name) : Ascii.EqualsIgnoreCase(reader.ValueSpan, name);

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return Text(ref reader);
        }

        reader.Skip();
        return null;
    }

    private static long? ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetInt64(out long value) ? value : null;
        }

        reader.Skip();
        return null;
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return Cache.Get(reader.ValueSpan);
        }

        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair or bytes that are not UTF-8, next to an escape: the text as it was sent is better than none.
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}
