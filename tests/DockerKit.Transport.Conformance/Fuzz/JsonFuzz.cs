using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerKit.Tests;

namespace DockerKit.Transport.Conformance;

/// <summary>JSON that is nearly what an engine writes: one value is another, or the bytes are no JSON at all.</summary>
internal static class JsonFuzz
{
    private const string Nested = "{\"a\":[";

    private static readonly byte[][] Values =
    [
        .. ((string[])
        [
            "null", "true", "false", "0", "-0", "-1", "1e400", "-1E-400", "0.5", "1.0", "1e3", "2147483648", "-2147483649", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
            "253402300800", "-62135596801", "99999999999999999999999999999999", "\"\"", "\"\\ud800\"", "\"\\udc00\\u0041\"", "\"\\u0000\"", "\"\\\\\\\"\\/\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999-23:59\"",
            "\"/\"", "\"1.51\"", "\"1.2.3.4.5\"", "\"99999999999.1\"", "\"-1\"", "\"65536/tcp\"", "\"0.0.0.0:0\"", "[]", "[null]", "[[]]", "[{}]", "[\"a\",1]", "{}", "{\"\":null}", "{\"\\ud800\":\"\\ud800\"}", "{\"a\":{\"a\":\"\"}}",
        ]).Select(Encoding.UTF8.GetBytes),
        [(byte)'"', 0xFF, (byte)'"'],
        [(byte)'"', 0xED, 0xA0, 0x80, (byte)'\\', (byte)'n', (byte)'"'],
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Nested, 20)) + string.Concat(Enumerable.Repeat("]}", 20))),
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Nested, 200)) + string.Concat(Enumerable.Repeat("]}", 200))),
    ];

    private static readonly byte[][] Odd =
    [
        .. ((string[])["{", "}", "[", "]", "\"", "\\", ",", ":", "\r\n", "\n", " ", "\0", "\ufeff", "\\u", "\\ud800", "//", "{\"a\":", "[[[[", "NaN", "<html>", "'"]).Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98],
    ];

    public static Mutator<byte> MutatorOf(params IEnumerable<string> examples) =>
        new([.. examples.Select(Encoding.UTF8.GetBytes)], [.. Odd, .. Values], Letter) { Change = static (random, json) => WithAnotherValue(random, json) };

    public static byte Letter(Random random) => random.Next(4) == 0 ? (byte)random.Next(256) : (byte)random.Next(' ', 127);

    /// <summary>The bytes, as text where they are one.</summary>
    public static string Show(byte[] bytes) => $"{Convert.ToHexString(bytes)} = {Encoding.UTF8.GetString(bytes)}";

    /// <summary>The example many times over, each time with another of its lists, objects or texts made very long.</summary>
    public static IEnumerable<string> Swollen(string example, int length)
    {
        int count = Places(JsonNode.Parse(example)!).Count();
        for (int i = 0; i < count; i++)
        {
            JsonNode root = JsonNode.Parse(example)!;
            Swell(Places(root).ElementAt(i), length);
            yield return root.ToJsonString();
        }
    }

    private static IEnumerable<JsonNode> Places(JsonNode node) => (node switch
    {
        JsonArray list => list.OfType<JsonNode>(),
        JsonObject fields => fields.Select(static field => field.Value).OfType<JsonNode>(),
        _ => [],
    }).SelectMany(Places).Prepend(node);

    private static void Swell(JsonNode place, int length)
    {
        string text = place.ToJsonString();
        switch (place)
        {
            case JsonArray list:
                string first = list.Count == 0 ? "\"x\"" : list[0]?.ToJsonString() ?? "null";
                for (int i = 0; i < length / (first.Length + 1); i++)
                {
                    list.Add(JsonNode.Parse(first));
                }

                break;
            case JsonObject fields:
                string value = fields.Count == 0 ? "{}" : fields.First().Value?.ToJsonString() ?? "null";
                for (int i = 0; i < length / (value.Length + 10); i++)
                {
                    fields[$"x{i}"] = JsonNode.Parse(value);
                }

                break;
            case JsonValue when text[0] == '"' && place.Parent is not null:
                place.ReplaceWith(text[1..^1] + new string('x', length));
                break;
        }
    }

    /// <summary>Puts another value, of another kind mostly, in the place of one.</summary>
    private static byte[] WithAnotherValue(Random random, byte[] json)
    {
        var places = new List<(int Start, int End)>();
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray))
                {
                    int start = (int)reader.TokenStartIndex;
                    Utf8JsonReader whole = reader;
                    whole.Skip();
                    places.Add((start, (int)whole.BytesConsumed));
                }
            }
        }
        catch (JsonException)
        {
            // As far as it is JSON.
        }

        if (places.Count == 0)
        {
            return json;
        }

        (int from, int to) = places[random.Next(places.Count)];
        return [.. json[..from], .. Values[random.Next(Values.Length)], .. json[to..]];
    }
}
