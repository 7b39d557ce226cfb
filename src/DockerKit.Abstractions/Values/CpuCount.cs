using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace DockerKit;

/// <summary>An amount of processor time, written as for <c>docker run --cpus</c>: <c>1.5</c> is one processor and a half.</summary>
/// <remarks>Exact to a billionth of a processor. Grammar: https://github.com/docker/cli, opts.ParseCPUs.</remarks>
public readonly record struct CpuCount : IParsable<CpuCount>, IComparable<CpuCount>
{
    private const long NanosPerCpu = 1_000_000_000;

    // No sensible value needs more, and it bounds the arithmetic on text that comes from outside.
    private const int LargestExponent = 100;

    private static readonly SearchValues<char> SignedDigits = SearchValues.Create("0123456789+-");

    private CpuCount(long nanoCpus) => NanoCpus = nanoCpus;

    /// <summary>The amount in billionths of a processor, the unit of the engine's <c>NanoCpus</c>.</summary>
    /// <value>0 by default, which the engine takes for "no limit".</value>
    public long NanoCpus { get; }

    /// <summary>The amount in processors.</summary>
    public decimal Cpus => NanoCpus / (decimal)NanosPerCpu;

    /// <summary>An amount from a number of processors.</summary>
    /// <param name="cpus">The processors: 0 or more, at most nine decimals.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, too large, or has more than nine decimals.</exception>
    public static CpuCount FromCpus(decimal cpus)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cpus);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cpus, long.MaxValue / (decimal)NanosPerCpu);
        decimal nanos = cpus * NanosPerCpu;
        return nanos == decimal.Truncate(nanos)
            ? new CpuCount((long)nanos)
            : throw new ArgumentOutOfRangeException(nameof(cpus), cpus, "A number of processors has at most nine decimals.");
    }

    /// <summary>An amount from billionths of a processor, the unit of the engine's <c>NanoCpus</c>.</summary>
    /// <param name="nanoCpus">The billionths, as the engine reports them.</param>
    public static CpuCount FromNanoCpus(long nanoCpus) => new(nanoCpus);

    /// <summary>Reads an amount: <c>1.5</c>, <c>2</c>, <c>5e-1</c> or <c>1/4</c>.</summary>
    /// <param name="s">The amount as typed after <c>docker run --cpus</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It is not a number, is negative or too large, or is finer than a billionth.</exception>
    public static CpuCount Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out CpuCount result) is { } problem ? throw BadValue.Error("number of CPUs", s, problem, "1.5") : result;
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The amount as typed after <c>docker run --cpus</c>.</param>
    /// <param name="provider">Not used: an amount reads the same in every culture.</param>
    public static CpuCount Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads an amount and tells whether it is one, without an exception.</summary>
    /// <param name="s">The amount as typed after <c>docker run --cpus</c>.</param>
    /// <param name="result">The amount, or the default (0).</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is an amount.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, out CpuCount result)
    {
        result = default;
        return s is not null && Read(s, out result) is null;
    }

    /// <inheritdoc cref="TryParse(string?, out CpuCount)"/>
    /// <param name="s">The amount as typed after <c>docker run --cpus</c>.</param>
    /// <param name="provider">Not used: an amount reads the same in every culture.</param>
    /// <param name="result">The amount, or the default (0).</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CpuCount result) => TryParse(s, out result);

    /// <summary>The number of processors, which reads back as the same amount: <c>1.5</c>.</summary>
    public override string ToString() => Cpus.ToString("0.#########", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public int CompareTo(CpuCount other) => NanoCpus.CompareTo(other.NanoCpus);

    /// <summary>Whether the left amount is smaller.</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(CpuCount left, CpuCount right) => left.NanoCpus < right.NanoCpus;

    /// <summary>Whether the left amount is smaller or the same.</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(CpuCount left, CpuCount right) => left.NanoCpus <= right.NanoCpus;

    /// <summary>Whether the left amount is larger.</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(CpuCount left, CpuCount right) => left.NanoCpus > right.NanoCpus;

    /// <summary>Whether the left amount is larger or the same.</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(CpuCount left, CpuCount right) => left.NanoCpus >= right.NanoCpus;

    /// <summary>Reads the text and gives what is wrong with it, or null.</summary>
    private static string? Read(string text, out CpuCount result)
    {
        result = default;
        if (!TryReadFraction(text, out BigInteger numerator, out BigInteger denominator))
        {
            return "it is not a number.";
        }

        if (numerator.Sign < 0)
        {
            return "it cannot be negative.";
        }

        BigInteger nanos = BigInteger.DivRem(numerator * NanosPerCpu, denominator, out BigInteger rest);
        if (!rest.IsZero)
        {
            return "it is finer than a billionth of a processor (nine decimals).";
        }

        if (nanos > long.MaxValue)
        {
            return "it is too large.";
        }

        result = new CpuCount((long)nanos);
        return null;
    }

    private static bool TryReadFraction(string text, out BigInteger numerator, out BigInteger denominator)
    {
        denominator = BigInteger.One;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            return TryReadInteger(text.AsSpan(0, slash), NumberStyles.AllowLeadingSign, out numerator)
                && TryReadInteger(text.AsSpan(slash + 1), NumberStyles.None, out denominator)
                && !denominator.IsZero;
        }

        numerator = BigInteger.Zero;
        int e = text.IndexOfAny(['e', 'E']);
        int exponent = 0;
        if (e >= 0
            && (!int.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
                || Math.Abs((long)exponent) > LargestExponent))
        {
            return false;
        }

        string mantissa = e >= 0 ? text[..e] : text;
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            // "1." and ".5" are numbers in Go, and so here; "." and "1.-5" are not.
            string decimals = mantissa[(point + 1)..];
            exponent -= decimals.Length;
            if (decimals.AsSpan().ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }

            mantissa = mantissa[..point] + decimals;
        }

        if (!TryReadInteger(mantissa, NumberStyles.AllowLeadingSign, out numerator))
        {
            return false;
        }

        if (exponent >= 0)
        {
            numerator *= BigInteger.Pow(10, exponent);
        }
        else
        {
            denominator = BigInteger.Pow(10, -exponent);
        }

        return true;
    }

    private static bool TryReadInteger(ReadOnlySpan<char> digits, NumberStyles styles, out BigInteger value)
    {
        value = BigInteger.Zero;
        return !digits.ContainsAnyExcept(SignedDigits) && BigInteger.TryParse(digits, styles, CultureInfo.InvariantCulture, out value);
    }
}
