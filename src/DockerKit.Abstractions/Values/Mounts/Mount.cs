using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace DockerKit;

/// <summary>
/// Something mounted in a container: one value of <c>docker run --mount</c>, such as <c>type=bind,source=/srv/www,target=/www,readonly</c>.
/// </summary>
/// <remarks>
/// <para>Make one with <see cref="Bind"/>, <see cref="Volume"/>, <see cref="Tmpfs"/> or <see cref="Image"/>, or read one with <see cref="Parse(string)"/>.
/// A relative source (it begins with a dot) is made absolute at once, as the CLI does.</para>
/// <para>Two mounts are equal when they mean the same, however they were typed. Instances never change.</para>
/// <para>Grammar: https://github.com/docker/cli, opts.MountOpt.</para>
/// </remarks>
public sealed record Mount : IParsable<Mount>
{
    internal Mount()
    {
    }

    /// <summary>What is mounted.</summary>
    /// <value>A volume by default.</value>
    public MountType Type { get; internal init; }

    /// <summary>The host's path, the volume's name or the image.</summary>
    /// <value><see langword="null"/> for an anonymous volume or a tmpfs.</value>
    public string? Source { get; internal init; }

    /// <summary>The path in the container.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>Whether the container can only read it.</summary>
    public bool IsReadOnly { get; internal init; }

    /// <summary>How current the two sides are kept: <c>consistent</c>, <c>cached</c> or <c>delegated</c>; Linux makes no difference.</summary>
    /// <value><see langword="null"/> when none is written.</value>
    public string? Consistency { get; internal init; }

    /// <summary>For a bind mount: which side sees mounts of the other.</summary>
    /// <value><see langword="null"/> when none is written; Docker then means <c>rprivate</c>.</value>
    public BindPropagation? Propagation { get; internal init; }

    /// <summary>For a bind mount: what becomes of the mounts below its source.</summary>
    public BindRecursion Recursion { get; internal init; }

    /// <summary>For a bind mount: whether a source that does not exist is created as a folder.</summary>
    public bool CreatesSource { get; internal init; }

    /// <summary>For a volume: whether the image's files at the target are kept from being copied into an empty volume.</summary>
    public bool NoCopy { get; internal init; }

    /// <summary>For a volume or an image: the folder inside it that is mounted.</summary>
    /// <value><see langword="null"/> for the whole.</value>
    public string? Subpath { get; internal init; }

    /// <summary>For a volume: the driver that makes it.</summary>
    /// <value><see langword="null"/> for the engine's own, <c>local</c>.</value>
    public string? Driver { get; internal init; }

    /// <summary>For a volume: the driver's options.</summary>
    public ImmutableSortedDictionary<string, string> DriverOptions { get; internal init; } = MountReader.NoPairs;

    /// <summary>For a volume: the labels that it gets when it is made.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; internal init; } = MountReader.NoPairs;

    /// <summary>For a tmpfs: its largest size.</summary>
    /// <value><see langword="null"/> when none is written: it may then grow to half of the memory.</value>
    public ByteSize? TmpfsSize { get; internal init; }

    /// <summary>For a tmpfs: the permissions of its root folder.</summary>
    /// <value><see langword="null"/> when none is written; the engine then takes 1777.</value>
    public UnixFileMode? TmpfsMode { get; internal init; }

    /// <summary>Mounts a file or folder of the host: <c>--mount type=bind,source=SOURCE,target=TARGET</c>.</summary>
    /// <param name="source">The host's path; one that begins with a dot is relative to the current folder.</param>
    /// <param name="target">The path in the container.</param>
    /// <exception cref="ArgumentNullException">One is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">One is empty, or begins or ends with a blank.</exception>
    public static Mount Bind(string source, string target) => Make(MountType.Bind, source, target);

    /// <summary>Mounts a named volume, which the engine makes if need be: <c>--mount type=volume,source=NAME,target=TARGET</c>.</summary>
    /// <param name="name">The volume's name.</param>
    /// <param name="target">The path in the container.</param>
    /// <exception cref="ArgumentNullException">One is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">One is empty, or begins or ends with a blank.</exception>
    public static Mount Volume(string name, string target) => Make(MountType.Volume, name, target);

    /// <summary>Mounts a new volume without a name: <c>--mount type=volume,target=TARGET</c>.</summary>
    /// <param name="target">The path in the container.</param>
    /// <exception cref="ArgumentNullException"><paramref name="target"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException"><paramref name="target"/> is empty, or begins or ends with a blank.</exception>
    public static Mount AnonymousVolume(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return MountReader.FromFields(["type=volume", $"target={target}"]);
    }

    /// <summary>Mounts a file system in memory: <c>--mount type=tmpfs,target=TARGET,tmpfs-size=SIZE</c>.</summary>
    /// <param name="target">The path in the container.</param>
    /// <param name="size">Its largest size; without one it may grow to half of the memory.</param>
    /// <exception cref="ArgumentNullException"><paramref name="target"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException"><paramref name="target"/> is empty, or begins or ends with a blank, or the size is negative.</exception>
    public static Mount Tmpfs(string target, ByteSize? size = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        string[] fields = ["type=tmpfs", $"target={target}"];
        return MountReader.FromFields(size is null ? fields : [.. fields, $"tmpfs-size={size}"]);
    }

    /// <summary>Mounts the files of another image: <c>--mount type=image,source=IMAGE,target=TARGET</c>. Needs an engine with API 1.48.</summary>
    /// <param name="image">The image.</param>
    /// <param name="target">The path in the container.</param>
    /// <exception cref="ArgumentNullException">One is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">One is empty, or begins or ends with a blank.</exception>
    public static Mount Image(string image, string target) => Make(MountType.Image, image, target);

