using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DockerKit;

/// <summary>A container's share of a block device, written as for <c>docker run --blkio-weight-device</c>: <c>/dev/sda:500</c>.</summary>
/// <remarks>Grammar: https://github.com/docker/cli, opts.ValidateWeightDevice.</remarks>
public sealed record BlkioWeightDevice : IParsable<BlkioWeightDevice>
{
    private BlkioWeightDevice(string path, int weight)
    {
        Path = path;
        Weight = weight;
    }

    /// <summary>The device on the host, for example <c>/dev/sda</c>.</summary>
    public string Path { get; }

    /// <summary>The weight beside that of other containers: 10 to 1000.</summary>
    /// <value>0 means not set.</value>
    public int Weight { get; }

    /// <summary>A weight from its parts: <c>--blkio-weight-device PATH:WEIGHT</c>.</summary>
    /// <param name="path">The device, which begins with <c>/dev/</c>.</param>
    /// <param name="weight">10 to 1000, or 0 for not set.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The device or the weight is none.</exception>
    public static BlkioWeightDevice Create(string path, int weight)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(string.Create(CultureInfo.InvariantCulture, $"{path}:{weight}"));
    }

    /// <summary>Reads a weight: <c>/dev/sda:500</c>.</summary>
    /// <param name="s">The text as typed after <c>docker run --blkio-weight-device</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The device does not begin with <c>/dev/</c>, or the weight is neither 0 nor 10 to 1000.</exception>
    public static BlkioWeightDevice Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out BlkioWeightDevice? result) is { } problem ? throw BadValue.Error("device weight", s, problem, "/dev/sda:500") : result!;
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The text as typed after <c>docker run --blkio-weight-device</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    public static BlkioWeightDevice Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a weight and tells whether it is one, without an exception.</summary>
    /// <param name="s">The text as typed after <c>docker run --blkio-weight-device</c>.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is right.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out BlkioWeightDevice? result)
    {
        result = null;
        return s is not null && Read(s, out result) is null;
    }

    /// <inheritdoc cref="TryParse(string?, out BlkioWeightDevice?)"/>
    /// <param name="s">The text as typed after <c>docker run --blkio-weight-device</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out BlkioWeightDevice result) =>
        TryParse(s, out result);

    /// <summary>The text that reads back as this weight: <c>/dev/sda:500</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}:{Weight}");

    /// <summary>Reads the text and gives what is wrong with it, or null.</summary>
    private static string? Read(string text, out BlkioWeightDevice? result)
    {
        result = null;
        if (BlockDevice.Split(text, out string path, out string number) is { } problem)
        {
            return problem;
        }

        if (!GoInteger.TryParse(number, out ushort weight) || weight is not (0 or (>= 10 and <= 1000)))
        {
            return $"the weight '{number}' is not a whole number from 10 to 1000 (or 0, not set).";
        }

        result = new BlkioWeightDevice(path, weight);
        return null;
    }
}
