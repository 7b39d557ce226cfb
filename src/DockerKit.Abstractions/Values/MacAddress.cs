namespace DockerKit;

/// <summary>Hardware addresses for <c>--mac-address</c>. Source: Go's net.ParseMAC.</summary>
internal static class MacAddress
{
    /// <summary>The address as Docker prints it, <c>92:d0:c6:0a:29:33</c>, from that form, from <c>92-D0-…</c> or from <c>92d0.c60a.2933</c>.</summary>
    /// <exception cref="FormatException">It is not such an address.</exception>
    public static string Normalize(string text) => TryNormalize(text.Trim())
        ?? throw BadValue.Error("MAC address", text, "it is not made of two hexadecimal digits for each byte, with colons between them.", "92:d0:c6:0a:29:33");

    private static string? TryNormalize(string text)
    {
        // Two digits and a separator for each byte, or four and a dot for each two.
        int group = text.IndexOf('.', StringComparison.Ordinal) == 4 ? 4 : 2;
        char separator = text.Length > group ? text[group] : '\0';
        string[] groups = text.Split(separator);
        int bytes = groups.Length * group / 2;
        return separator is ':' or '-' or '.'
            && separator == '.' == (group == 4)
            && bytes is 6 or 8 or 20
            && groups.All(g => g.Length == group && g.All(char.IsAsciiHexDigit))
            ? string.Join(':', string.Concat(groups).ToLowerInvariant().Chunk(2).Select(static pair => new string(pair)))
            : null;
    }
}
