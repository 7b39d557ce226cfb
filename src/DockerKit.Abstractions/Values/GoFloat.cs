using System.Buffers;
using System.Globalization;

namespace DockerKit;

/// <summary>Reads a number as Go's strconv.ParseFloat does, since Docker's own options are read with it.</summary>
internal static class GoFloat
{
    private static readonly SearchValues<char> DecimalNumber = SearchValues.Create("0123456789.eE+-");

    /// <summary>Decimal (<c>1</c>, <c>.5</c>, <c>1e3</c>) and hexadecimal (<c>0x1p4</c>) numbers that are finite; no separators, no spaces.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        ReadOnlySpan<char> unsigned = text is ['+' or '-', ..] ? text[1..] : text;
        if (unsigned is ['0', 'x' or 'X', ..])
        {
            bool read = TryParseHexadecimal(unsigned[2..], out value);
            value = text[0] == '-' ? -value : value;
            return read && double.IsFinite(value);
        }

        // The .NET parser is more lenient (infinity, trailing NUL): the characters are checked first.
        return !unsigned.IsEmpty
            && (char.IsAsciiDigit(unsigned[0]) || unsigned[0] == '.')
            && !unsigned.ContainsAnyExcept(DecimalNumber)
            && double.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out value)
            && double.IsFinite(value);
    }

    private static bool TryParseHexadecimal(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        int p = text.IndexOfAny('p', 'P');
        if (p < 1 || !int.TryParse(text[(p + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exponent))
        {
            return false;
        }

        int digits = 0;
        bool point = false;
        double mantissa = 0;
        foreach (char c in text[..p])
        {
            if (c == '.' && !point)
            {
                point = true;
                continue;
            }

            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }

            mantissa = (mantissa * 16) + Convert.ToInt32(c.ToString(), 16);
            exponent -= point ? 4 : 0;
            digits++;
        }

        value = Math.ScaleB(mantissa, exponent);
        return digits > 0;
    }
}
