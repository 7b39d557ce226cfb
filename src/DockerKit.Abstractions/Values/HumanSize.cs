using System.Globalization;
using System.Numerics;
using System.Text;

namespace DockerKit;

/// <summary>Sizes as Docker prints them. Source: https://github.com/docker/go-units (HumanSize, BytesSize).</summary>
internal static class HumanSize
{
    private static readonly string[] DecimalUnits = ["B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
    private static readonly string[] BinaryUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

    /// <summary>In steps of 1000, as in <c>docker images</c> (precision 3): <c>1.24MB</c>.</summary>
    public static string Decimal(double size, int precision = 4) => Scale(size, 1000, DecimalUnits, precision);

    /// <summary>In steps of 1024, as in <c>docker stats</c>: <c>3.42GiB</c>.</summary>
    public static string Binary(double size, int precision = 4) => Scale(size, 1024, BinaryUnits, precision);

    private static string Scale(double size, double step, string[] units, int precision)
    {
        int unit = 0;
        while (size >= step && unit < units.Length - 1)
        {
            size /= step;
            unit++;
        }

        return General(size, precision) + units[unit];
    }

    /// <summary>
    /// C's <c>%.Ng</c>. .NET's "G" differs twice: it rounds a tie away from zero where C takes the even digit, and writes E+04 for e+04.
    /// </summary>
    private static string General(double value, int precision)
    {
        if (value == 0)
        {
            return "0";
        }

        // With this many places the text is exact for every value that the scaling can leave, so that a tie is seen as one.
        string exact = Math.Abs(value).ToString("E60", CultureInfo.InvariantCulture);
        int e = exact.IndexOf('E', StringComparison.Ordinal);
        int exponent = int.Parse(exact.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string digits = string.Concat(exact.AsSpan(0, 1), exact.AsSpan(2, e - 2));

        BigInteger kept = BigInteger.Parse(digits.AsSpan(0, precision), NumberStyles.None, CultureInfo.InvariantCulture);
        ReadOnlySpan<char> rest = digits.AsSpan(precision);
        bool tie = rest[0] == '5' && !rest[1..].ContainsAnyExcept('0');
        if (tie ? !kept.IsEven : rest[0] >= '5')
        {
            kept += 1;
        }

        string rounded = kept.ToString(CultureInfo.InvariantCulture);
        if (rounded.Length > precision)
        {
            exponent++;
        }

        rounded = rounded.TrimEnd('0');
        var text = new StringBuilder(value < 0 ? "-" : "");
        if (exponent < -4 || exponent >= precision)
        {
            text.Append(rounded[0]);
            if (rounded.Length > 1)
            {
                text.Append('.').Append(rounded, 1, rounded.Length - 1);
            }

            return text.Append(CultureInfo.InvariantCulture, $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}").ToString();
        }

        if (exponent < 0)
        {
            return text.Append("0.").Append('0', -exponent - 1).Append(rounded).ToString();
        }

        text.Append(rounded.PadRight(exponent + 1, '0'));
        if (rounded.Length > exponent + 1)
        {
            text.Insert(text.Length - (rounded.Length - exponent - 1), '.');
        }

        return text.ToString();
    }
}
