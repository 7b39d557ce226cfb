using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DockerKit;

/// <summary>IP addresses as Go's net and net/netip read and write them, which is how the engine and its CLI do.</summary>
/// <remarks>
/// <see cref="System.Net.IPAddress"/> also takes <c>127</c>, <c>0x7f.1</c> and <c>[::1]</c>, which Docker refuses, and prints some
/// IPv6 addresses in another way.
/// </remarks>
internal static class IpNotation
{
    /// <summary>Whether the text is an IPv4 or IPv6 address, without brackets, zone or blanks (net.ParseIP).</summary>
    public static bool IsAddress(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[16];
        return TryRead(text, bytes) > 0;
    }

    /// <summary>The canonical form, with the zone if it has one (netip.ParseAddr), or null when the text is not an address.</summary>
    public static string? Canonical(string text)
    {
        int percent = text.IndexOf('%', StringComparison.Ordinal);
        if (percent == text.Length - 1 && percent >= 0)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        int length = TryRead(percent < 0 ? text : text.AsSpan(0, percent), bytes);
        return length == 0 || (length == 4 && percent >= 0)
            ? null
            : Print(bytes[..length]) + (percent < 0 ? "" : text[percent..]);
    }

    /// <summary>The canonical form of an address that may have blanks around it (opts.ValidateIPAddress), or null.</summary>
    /// <remarks>Unlike <see cref="Canonical"/>, an IPv4 address written as IPv6 becomes plain IPv4, and there is no zone.</remarks>
    public static string? Normalize(string text)
    {
        Span<byte> bytes = stackalloc byte[16];
        int length = TryRead(text.AsSpan().Trim(), bytes);
        if (length == 0)
        {
            return null;
        }

        return length == 16 && IsMapped(bytes) ? Print(bytes[12..]) : Print(bytes[..length]);
    }

    /// <summary>Whether the text is a usual IPv4 address, or an IPv6 address that stands for one.</summary>
    public static bool IsIPv4(string text)
    {
        Span<byte> bytes = stackalloc byte[16];
        int length = TryRead(text.AsSpan().Trim(), bytes);
        return length == 4 || (length == 16 && IsMapped(bytes));
    }

    private static bool IsMapped(ReadOnlySpan<byte> bytes) =>
        !bytes[..10].ContainsAnyExcept((byte)0) && bytes[10] == 0xff && bytes[11] == 0xff;

    /// <summary>Reads an address and gives the number of its bytes: 4, 16, or 0 when it is none.</summary>
    private static int TryRead(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        // The longest address has 45 characters; the limit keeps hostile text from costing anything.
        int mark = text.Length > 45 ? -1 : text.IndexOfAny('.', ':');
        if (mark < 0)
        {
            return 0;
        }

        return text[mark] == '.' ? (TryReadIPv4(text, bytes) ? 4 : 0) : (TryReadIPv6(text, bytes[..16]) ? 16 : 0);
    }

    private static bool TryReadIPv4(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        for (int part = 0; part < 4; part++)
        {
            int dot = text.IndexOf('.');
            if ((dot < 0) != (part == 3))
            {
                return false;
            }

            ReadOnlySpan<char> number = dot < 0 ? text : text[..dot];
            if (number is [] or { Length: > 3 } or ['0', _, ..]
                || number.ContainsAnyExceptInRange('0', '9')
                || !byte.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out bytes[part]))
            {
                return false;
            }

            text = text[(dot + 1)..];
        }

        return true;
    }

    private static bool TryReadIPv6(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        bytes.Clear();
        int gap = -1;
        int at = 0;
        if (text.StartsWith("::"))
        {
            gap = 0;
            text = text[2..];
        }

        while (at < 16 && !text.IsEmpty)
        {
            int end = text.IndexOfAny('.', ':');
            if (end >= 0 && text[end] == '.')
            {
                // The last four bytes may be written as IPv4.
                if ((gap < 0 && at != 12) || at > 12 || !TryReadIPv4(text, bytes[at..]))
                {
                    return false;
                }

                at += 4;
                text = [];
                break;
            }

            ReadOnlySpan<char> group = end < 0 ? text : text[..end];
            if (group is [] or { Length: > 4 }
                || group.Contains('\0')
                || !ushort.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value))
            {
                return false;
            }

            BinaryPrimitives.WriteUInt16BigEndian(bytes[at..], value);
            at += 2;
            if (end < 0)
            {
                text = [];
                break;
            }

            text = text[(end + 1)..];
            if (text.IsEmpty)
            {
                return false;
            }

            if (text[0] == ':')
            {
                if (gap >= 0)
                {
                    return false;
                }

                gap = at;
                text = text[1..];
            }
        }

        if (!text.IsEmpty || (gap < 0) != (at == 16))
        {
            return false;
        }

        if (gap >= 0)
        {
            bytes[gap..at].CopyTo(bytes[(16 - (at - gap))..]);
            bytes[gap..(16 - (at - gap))].Clear();
        }

        return true;
    }

    private static string Print(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 4)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{bytes[0]}.{bytes[1]}.{bytes[2]}.{bytes[3]}");
        }

        if (IsMapped(bytes))
        {
            return "::ffff:" + Print(bytes[12..]);
        }

        // The longest run of two or more zero groups becomes "::", the first one among equals (RFC 5952).
        (int start, int length) = (-1, 1);
        for (int i = 0; i < 8; i++)
        {
            int run = i;
            while (run < 8 && bytes[2 * run] == 0 && bytes[(2 * run) + 1] == 0)
            {
                run++;
            }

            if (run - i > length)
            {
                (start, length) = (i, run - i);
            }
        }

        var text = new StringBuilder(39);
        for (int i = 0; i < 8; i++)
        {
            if (i == start)
            {
                text.Append("::");
                i += length - 1;
                continue;
            }

            if (i > 0 && text[^1] != ':')
            {
                text.Append(':');
            }

            text.Append(CultureInfo.InvariantCulture, $"{BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 * i)..]):x}");
        }

        return text.ToString();
    }
}
