using System.Collections.Immutable;
using System.Text.Json;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>Writes fields only where there is something to say: what is left out is the engine's to choose.</summary>
internal static class JsonWriting
{
    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public static void Number(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    public static void Flag(this Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, true);
        }
    }

    /// <summary>A list of texts, also when it is empty.</summary>
    public static void List(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>A list of texts, unless it is empty.</summary>
    public static void SomeTexts(this Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        if (!values.IsDefaultOrEmpty)
        {
            json.List(name, values);
        }
    }

    /// <summary>A list of objects, unless it is empty.</summary>
    public static void Some<T>(this Utf8JsonWriter json, string name, ImmutableArray<T> values, Action<Utf8JsonWriter, T> write)
    {
        if (values.IsDefaultOrEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (T value in values)
        {
            json.WriteStartObject();
            write(json, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Pairs as an object, also when there are none.</summary>
    public static void Pairs(this Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        json.WriteStartObject(name);
        foreach ((string key, string value) in pairs)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    /// <summary>Pairs as an object, unless there are none.</summary>
    public static void SomePairs(this Utf8JsonWriter json, string name, ImmutableSortedDictionary<string, string> pairs)
    {
        if (!pairs.IsEmpty)
        {
            json.Pairs(name, pairs);
        }
    }

    /// <summary>A set as the engine has it: <c>{"80/tcp":{}}</c>.</summary>
    public static void Set(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartObject(name);
        foreach (string value in values)
        {
            json.WriteStartObject(value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
