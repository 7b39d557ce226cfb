using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace DockerKit;

/// <summary>A label on a container or image, written as for <c>docker run --label</c>: <c>KEY=VALUE</c>, or <c>KEY</c> alone.</summary>
/// <remarks>Quotes are part of the key or the value. Grammar: https://github.com/docker/cli, opts.ValidateLabel.</remarks>
public sealed record Label : IParsable<Label>
{
    private static readonly SearchValues<char> WhiteSpace = SearchValues.Create(" \t");

    private Label(string key, string value)
    {
        Key = key;
        Value = value;
    }

    /// <summary>The key, for example <c>com.example.team</c>.</summary>
    public string Key { get; }

    /// <summary>The value, in which everything is allowed.</summary>
    /// <value>Empty for a key alone.</value>
    public string Value { get; }

    /// <summary>A label from its parts: <c>--label KEY=VALUE</c>.</summary>
    /// <param name="key">The key: not empty, without white space and <c>=</c>.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="FormatException"><paramref name="key"/> cannot be a key.</exception>
    public static Label Create(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        string? problem = key.Contains('=', StringComparison.Ordinal) ? "it holds '='." : KeyProblem(key);
        return problem is null ? new Label(key, value) : throw BadValue.Error("key of a label", key, problem, "com.example.team");
    }

    /// <summary>Reads a label: <c>team=web</c> or <c>team</c> (an empty value).</summary>
    /// <param name="s">The text as typed after <c>docker run --label</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It has no key, or white space inside the key.</exception>
    public static Label Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out Label? result) is { } problem ? throw BadValue.Error("label", s, problem, "com.example.team=web") : result!;
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The text as typed after <c>docker run --label</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    public static Label Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a label and tells whether it is one, without an exception.</summary>
    /// <param name="s">The text as typed after <c>docker run --label</c>.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is right.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out Label? result)
    {
        result = null;
        return s is not null && Read(s, out result) is null;
    }

    /// <inheritdoc cref="TryParse(string?, out Label?)"/>
    /// <param name="s">The text as typed after <c>docker run --label</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Label result) =>
        TryParse(s, out result);

    /// <summary>The text that reads back as this label: <c>team=web</c>.</summary>
    public override string ToString() => $"{Key}={Value}";

    /// <summary>Reads the text and gives what is wrong with it, or null.</summary>
    private static string? Read(string text, out Label? result)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string key = equals < 0 ? text : text[..equals];
        string? problem = KeyProblem(key);
        result = problem is null ? new Label(key, equals < 0 ? "" : text[(equals + 1)..]) : null;
        return problem;
    }

    private static string? KeyProblem(string key)
    {
        // White space before the key is passed on as it is, as the CLI does.
        ReadOnlySpan<char> name = key.AsSpan().TrimStart(" \t");
        return name.IsEmpty ? "it has no key." : name.ContainsAny(WhiteSpace) ? $"the key '{key}' contains white space." : null;
    }
}
