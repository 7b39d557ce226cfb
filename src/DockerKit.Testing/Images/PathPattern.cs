using System.Text;
using System.Text.RegularExpressions;

namespace DockerKit.Testing;

/// <summary>Go's <c>path.Match</c>, which the filter <c>reference</c> is: <c>*</c> and <c>?</c> stop at a slash.</summary>
internal static class PathPattern
{
    public static bool Matches(string pattern, string text)
    {
        var regex = new StringBuilder("^");
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '\\' when i + 1 < pattern.Length:
                    regex.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                case '[':
                    int end = pattern.IndexOf(']', i + 1);
                    regex.Append(end > i + 1 ? $"[{pattern[(i + 1)..end].Replace("\\", "\\\\", StringComparison.Ordinal)}]" : throw Wrong());
                    i = end;
                    break;
                case '\\':
                    throw Wrong();
                default:
                    regex.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return Regex.IsMatch(text, regex.Append("\\z").ToString(), RegexOptions.CultureInvariant);
    }

    private static DockerEngineException Wrong() => EngineErrors.Engine("syntax error in pattern");
}
