using System.Text;

namespace DockerKit;

/// <summary>
/// One line of comma-separated fields, as <c>--mount</c>, <c>--gpus</c> and <c>--network</c> take it. Source: Go's encoding/csv, strict quotes.
/// </summary>
internal static class CsvLine
{
    /// <summary>Takes the line apart and gives what is wrong with it, or null.</summary>
    public static string? Read(string line, out IReadOnlyList<string> fields)
    {
        var read = new List<string>();
        fields = read;
        if (line.Length == 0)
        {
            return "it is empty.";
        }

        int at = 0;
        while (true)
        {
            string? problem = at < line.Length && line[at] == '"' ? ReadQuoted(line, ref at, read) : ReadBare(line, ref at, read);
            if (problem is not null || at >= line.Length)
            {
                return problem;
            }

            // Both stop on the comma that ends their field.
            at++;
        }
    }

    /// <summary>The line that reads back as these fields: <c>"device=0,1",driver=nvidia</c>.</summary>
    public static string Join(IEnumerable<string> fields)
    {
        string line = string.Join(',', fields.Select(Quote));
        return line.Length == 0 ? "\"\"" : line; // one field that is empty: an empty line has none
    }

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string? ReadBare(string line, ref int at, List<string> fields)
    {
        int end = line.IndexOf(',', at);
        end = end < 0 ? line.Length : end;
        string field = line[at..end];
        at = end;
        if (field.Contains('"', StringComparison.Ordinal))
        {
            return $"a quote stands inside the field '{field}': quotes go around a whole field, as in \"a=1,2\".";
        }

        if (field.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            return "it has more than one line.";
        }

        fields.Add(field);
        return null;
    }

    private static string? ReadQuoted(string line, ref int at, List<string> fields)
    {
        var field = new StringBuilder();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != '"')
            {
                field.Append(line[at]);
                continue;
            }

            at++;
            if (at < line.Length && line[at] == '"')
            {
                field.Append('"');
                continue;
            }

            fields.Add(field.ToString());
            return at == line.Length || line[at] == ',' ? null : "something follows the quote that closes a field.";
        }

        return "a quote is not closed.";
    }
}
