using System.Text.Json;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>Steps through JSON token by token, tolerantly: null stands for an empty object, list or text, and unknown fields are skipped.</summary>
internal static class JsonTokens
{
    // Images, networks, states, labels: the same few in nearly every row.
    private static readonly Utf8StringCache Known = new();
    private static readonly Utf8StringCache Names = new();

    /// <summary>Enters the object that is next; <see langword="false"/> for null.</summary>
    public static bool EnterObject(ref Utf8JsonReader json) => Enter(ref json, JsonTokenType.StartObject);

    /// <summary>Enters the list that is next; <see langword="false"/> for null.</summary>
    public static bool EnterList(ref Utf8JsonReader json) => Enter(ref json, JsonTokenType.StartArray);

    /// <summary>Goes to the next field's name; <see langword="false"/> at the object's end.</summary>
    public static bool NextField(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>The name of the field that the reader is at, from a table of its own that values do not crowd.</summary>
    public static string FieldName(ref Utf8JsonReader json) => json.ValueIsEscaped ? json.GetString()! : Names.Get(json.ValueSpan);

    /// <summary>Goes to the next item of a list of objects, and enters it; <see langword="false"/> at the list's end.</summary>
    public static bool NextObject(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.StartObject || (json.TokenType == JsonTokenType.EndArray ? false : throw Unexpected(ref json));
    }

    /// <summary>Goes to the next item of a list of texts; <see langword="false"/> at the list's end.</summary>
    public static bool NextText(ref Utf8JsonReader json) => json.Read() && json.TokenType != JsonTokenType.EndArray;

    /// <summary>The text that is next.</summary>
    public static string ReadText(ref Utf8JsonReader json)
    {
        json.Read();
        return Text(ref json);
    }

    /// <summary>The text, or field name, that the reader is at.</summary>
    public static string Text(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return "";
        }

        bool plain = json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !json.HasValueSequence && !json.ValueIsEscaped;
        return plain ? Known.Get(json.ValueSpan) : json.GetString() ?? "";
    }

    /// <summary>The whole number that is next; 0 for null.</summary>
    public static long ReadNumber(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.Null ? 0 : json.GetInt64();
    }

    /// <summary>The object of texts that is next; null where it is empty.</summary>
    public static Dictionary<string, string>? ReadTexts(ref Utf8JsonReader json)
    {
        Dictionary<string, string>? texts = null;
        if (EnterObject(ref json))
        {
            while (NextField(ref json))
            {
                string key = Text(ref json);
                (texts ??= new Dictionary<string, string>(StringComparer.Ordinal))[key] = ReadText(ref json);
            }
        }

        return texts;
    }

    private static bool Enter(ref Utf8JsonReader json, JsonTokenType type)
    {
        json.Read();
        return json.TokenType == type || (json.TokenType == JsonTokenType.Null ? false : throw Unexpected(ref json));
    }

    private static JsonException Unexpected(ref Utf8JsonReader json) => new($"{json.TokenType} is not expected at byte {json.TokenStartIndex}.");
}
