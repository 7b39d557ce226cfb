using System.Buffers;
using System.Globalization;
using System.Text;

namespace DockerKit;

/// <summary>
/// Files of <c>KEY=VALUE</c> lines, as <c>--env-file</c> and <c>--label-file</c> take them: UTF-8, no quotes, no escapes.
/// Source: https://github.com/docker/cli (pkg/kvfile).
/// </summary>
internal static class KeyValueFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> WhiteSpace = SearchValues.Create(" \t");

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The lines that count. A key alone takes its value from <paramref name="lookup"/>, and is left out where that gives none.</summary>
    /// <exception cref="FormatException">A line cannot be right; the message gives the file, the line's number and a right line.</exception>
    public static List<KeyValuePair<string, string>> Parse(
        ReadOnlySpan<byte> content, string path, string kind, Func<string, string?>? lookup)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        for (int number = 1; !content.IsEmpty; number++)
        {
            int end = content.IndexOf((byte)'\n');
            ReadOnlySpan<byte> bytes = end < 0 ? content : content[..end];
            content = end < 0 ? default : content[(end + 1)..];
            bytes = bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes;
            bytes = number == 1 && bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;

            // White space before the key goes; white space after the value is part of it.
            string line = Decode(bytes, path, kind, number).TrimStart();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            int equals = line.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? line : line[..equals];
            if (key.Length == 0)
            {
                throw Error(path, kind, number, line, "it has no name before the '='.");
            }

            if (key.AsSpan().ContainsAny(WhiteSpace))
            {
                // Only the name: the value may be a secret.
                throw Error(path, kind, number, key, "the name contains white space.");
            }

            if ((equals < 0 ? lookup?.Invoke(key) : line[(equals + 1)..]) is { } value)
            {
                pairs.Add(new KeyValuePair<string, string>(key, value));
            }
        }

        return pairs;
    }

    private static string Decode(ReadOnlySpan<byte> bytes, string path, string kind, int number)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Error(path, kind, number, Encoding.UTF8.GetString(bytes), "it is not UTF-8 (save the file as UTF-8).");
        }
    }

    private static FormatException Error(string path, string kind, int number, string line, string problem) =>
        BadValue.Error(string.Create(CultureInfo.InvariantCulture, $"line of the {kind} file '{path}' (line {number})"), line, problem, "NAME=value");
}
