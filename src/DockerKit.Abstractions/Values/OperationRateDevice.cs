using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DockerKit;

/// <summary>
/// How many operations a second a container may do on a block device, written as for
/// <c>docker run --device-read-iops</c> and <c>--device-write-iops</c>: <c>/dev/sda:1000</c>.
/// </summary>
/// <remarks>Grammar: https://github.com/docker/cli, opts.ValidateThrottleIOpsDevice.</remarks>
public sealed record OperationRateDevice : IParsable<OperationRateDevice>
{
    private OperationRateDevice(string path, ulong rate)
    {
        Path = path;
        Rate = rate;
    }

    /// <summary>The device on the host, for example <c>/dev/sda</c>.</summary>
    public string Path { get; }

    /// <summary>The most operations in a second.</summary>
    public ulong Rate { get; }

    /// <summary>A rate from its parts: <c>--device-read-iops PATH:RATE</c>.</summary>
    /// <param name="path">The device, which begins with <c>/dev/</c>.</param>
    /// <param name="rate">The most operations in a second.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The device is none.</exception>
    public static OperationRateDevice Create(string path, ulong rate)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(string.Create(CultureInfo.InvariantCulture, $"{path}:{rate}"));
    }

    /// <summary>Reads a rate: <c>/dev/sda:1000</c>.</summary>
    /// <param name="s">The text as typed after <c>docker run --device-read-iops</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The device does not begin with <c>/dev/</c>, or the rate is not a whole number.</exception>
    public static OperationRateDevice Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out OperationRateDevice? result) is { } problem ? throw BadValue.Error("rate for a device", s, problem, "/dev/sda:1000") : result!;
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The text as typed after <c>docker run --device-read-iops</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    public static OperationRateDevice Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a rate and tells whether it is one, without an exception.</summary>
    /// <param name="s">The text as typed after <c>docker run --device-read-iops</c>.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is right.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out OperationRateDevice? result)
    {
        result = null;
        return s is not null && Read(s, out result) is null;
    }

    /// <inheritdoc cref="TryParse(string?, out OperationRateDevice?)"/>
    /// <param name="s">The text as typed after <c>docker run --device-read-iops</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out OperationRateDevice result) =>
        TryParse(s, out result);

    /// <summary>The text that reads back as this rate: <c>/dev/sda:1000</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}:{Rate}");

    /// <summary>Reads the text and gives what is wrong with it, or null.</summary>
    private static string? Read(string text, out OperationRateDevice? result)
    {
        result = null;
        if (BlockDevice.Split(text, out string path, out string number) is { } problem)
        {
            return problem;
        }

        if (!GoInteger.TryParse(number, out ulong rate))
        {
            return $"the rate '{number}' is not a whole number of operations.";
        }

        result = new OperationRateDevice(path, rate);
        return null;
    }
}
