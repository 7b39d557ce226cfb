namespace DockerKit;

/// <summary>Hardware addresses as Go's net.ParseMAC reads and prints them.</summary>
internal static class MacNotation
{
    /// <summary>The canonical form (<c>92:d0:c6:0a:29:33</c>) of an address of 6, 8 or 20 bytes in any of the three usual forms, or null.</summary>
    public static string? Canonical(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest.Length is < 14 or > 59)
        {
            return null;
        }

        // 00:00:5e:00:53:01, 00-00-5e-00-53-01 or 0000.5e00.5301: what separates the first group separates all.
        int digits = rest[2] is ':' or '-' ? 2 : rest[4] == '.' ? 4 : 0;
        if (digits == 0 || (rest.Length + 1) % (digits + 1) != 0)
        {
            return null;
        }

        char separator = rest[digits];
        Span<char> hex = stackalloc char[48];
        int count = 0;
        for (int i = 0; i < rest.Length; i++)
        {
            bool isSeparator = i % (digits + 1) == digits;
            if (isSeparator ? rest[i] != separator : !char.IsAsciiHexDigit(rest[i]))
            {
                return null;
            }

            if (!isSeparator)
            {
                hex[count++] = char.ToLowerInvariant(rest[i]);
            }
        }

        if (count is not (12 or 16 or 40))
        {
            return null;
        }

        Span<char> canonical = stackalloc char[(count / 2 * 3) - 1];
        canonical.Fill(':');
        for (int i = 0; i < count; i++)
        {
            canonical[(i / 2 * 3) + (i % 2)] = hex[i];
        }

        return canonical.ToString();
    }
}