    /// <summary>Reads a mount, for example <c>type=volume,source=data,target=/data,readonly</c>.</summary>
    /// <param name="s">The value as typed after <c>docker run --mount</c>; a field that holds a comma stands in quotes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The target is missing, or an option is unknown, has a wrong value or does not belong to the type.</exception>
    public static Mount Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return MountReader.Read(s, out string? problem) ?? throw BadValue.Error("mount", s, problem!, MountReader.Example);
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The value as typed after <c>docker run --mount</c>.</param>
    /// <param name="provider">Not used: a mount reads the same in every culture.</param>
    public static Mount Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a mount and tells whether it is one, without an exception.</summary>
    /// <param name="s">The value as typed after <c>docker run --mount</c>.</param>
    /// <param name="result">The mount, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is a mount.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out Mount? result)
    {
        result = s is null ? null : MountReader.Read(s, out _);
        return result is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out Mount?)"/>
    /// <param name="s">The value as typed after <c>docker run --mount</c>.</param>
    /// <param name="provider">Not used: a mount reads the same in every culture.</param>
    /// <param name="result">The mount, or <see langword="null"/>.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Mount result) =>
        TryParse(s, out result);

    /// <summary>The same mount, which the container can only read: <c>readonly</c>.</summary>
    public Mount ReadOnly() => this with { IsReadOnly = true };

    /// <summary>The same bind mount with a propagation: <c>bind-propagation=PROPAGATION</c>.</summary>
    /// <param name="propagation">Which side sees mounts of the other.</param>
    /// <exception cref="FormatException">This is not a bind mount.</exception>
    public Mount WithPropagation(BindPropagation propagation) => With($"bind-propagation={propagation}");

    /// <summary>The same bind mount with the mounts below its source treated so: <c>bind-recursive=…</c>. <c>writable</c> and <c>readonly</c> need an engine with API 1.44.</summary>
    /// <param name="recursion">What becomes of the mounts below.</param>
    /// <exception cref="FormatException">This is not a bind mount, or <c>writable</c> or <c>readonly</c> is asked of one that is not read-only
    /// (for <c>readonly</c>, with propagation <c>rprivate</c> too).</exception>
    public Mount WithRecursion(BindRecursion recursion) => MountReader.FromFields(MountReader.Fields(this with { Recursion = recursion }));

    /// <summary>The same bind mount, with a missing source created as a folder: <c>bind-create-src</c>. Needs an engine with API 1.42.</summary>
    /// <exception cref="FormatException">This is not a bind mount.</exception>
    public Mount CreateSource() => With("bind-create-src");

    /// <summary>The same volume without the image's files copied into it: <c>volume-nocopy</c>.</summary>
    /// <exception cref="FormatException">This is not a volume.</exception>
    public Mount WithoutCopy() => With("volume-nocopy");

    /// <summary>The same volume or image with only one of its folders mounted: <c>volume-subpath=PATH</c> (API 1.45) or <c>image-subpath=PATH</c> (API 1.48).</summary>
    /// <param name="subpath">The folder inside it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="subpath"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">This is neither a volume nor an image, or the path is empty.</exception>
    public Mount WithSubpath(string subpath)
    {
        ArgumentNullException.ThrowIfNull(subpath);
        return With($"{(Type == MountType.Image ? "image" : "volume")}-subpath={subpath}");
    }

    /// <summary>The same volume, made by another driver: <c>volume-driver=NAME</c>.</summary>
    /// <param name="driver">The driver's name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="driver"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">This is not a volume, or the name is empty.</exception>
    public Mount WithDriver(string driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        return With($"volume-driver={driver}");
    }

    /// <summary>The same volume with an option of its driver: <c>volume-opt=NAME=VALUE</c>.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="value">The option's value.</param>
    /// <exception cref="ArgumentNullException">One is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">This is not a volume, or the name is empty or holds <c>=</c>.</exception>
    public Mount WithDriverOption(string name, string value) => With("volume-opt", name, value);

    /// <summary>The same volume with a label: <c>volume-label=NAME=VALUE</c>.</summary>
    /// <param name="name">The label's name.</param>
    /// <param name="value">The label's value.</param>
    /// <exception cref="ArgumentNullException">One is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">This is not a volume, or the name is empty or holds <c>=</c>.</exception>
    public Mount WithLabel(string name, string value) => With("volume-label", name, value);

    /// <summary>The same tmpfs with these permissions of its root folder: <c>tmpfs-mode=MODE</c>.</summary>
    /// <param name="mode">The permissions.</param>
    /// <exception cref="FormatException">This is not a tmpfs.</exception>
    public Mount WithTmpfsMode(UnixFileMode mode) => MountReader.FromFields(MountReader.Fields(this with { TmpfsMode = mode }));

    /// <summary>The text for <c>docker run --mount</c>, which reads back as the same mount.</summary>
    /// <returns>For example <c>type=bind,source=/srv/www,target=/www,readonly</c>.</returns>
    public override string ToString() => CsvLine.Join(MountReader.Fields(this));

    /// <inheritdoc/>
    public bool Equals(Mount? other) => other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private static Mount Make(MountType type, string source, string target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        return MountReader.FromFields([$"type={type}", $"source={source}", $"target={target}"]);
    }

    private Mount With(string field) => MountReader.FromFields([.. MountReader.Fields(this), field]);

    private Mount With(string key, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        return name.Length == 0 || name.Contains('=', StringComparison.Ordinal)
            ? throw BadValue.Error("name", name, "it is empty or holds '='", "size")
            : With($"{key}={name}={value}");
    }
}
