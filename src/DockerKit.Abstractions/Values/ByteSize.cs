using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DockerKit;

/// <summary>
/// An amount of memory or disk in bytes, written as for <c>docker run --memory</c>, <c>--shm-size</c> and the like: <c>512m</c>, <c>1.5g</c>.
/// </summary>
/// <remarks>
/// A unit is a power of 1024 whichever way it is written: <c>k</c>, <c>kb</c> and <c>KiB</c> are all 1024 bytes.
/// The units are b, k, m, g, t and p. Grammar: https://github.com/docker/go-units (RAMInBytes).
/// </remarks>
public readonly record struct ByteSize : IParsable<ByteSize>, IComparable<ByteSize>
{
    private const string Units = "kmgtp";

    private static readonly SearchValues<char> EndOfNumber = SearchValues.Create("0123456789. ");

    private ByteSize(long bytes) => Bytes = bytes;

    /// <summary>No limit, where Docker gives <c>-1</c> that meaning: <c>docker run --memory-swap -1</c>.</summary>
    public static ByteSize Unlimited => new(-1);

    /// <summary>The number of bytes.</summary>
    /// <value>0 by default.</value>
    public long Bytes { get; }

    /// <summary>A size from a number of bytes.</summary>
    /// <param name="bytes">The bytes. The engine uses -1 for "not known" or "no limit", so that is let through.</param>
    public static ByteSize FromBytes(long bytes) => new(bytes);

    /// <summary>A size from a number of kibibytes (1024 bytes): <c>4k</c>.</summary>
    /// <param name="kibibytes">The number of kibibytes.</param>
    /// <exception cref="OverflowException">The size is beyond 8 EiB.</exception>
    public static ByteSize FromKibibytes(long kibibytes) => new(checked(kibibytes * 1024));

    /// <summary>A size from a number of mebibytes (1024² bytes): <c>512m</c>.</summary>
    /// <param name="mebibytes">The number of mebibytes.</param>
    /// <exception cref="OverflowException">The size is beyond 8 EiB.</exception>
    public static ByteSize FromMebibytes(long mebibytes) => new(checked(mebibytes * (1L << 20)));

    /// <summary>A size from a number of gibibytes (1024³ bytes): <c>2g</c>.</summary>
    /// <param name="gibibytes">The number of gibibytes.</param>
    /// <exception cref="OverflowException">The size is beyond 8 EiB.</exception>
    public static ByteSize FromGibibytes(long gibibytes) => new(checked(gibibytes * (1L << 30)));

    /// <summary>Reads a size, for example <c>512m</c>, <c>1.5GiB</c> or <c>1000</c> (bytes). A fraction of a byte is dropped.</summary>
    /// <param name="s">The size as typed after <c>docker run --memory</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It is not a size, is negative, or is beyond 8 EiB.</exception>
    public static ByteSize Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out ByteSize result) is { } problem ? throw BadValue.Error("size", s, problem, "512m") : result;
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The size as typed after <c>docker run --memory</c>.</param>
    /// <param name="provider">Not used: a size reads the same in every culture.</param>
    public static ByteSize Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a size and tells whether it is one, without an exception.</summary>
    /// <param name="s">The size as typed after <c>docker run --memory</c>.</param>
    /// <param name="result">The size, or the default (0 bytes).</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is a size.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, out ByteSize result)
    {
        result = default;
        return s is not null && Read(s, out result) is null;
    }

    /// <inheritdoc cref="TryParse(string?, out ByteSize)"/>
    /// <param name="s">The size as typed after <c>docker run --memory</c>.</param>
    /// <param name="provider">Not used: a size reads the same in every culture.</param>
    /// <param name="result">The size, or the default (0 bytes).</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ByteSize result) => TryParse(s, out result);

    /// <summary>The shortest exact text, which reads back as the same size: <c>512m</c>, <c>1g</c>, <c>1000b</c>, <c>0</c>; <c>-1</c> when negative.</summary>
    public override string ToString()
    {
        if (Bytes <= 0)
        {
            return Bytes.ToString(CultureInfo.InvariantCulture);
        }

        long value = Bytes;
        int unit = -1;
        while (unit < Units.Length - 1 && value % 1024 == 0)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value}{(unit < 0 ? 'b' : Units[unit])}");
    }

    /// <summary>For people, in steps of 1000 and with three digits, as <c>docker images</c> prints it: <c>1.24MB</c>. Rounded, so not for reading back.</summary>
    public string ToHumanString() => HumanSize.Decimal(Bytes, precision: 3);

    /// <summary>For people, in steps of 1024 and with four digits, as <c>docker stats</c> prints it: <c>3.42GiB</c>. Rounded, so not for reading back.</summary>
    public string ToBinaryString() => HumanSize.Binary(Bytes);

    /// <inheritdoc/>
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>Whether the left size is smaller.</summary>
    /// <param name="left">One size.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    /// <summary>Whether the left size is smaller or the same.</summary>
    /// <param name="left">One size.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    /// <summary>Whether the left size is larger.</summary>
    /// <param name="left">One size.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    /// <summary>Whether the left size is larger or the same.</summary>
    /// <param name="left">One size.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;

    /// <summary>Reads the text and gives what is wrong with it, or null.</summary>
    private static string? Read(string text, out ByteSize result)
    {
        result = default;
        int last = text.AsSpan().LastIndexOfAny(EndOfNumber);
        if (last < 0)
        {
            return text.Length == 0 ? "it is empty." : "it has no number.";
        }

        ReadOnlySpan<char> number = text.AsSpan(0, text[last] == ' ' ? last : last + 1);
        ReadOnlySpan<char> suffix = text.AsSpan(last + 1);
        if (!GoFloat.TryParse(number, out double value))
        {
            return $"'{number}' is not a number.";
        }

        if (value < 0)
        {
            return "a size cannot be negative.";
        }

        if (!TryReadUnit(suffix, out long unit))
        {
            return $"the unit '{suffix}' is not b, k, m, g, t or p (each may end in 'b' or 'ib').";
        }

        // Whole bytes are read as such: a double would lose the last digits of the largest ones.
        if (unit == 1 && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes))
        {
            result = new ByteSize(bytes);
            return null;
        }

        value *= unit;
        if (value >= long.MaxValue)
        {
            return "it is beyond 8 EiB.";
        }

        result = new ByteSize((long)value);
        return null;
    }

    private static bool TryReadUnit(ReadOnlySpan<char> suffix, out long unit)
    {
        unit = 1;
        if (suffix.IsEmpty || suffix is ['b' or 'B'])
        {
            return true;
        }

        int power = Units.IndexOf(char.ToLowerInvariant(suffix[0]), StringComparison.Ordinal);
        unit = 1L << (10 * (power + 1));
        ReadOnlySpan<char> rest = suffix[1..];
        return power >= 0
            && (rest.IsEmpty || rest.Equals("b", StringComparison.OrdinalIgnoreCase) || rest.Equals("ib", StringComparison.OrdinalIgnoreCase));
    }
}
