using System.Diagnostics.CodeAnalysis;

namespace DockerKit;

/// <summary>
/// How many bytes a second a container may read from or write to a block device, written as for
/// <c>docker run --device-read-bps</c> and <c>--device-write-bps</c>: <c>/dev/sda:1mb</c>.
/// </summary>
/// <remarks>Grammar: https://github.com/docker/cli, opts.ValidateThrottleBpsDevice.</remarks>
public sealed record ByteRateDevice : IParsable<ByteRateDevice>
{
    private ByteRateDevice(string path, ByteSize rate)
    {
        Path = path;
        Rate = rate;
    }

    /// <summary>The device on the host, for example <c>/dev/sda</c>.</summary>
    public string Path { get; }

    /// <summary>The most bytes in a second.</summary>
    public ByteSize Rate { get; }

    /// <summary>A rate from its parts: <c>--device-read-bps PATH:RATE</c>.</summary>
    /// <param name="path">The device, which begins with <c>/dev/</c>.</param>
    /// <param name="rate">The most bytes in a second.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The device is none, or the rate is negative.</exception>
    public static ByteRateDevice Create(string path, ByteSize rate)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse($"{path}:{rate}");
    }

    /// <summary>Reads a rate: <c>/dev/sda:1mb</c> or <c>/dev/sda:1000</c> (bytes).</summary>
    /// <param name="s">The text as typed after <c>docker run --device-read-bps</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The device does not begin with <c>/dev/</c>, or the rate is not a size.</exception>
    public static ByteRateDevice Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out ByteRateDevice? result) is { } problem ? throw BadValue.Error("rate for a device", s, problem, "/dev/sda:1mb") : result!;
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The text as typed after <c>docker run --device-read-bps</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    public static ByteRateDevice Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a rate and tells whether it is one, without an exception.</summary>
    /// <param name="s">The text as typed after <c>docker run --device-read-bps</c>.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is right.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out ByteRateDevice? result)
    {
        result = null;
        return s is not null && Read(s, out result) is null;
    }

    /// <inheritdoc cref="TryParse(string?, out ByteRateDevice?)"/>
    /// <param name="s">The text as typed after <c>docker run --device-read-bps</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ByteRateDevice result) =>
        TryParse(s, out result);

    /// <summary>The text that reads back as this rate: <c>/dev/sda:1m</c>.</summary>
    public override string ToString() => $"{Path}:{Rate}";

    /// <summary>Reads the text and gives what is wrong with it, or null.</summary>
    private static string? Read(string text, out ByteRateDevice? result)
    {
        result = null;
        if (BlockDevice.Split(text, out string path, out string number) is { } problem)
        {
            return problem;
        }

        if (!ByteSize.TryParse(number, out ByteSize rate))
        {
            return $"the rate '{number}' is not a number of bytes, with a unit (kb, mb, gb) or without.";
        }

        result = new ByteRateDevice(path, rate);
        return null;
    }
}
