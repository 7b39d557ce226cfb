using System.Collections.ObjectModel;
using System.Text.Json;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>Takes fields out of a JSON object, tolerantly: what is missing, null or of another type is empty.</summary>
internal static class JsonFields
{
    public static JsonElement Child(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) ? value : default;

    public static string Text(JsonElement json, string name) =>
        Child(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    public static long? Number(JsonElement json, string name) =>
        Child(json, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long number) ? number : null;

    /// <summary>A number of things; 0 where there is none, and the nearest that fits.</summary>
    public static int Count(JsonElement json, string name) => (int)Math.Clamp(Number(json, name) ?? 0, int.MinValue, int.MaxValue);

    public static bool Flag(JsonElement json, string name) => Child(json, name).ValueKind == JsonValueKind.True;

    /// <summary>A time; null for the one that the engine writes for "never".</summary>
    public static DateTimeOffset? Time(JsonElement json, string name) =>
        Rfc3339.TryParse(Text(json, name), out DateTimeOffset time) && time > DateTimeOffset.MinValue ? time : null;

    public static IReadOnlyList<string> Texts(JsonElement json, string name)
    {
        if (Child(json, name) is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
        {
            return [];
        }

        return [.. list.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String).Select(static item => item.GetString()!)];
    }

    public static IReadOnlyDictionary<string, string> TextMap(JsonElement json, string name)
    {
        Dictionary<string, string>? map = null;
        foreach (JsonProperty field in Fields(json, name))
        {
            (map ??= new Dictionary<string, string>(StringComparer.Ordinal))[field.Name] = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : "";
        }

        return map ?? (IReadOnlyDictionary<string, string>)ReadOnlyDictionary<string, string>.Empty;
    }

    /// <summary>The fields of an object in an object.</summary>
    public static IEnumerable<JsonProperty> Fields(JsonElement json, string name) =>
        Child(json, name) is { ValueKind: JsonValueKind.Object } value ? value.EnumerateObject() : [];
}
