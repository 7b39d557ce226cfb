using System.Globalization;
using System.Numerics;

namespace DockerKit;

/// <summary>Whole numbers in decimal as Go's strconv.Atoi, ParseInt and ParseUint read them: no spaces, no separators.</summary>
internal static class GoInteger
{
    /// <summary>Reads digits, after a sign where the type has one. Fails on an overflow too.</summary>
    public static bool TryParse<T>(ReadOnlySpan<char> text, out T value)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        value = default;
        bool signed = T.MinValue < T.Zero;
        ReadOnlySpan<char> digits = signed && text is ['+' or '-', ..] ? text[1..] : text;

        // The .NET parser lets trailing NULs through: the characters are checked first.
        return !digits.IsEmpty
            && !digits.ContainsAnyExceptInRange('0', '9')
            && T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }
}
