using System.Text.RegularExpressions;

namespace DockerKit;

/// <summary>The domains of <c>docker run --dns-search</c>. Source: docker/cli, opts.ValidateDNSSearch.</summary>
internal static partial class DnsNotation
{
    private const int LongestDomain = 254;

    /// <summary>The domain without blanks around it and without a dot at its end; <c>.</c> stays, and means none. Null when it is not a domain.</summary>
    public static string? Search(string text)
    {
        string trimmed = text.Trim(' ');
        if (trimmed == ".")
        {
            return trimmed;
        }

        // The length is checked first: the rest then costs little, whatever the text is.
        string domain = trimmed.TrimEnd('\t', '\n', '\f', '\r', ' ');
        domain = domain.EndsWith('.') ? domain[..^1] : domain;
        return domain.Length is > 0 and <= LongestDomain && domain.Any(char.IsAsciiLetter) && Domain().IsMatch(domain) ? domain : null;
    }

    // The colons are upstream's slip for "(?:", kept so that what it takes is taken.
    [GeneratedRegex(@"\A:?:?[a-zA-Z0-9](?:[a-zA-Z0-9\-]*[a-zA-Z0-9])?(?::?\.:?[a-zA-Z0-9](?:[a-zA-Z0-9\-]*[a-zA-Z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Domain();
}
