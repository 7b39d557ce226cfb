using System.Buffers;
using System.Globalization;
using System.Text;

namespace DockerKit;

/// <summary>
/// Durations as the Docker CLI reads and prints them: <c>1m30s</c>, <c>500ms</c>, <c>4.5s</c>. Source: Go's time.ParseDuration and Duration.String.
/// </summary>
internal static class GoDuration
{
    private const ulong Longest = 1UL << 63;

    private static readonly SearchValues<char> StartOfNumber = SearchValues.Create("0123456789.");

    /// <summary>Reads a duration; what is finer than <see cref="TimeSpan"/>'s 100 ns is dropped.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It is not a duration.</exception>
    public static TimeSpan Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out TimeSpan value)
            ? value
            : throw BadValue.Error("duration", text, "it is not a row of numbers, each with a unit (ns, us, ms, s, m, h).", "1m30s");
    }

    public static bool TryParse(string? text, out TimeSpan value)
    {
        bool read = TryParseNanoseconds(text, out long nanoseconds);
        value = new TimeSpan(nanoseconds / TimeSpan.NanosecondsPerTick);
        return read;
    }

    /// <summary>Reads a duration as whole nanoseconds.</summary>
    public static bool TryParseNanoseconds(string? text, out long nanoseconds)
    {
        nanoseconds = 0;
        ReadOnlySpan<char> rest = text;
        bool negative = rest is ['-', ..];
        rest = rest is ['-' or '+', ..] ? rest[1..] : rest;
        if (rest is "0")
        {
            return true;
        }

        if (rest.IsEmpty)
        {
            return false;
        }

        ulong total = 0;
        while (!rest.IsEmpty)
        {
            if (!TryReadPart(ref rest, out ulong part) || part > Longest - total)
            {
                return false;
            }

            total += part;
        }

        if (!negative && total == Longest)
        {
            return false;
        }

        nanoseconds = negative ? (long)(0 - total) : (long)total;
        return true;
    }

    /// <summary>The text of a duration: <c>0s</c>, <c>500ms</c>, <c>1m30s</c>, <c>1h0m0s</c>.</summary>
    public static string Format(TimeSpan value) => FormatNanoseconds(ToNanoseconds(value));

    /// <summary>The text of a duration of whole nanoseconds.</summary>
    public static string FormatNanoseconds(long nanoseconds)
    {
        ulong rest = nanoseconds < 0 ? 0 - (ulong)nanoseconds : (ulong)nanoseconds;
        var text = new StringBuilder(nanoseconds < 0 ? "-" : "");
        switch (rest)
        {
            case 0:
                return "0s";
            case < 1_000:
                return text.Append(CultureInfo.InvariantCulture, $"{rest}ns").ToString();
            case < 1_000_000:
                return AppendDecimal(text, rest, 1_000).Append("µs").ToString();
            case < 1_000_000_000:
                return AppendDecimal(text, rest, 1_000_000).Append("ms").ToString();
        }

        const ulong Minute = 60_000_000_000;
        ulong minutes = rest / Minute;
        if (minutes >= 60)
        {
            text.Append(CultureInfo.InvariantCulture, $"{minutes / 60}h");
        }

        if (minutes > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{minutes % 60}m");
        }

        return AppendDecimal(text, rest % Minute, 1_000_000_000).Append('s').ToString();
    }

    /// <summary>The nanoseconds of a duration, the unit of the engine's API.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is longer than 292 years, which the engine cannot hold.</exception>
    public static long ToNanoseconds(TimeSpan value) =>
        value.Ticks is >= long.MinValue / TimeSpan.NanosecondsPerTick and <= long.MaxValue / TimeSpan.NanosecondsPerTick
            ? value.Ticks * TimeSpan.NanosecondsPerTick
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The engine counts in nanoseconds and holds at most 292 years.");

    private static StringBuilder AppendDecimal(StringBuilder text, ulong value, ulong unit)
    {
        text.Append(value / unit);
        ulong fraction = value % unit;
        if (fraction == 0)
        {
            return text;
        }

        // The leading zeros of the fraction come from the unit's own: 1_050 of 1_000 is ".05".
        string digits = (unit + fraction).ToString(CultureInfo.InvariantCulture);
        return text.Append('.').Append(digits.AsSpan(1).TrimEnd('0'));
    }

    /// <summary>Reads one number with its unit. Fails on an overflow as on a wrong character.</summary>
    private static bool TryReadPart(ref ReadOnlySpan<char> rest, out ulong value)
    {
        value = 0;
        int digits = 0;
        for (; !rest.IsEmpty && char.IsAsciiDigit(rest[0]); rest = rest[1..], digits++)
        {
            if (value > Longest / 10 || (value = (value * 10) + (ulong)(rest[0] - '0')) > Longest)
            {
                return false;
            }
        }

        ulong fraction = 0;
        double scale = 1;
        if (rest is ['.', ..])
        {
            bool full = false;
            for (rest = rest[1..]; !rest.IsEmpty && char.IsAsciiDigit(rest[0]); rest = rest[1..], digits++)
            {
                // Digits beyond what fits are finer than a nanosecond: they are read and dropped.
                ulong next = (fraction * 10) + (ulong)(rest[0] - '0');
                full = full || fraction > (Longest - 1) / 10 || next > Longest;
                fraction = full ? fraction : next;
                scale *= full ? 1 : 10;
            }
        }

        int length = rest.IndexOfAny(StartOfNumber);
        length = length < 0 ? rest.Length : length;
        ulong unit = rest[..length] switch
        {
            "ns" => 1,
            "us" or "\u00b5s" or "\u03bcs" => 1_000,
            "ms" => 1_000_000,
            "s" => 1_000_000_000,
            "m" => 60_000_000_000,
            "h" => 3_600_000_000_000,
            _ => 0,
        };
        rest = rest[length..];
        if (digits == 0 || unit == 0 || value > Longest / unit)
        {
            return false;
        }

        value *= unit;
        if (fraction > 0)
        {
            value += (ulong)(fraction * (unit / scale));
        }

        return value <= Longest;
    }
}
