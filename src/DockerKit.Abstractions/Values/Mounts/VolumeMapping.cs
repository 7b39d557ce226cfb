using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace DockerKit;

/// <summary>
/// A volume or a path of the host mounted in a container: one value of <c>docker run -v</c>, <c>[SOURCE:]TARGET[:OPTIONS]</c>.
/// </summary>
/// <remarks>
/// <para>For example <c>/srv/www:/www:ro</c> (a path of the host), <c>data:/data</c> (a named volume), <c>/data</c> (a volume without a name),
/// <c>C:\www:D:\www</c>. A source that begins with <c>.</c>, <c>/</c>, <c>~</c>, <c>\\</c> or a drive letter is a path; <c>~</c> is not expanded.</para>
/// <para>Two mappings are equal when they are typed alike. Instances never change. <see cref="Mount"/> is the longer, clearer form.</para>
/// <para>Grammar: https://github.com/docker/cli, volumespec.Parse.</para>
/// </remarks>
public sealed record VolumeMapping : IParsable<VolumeMapping>
{
    private readonly string _text;

    private VolumeMapping(string text, IReadOnlyList<string> sections)
    {
        _text = text;
        Source = sections.Count == 1 ? null : sections[0];
        Target = sections.Count == 1 ? sections[0] : sections[1];
        Options = sections.Count == 3 ? sections[2] : "";
        Type = Source is not null && IsFilePath(Source) ? MountType.Bind : MountType.Volume;
        foreach (string option in Options.Split(','))
        {
            IsReadOnly = option == "ro" || (option != "rw" && IsReadOnly);
            NoCopy |= option == "nocopy";
            Propagation = BindPropagation.Known(option) ?? Propagation;
        }
    }

    /// <summary>Whether it is a path of the host (<see cref="MountType.Bind"/>) or a volume (<see cref="MountType.Volume"/>).</summary>
    public MountType Type { get; }

    /// <summary>The host's path or the volume's name, as typed.</summary>
    /// <value><see langword="null"/> for a volume without a name.</value>
    public string? Source { get; }

    /// <summary>The path in the container.</summary>
    public string Target { get; }

    /// <summary>The options as typed, separated by commas: <c>ro</c>, <c>rw</c>, <c>z</c>, <c>Z</c>, <c>nocopy</c>, <c>rshared</c> and the like.
    /// The engine judges those that are unknown here.</summary>
    /// <value>Empty when there are none.</value>
    public string Options { get; }

    /// <summary>Whether the container can only read it (<c>ro</c>).</summary>
    public bool IsReadOnly { get; }

    /// <summary>Whether the image's files at the target are kept from being copied into an empty volume (<c>nocopy</c>).</summary>
    public bool NoCopy { get; }

    /// <summary>Which side sees mounts of the other (<c>rprivate</c>, <c>rshared</c> …).</summary>
    /// <value><see langword="null"/> when none is written.</value>
    public BindPropagation? Propagation { get; }

    /// <summary>Reads a mapping, for example <c>/srv/www:/www:ro</c>.</summary>
    /// <param name="s">The value as typed after <c>docker run -v</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It is empty, a part between colons is empty, or there are too many colons.</exception>
    public static VolumeMapping Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out string? problem) ?? throw BadValue.Error("volume", s, problem!, "/srv/www:/www:ro");
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The value as typed after <c>docker run -v</c>.</param>
    /// <param name="provider">Not used: a mapping reads the same in every culture.</param>
    public static VolumeMapping Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a mapping and tells whether it is one, without an exception.</summary>
    /// <param name="s">The value as typed after <c>docker run -v</c>.</param>
    /// <param name="result">The mapping, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is a mapping.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out VolumeMapping? result)
    {
        result = s is null ? null : Read(s, out _);
        return result is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out VolumeMapping?)"/>
    /// <param name="s">The value as typed after <c>docker run -v</c>.</param>
    /// <param name="provider">Not used: a mapping reads the same in every culture.</param>
    /// <param name="result">The mapping, or <see langword="null"/>.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out VolumeMapping result) =>
        TryParse(s, out result);

    /// <summary>The text as typed, with a host's path that begins with a dot made absolute: what the engine is told, and a command line that means
    /// the same from any folder.</summary>
    /// <returns>For example <c>/home/me/www:/www</c> for <c>./www:/www</c>.</returns>
    public string ToAbsolute()
    {
        int colon = _text.IndexOf(':', StringComparison.Ordinal);
        return Type == MountType.Bind && colon > 0 ? MountReader.Absolute(_text[..colon]) + _text[colon..] : _text;
    }

    /// <summary>The text as typed.</summary>
    public override string ToString() => _text;

    /// <inheritdoc/>
    public bool Equals(VolumeMapping? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Whether a source names a path of the host rather than a volume.</summary>
    internal static bool IsFilePath(string source)
    {
        if (source is ['.' or '/' or '~', ..] || source.StartsWith(@"\\", StringComparison.Ordinal))
        {
            return true;
        }

        return Rune.DecodeFromUtf16(source, out Rune first, out int length) == System.Buffers.OperationStatus.Done
            && Rune.IsLetter(first)
            && source.AsSpan(length) is [':', ..];
    }

    private static VolumeMapping? Read(string text, out string? problem)
    {
        problem = text.Length == 0 ? "it is empty"
            : text.Contains('\0', StringComparison.Ordinal) ? "it holds a NUL character"
            : null;
        if (problem is not null)
        {
            return null;
        }

        // The reference reads one or two bytes as a target, whatever they are.
        if (text.Length <= 2 && Encoding.UTF8.GetByteCount(text) <= 2)
        {
            return new VolumeMapping(text, [text]);
        }

        var sections = new List<string>(3);
        for (int start = 0; start <= text.Length;)
        {
            int end = EndOfSection(text, start);
            problem = end == start ? "a part between colons is empty"
                : sections.Count == 3 ? "it has too many colons"
                : null;
            if (problem is not null)
            {
                return null;
            }

            sections.Add(text[start..end]);
            start = end + 1;
        }

        return new VolumeMapping(text, sections);
    }

    /// <summary>The next colon that is not the one of a drive (<c>C:</c>), or the end.</summary>
    private static int EndOfSection(string text, int start)
    {
        int colon = text.IndexOf(':', start);
        if (colon > start
            && Rune.DecodeFromUtf16(text.AsSpan(start, colon - start), out Rune only, out int length) == System.Buffers.OperationStatus.Done
            && length == colon - start
            && Rune.IsLetter(only))
        {
            colon = text.IndexOf(':', colon + 1);
        }

        return colon < 0 ? text.Length : colon;
    }
}
