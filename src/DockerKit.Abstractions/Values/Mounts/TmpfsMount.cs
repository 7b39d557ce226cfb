using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DockerKit;

/// <summary>
/// A file system in memory, mounted in a container: one value of <c>docker run --tmpfs</c>, <c>TARGET[:OPTIONS]</c>, such as <c>/run:size=64m,mode=1777</c>.
/// </summary>
/// <remarks>The engine judges the options when it mounts: they are those of Linux's tmpfs. Instances never change.</remarks>
public sealed record TmpfsMount : IParsable<TmpfsMount>
{
    /// <summary>Mounts a file system in memory.</summary>
    /// <param name="target">The path in the container, without a colon.</param>
    /// <param name="options">The options, separated by commas: <c>size=64m,mode=1777</c>.</param>
    /// <exception cref="ArgumentNullException">One is <see langword="null"/>.</exception>
    /// <exception cref="FormatException"><paramref name="target"/> is empty or holds a colon.</exception>
    public TmpfsMount(string target, string options = "")
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        if (target.Length == 0 || target.Contains(':', StringComparison.Ordinal))
        {
            throw BadValue.Error("target", target, "a path is wanted, without a colon", "/run");
        }

        Target = target;
        Options = options;
    }

    /// <summary>The path in the container.</summary>
    public string Target { get; }

    /// <summary>The options, separated by commas.</summary>
    /// <value>Empty when there are none: the engine then mounts it <c>noexec,nosuid,nodev</c>, up to half of the memory.</value>
    public string Options { get; }

    /// <summary>Reads a tmpfs mount, for example <c>/run:size=64m</c>.</summary>
    /// <param name="s">The value as typed after <c>docker run --tmpfs</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It has no path.</exception>
    public static TmpfsMount Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out TmpfsMount? result) ? result : throw BadValue.Error("tmpfs mount", s, "the path is missing", "/run:size=64m");
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The value as typed after <c>docker run --tmpfs</c>.</param>
    /// <param name="provider">Not used: a mount reads the same in every culture.</param>
    public static TmpfsMount Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a tmpfs mount and tells whether it is one, without an exception.</summary>
    /// <param name="s">The value as typed after <c>docker run --tmpfs</c>.</param>
    /// <param name="result">The mount, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is a tmpfs mount.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out TmpfsMount? result)
    {
        int colon = s?.IndexOf(':', StringComparison.Ordinal) ?? 0;
        result = string.IsNullOrEmpty(s) || colon == 0 ? null
            : colon < 0 ? new TmpfsMount(s)
            : new TmpfsMount(s[..colon], s[(colon + 1)..]);
        return result is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out TmpfsMount?)"/>
    /// <param name="s">The value as typed after <c>docker run --tmpfs</c>.</param>
    /// <param name="provider">Not used: a mount reads the same in every culture.</param>
    /// <param name="result">The mount, or <see langword="null"/>.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out TmpfsMount result) =>
        TryParse(s, out result);

    /// <summary>The same mount with a largest size: <c>size=BYTES</c>.</summary>
    /// <param name="size">The size.</param>
    public TmpfsMount WithSize(ByteSize size) => WithOption(string.Create(CultureInfo.InvariantCulture, $"size={size.Bytes}"));

    /// <summary>The same mount with one more option.</summary>
    /// <param name="option">The option, for example <c>mode=1777</c> or <c>exec</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="option"/> is <see langword="null"/>.</exception>
    public TmpfsMount WithOption(string option)
    {
        ArgumentNullException.ThrowIfNull(option);
        return new TmpfsMount(Target, Options.Length == 0 ? option : $"{Options},{option}");
    }

    /// <summary>The text for <c>docker run --tmpfs</c>, which reads back as the same mount.</summary>
    public override string ToString() => Options.Length == 0 ? Target : $"{Target}:{Options}";
}
