using System.Globalization;

namespace DockerKit;

/// <summary>
/// Times as the engine writes them: RFC 3339 with up to nine decimals. What is finer than .NET's 100 ns is dropped.
/// </summary>
internal static class Rfc3339
{
    private const int SecondsLength = 19; // yyyy-MM-ddTHH:mm:ss

    /// <summary>Reads a time; <c>0001-01-01T00:00:00Z</c>, which the engine writes for "never", is <see cref="DateTimeOffset.MinValue"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It is not such a time.</exception>
    public static DateTimeOffset Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out DateTimeOffset value)
            ? value
            : throw BadValue.Error("time", text, "it is not in the form of RFC 3339.", "2025-01-31T12:00:00.5Z");
    }

    public static bool TryParse(string? text, out DateTimeOffset value)
    {
        value = default;
        if (text is null
            || text.Length <= SecondsLength
            || !DateTime.TryParseExact(
                text.AsSpan(0, SecondsLength), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local))
        {
            return false;
        }

        ReadOnlySpan<char> rest = text.AsSpan(SecondsLength);
        if (rest[0] == '.')
        {
            int decimals = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (decimals < 1)
            {
                return false;
            }

            long unit = TimeSpan.TicksPerSecond;
            foreach (char c in rest.Slice(1, decimals))
            {
                unit /= 10;
                local = local.AddTicks((c - '0') * unit);
            }

            rest = rest[(decimals + 1)..];
        }

        return TryReadOffset(rest, out TimeSpan offset) && TryCombine(local, offset, out value);
    }

    /// <summary>The same moment in UTC with as many decimals as it needs: <c>2025-01-31T12:00:00.5Z</c>.</summary>
    public static string Format(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static bool TryReadOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text is "Z")
        {
            return true;
        }

        if (text is not ['+' or '-', _, _, ':', _, _]
            || !int.TryParse(text[1..3], NumberStyles.None, CultureInfo.InvariantCulture, out int hours)
            || !int.TryParse(text[4..], NumberStyles.None, CultureInfo.InvariantCulture, out int minutes)
            || hours > 23
            || minutes > 59)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryCombine(DateTime local, TimeSpan offset, out DateTimeOffset value)
    {
        long utc = local.Ticks - offset.Ticks;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks)
        {
            // "Never" written in a time zone: a moment just outside of .NET's range is its nearest end.
            value = utc < 0 ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue;
            return true;
        }

        value = new DateTimeOffset(utc, TimeSpan.Zero);

        // .NET holds offsets up to 14 hours; a moment written with a longer one stays the same moment in UTC.
        value = offset.Duration() <= TimeSpan.FromHours(14) ? value.ToOffset(offset) : value;
        return true;
    }
}
