using System.Diagnostics.CodeAnalysis;

namespace DockerKit;

/// <summary>Another container and the name that it is found by: one value of <c>docker run --link</c>, <c>CONTAINER[:ALIAS]</c>.</summary>
/// <remarks>Links are Docker's old way; containers in a network of their own find each other by name. Instances never change.</remarks>
public sealed record ContainerLink : IParsable<ContainerLink>
{
    private readonly string _text;

    private ContainerLink(string text, string container, string alias)
    {
        _text = text;
        Container = container;
        Alias = alias;
    }

    /// <summary>The other container's name or id.</summary>
    public string Container { get; }

    /// <summary>The name that it is found by.</summary>
    /// <value>The container's own when none is written.</value>
    public string Alias { get; }

    /// <summary>Reads a link, for example <c>database:db</c>.</summary>
    /// <param name="s">The value as typed after <c>docker run --link</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It is empty or has more than one colon.</exception>
    public static ContainerLink Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out ContainerLink? result)
            ? result
            : throw BadValue.Error("link", s, s.Length == 0 ? "it is empty" : "it has more than one colon", "database:db");
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The value as typed after <c>docker run --link</c>.</param>
    /// <param name="provider">Not used: a link reads the same in every culture.</param>
    public static ContainerLink Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a link and tells whether it is one, without an exception.</summary>
    /// <param name="s">The value as typed after <c>docker run --link</c>.</param>
    /// <param name="result">The link, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is a link.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out ContainerLink? result)
    {
        result = null;
        int colon = s?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (string.IsNullOrEmpty(s) || (colon >= 0 && s.IndexOf(':', colon + 1) >= 0))
        {
            return false;
        }

        string container = colon < 0 ? s : s[..colon];
        string alias = colon < 0 ? s : s[(colon + 1)..];

        // The engine reports the links of a container as "/other:/this/alias".
        result = colon > 0 && container[0] == '/'
            ? new ContainerLink(s, container[1..], alias[(alias.LastIndexOf('/') + 1)..])
            : new ContainerLink(s, container, alias);
        return true;
    }

    /// <inheritdoc cref="TryParse(string?, out ContainerLink?)"/>
    /// <param name="s">The value as typed after <c>docker run --link</c>.</param>
    /// <param name="provider">Not used: a link reads the same in every culture.</param>
    /// <param name="result">The link, or <see langword="null"/>.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ContainerLink result) =>
        TryParse(s, out result);

    /// <summary>The link as typed.</summary>
    public override string ToString() => _text;

    /// <inheritdoc/>
    public bool Equals(ContainerLink? other) => other is not null && Container == other.Container && Alias == other.Alias;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Container, Alias);
}
