using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DockerKit.Tests;

/// <summary>Texts for the parsers of values: everything that stands in the vectors, and what parsers of text trip over.</summary>
internal static class TextFuzz
{
    private static readonly string[] Odd =
    [
        "\0", "\ud800", "\udc00", "\ud83d\ude00", "\u00e9", "e\u0301", "\u0130", "\u0131", "\u212a", "\u0663", "\uff11", "\u00a0", "\u0085", "\u2028", "\ufeff", "\u202e", "\x7f",
        "0", "-0", "-1", "+1", "00", "0x1", "1e3", "1e999", ".5", "1.", "2147483648", "4294967296", "9223372036854775808", "-9223372036854775809", "99999999999999999999999999",
        "/", "//", "\\", ":", "::", "@", ",", ",,", "=", "==", "\"", "\"\"", "'", " ", "\t", "\r\n", "\n", "..", ".", "[", "]", "%", "{", "}", "#", "-", "_", "__", ";", "*", "?", "$",
        "true", "null", "all", "none", "default", "host", "tcp", "/udp", "rw", "ro,z", "sha256:", "://", "type=", "src=", "target=", "k", "GiB", "h", "ns",
    ];

    // Of what the vectors have no example of.
    private static readonly string[] More = ["c 42:* rmw", "net.core.somaxconn=1024"];

    /// <summary>Every text in the vectors, in whatever place: the examples of one parser are the bad inputs of another.</summary>
    public static IReadOnlyList<string> AllTexts { get; } = [.. Files().SelectMany(static file => Texts(Vectors.Load(file))).Concat(More).Distinct(StringComparer.Ordinal)];

    /// <summary>Makes texts out of those of the vectors that a parser takes, and some that it does not take.</summary>
    /// <param name="isRight">Whether the parser takes a text.</param>
    public static Mutator<char> MutatorFor(Func<string, bool> isRight)
    {
        ILookup<bool, string> texts = AllTexts.Where(static text => text.Length < 2_000).ToLookup(isRight);
        Assert.True(texts[true].Any(), "No text that this parser takes is known: add an example of one.");

        // The more general a parser is, the more it takes: no more of it than keeps a run short.
        string[] examples = [.. Sample(texts[true], 400), .. Sample(texts[false], 40)];
        return new Mutator<char>([.. examples.Select(static text => text.ToCharArray())], [.. Odd.Select(static text => text.ToCharArray())], Letter);
    }

    /// <summary>The text as C# writes it.</summary>
    public static string Show(char[] text)
    {
        var shown = new StringBuilder("\"");
        foreach (char c in text)
        {
            _ = c is '"' or '\\' ? shown.Append('\\').Append(c)
                : c is >= ' ' and <= '~' ? shown.Append(c)
                : shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return shown.Append('"').ToString();
    }

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "vectors"), "*.json").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(static field => Texts(field.Value).Prepend(field.Name)),
        _ => [],
    };

    private static IEnumerable<string> Sample(IEnumerable<string> texts, int count)
    {
        string[] all = [.. texts];
        int step = Math.Max(1, all.Length / count);
        return all.Where((_, i) => i % step == 0).Take(count);
    }

    private static char Letter(Random random) => random.Next(8) == 0 ? (char)random.Next(char.MaxValue + 1) : (char)random.Next(' ', 127);
}
