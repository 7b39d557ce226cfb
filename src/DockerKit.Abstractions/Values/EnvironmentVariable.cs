using System.Diagnostics.CodeAnalysis;

namespace DockerKit;

/// <summary>An environment variable for a container, written as for <c>docker run --env</c>: <c>NAME=VALUE</c>, or <c>NAME</c> alone.</summary>
/// <remarks>
/// A name alone takes the value that this process has for it; when it has none, the container does not have the variable either,
/// even if the image sets it. Names are not restricted further: that is for the program inside to judge.
/// Grammar: https://github.com/docker/cli, opts.ValidateEnv.
/// </remarks>
public sealed record EnvironmentVariable : IParsable<EnvironmentVariable>
{
    private EnvironmentVariable(string name, string? value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The variable's name.</summary>
    public string Name { get; }

    /// <summary>The value, which may be empty.</summary>
    /// <value><see langword="null"/> for a name alone, whose value comes from this process.</value>
    public string? Value { get; }

    /// <summary>A variable from its parts: <c>-e NAME=VALUE</c>.</summary>
    /// <param name="name">The name: not empty, without <c>=</c>.</param>
    /// <param name="value">The value; <see langword="null"/> to take it from this process.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException"><paramref name="name"/> is empty or holds <c>=</c>.</exception>
    public static EnvironmentVariable Create(string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length == 0 || name.Contains('=', StringComparison.Ordinal)
            ? throw BadValue.Error("name of an environment variable", name, name.Length == 0 ? "it is empty." : "it holds '='.", "TZ")
            : new EnvironmentVariable(name, value);
    }

    /// <summary>Reads a variable: <c>TZ=UTC</c>, <c>TZ=</c> (empty) or <c>TZ</c> (this process's value).</summary>
    /// <param name="s">The text as typed after <c>docker run --env</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It has no name.</exception>
    public static EnvironmentVariable Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out EnvironmentVariable? result) is { } problem ? throw BadValue.Error("environment variable", s, problem, "TZ=UTC") : result!;
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The text as typed after <c>docker run --env</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    public static EnvironmentVariable Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a variable and tells whether it is one, without an exception.</summary>
    /// <param name="s">The text as typed after <c>docker run --env</c>.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is right.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out EnvironmentVariable? result)
    {
        result = null;
        return s is not null && Read(s, out result) is null;
    }

    /// <inheritdoc cref="TryParse(string?, out EnvironmentVariable?)"/>
    /// <param name="s">The text as typed after <c>docker run --env</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out EnvironmentVariable result) =>
        TryParse(s, out result);

    /// <summary>The text that reads back as this variable: <c>TZ=UTC</c> or <c>TZ</c>. It shows the value, which may be a secret.</summary>
    public override string ToString() => Value is null ? Name : $"{Name}={Value}";

    /// <summary>The variable with its value filled in when it is a name alone; unchanged when the environment does not have it either.</summary>
    internal EnvironmentVariable Resolve(Func<string, string?> environment) =>
        Value is null && environment(Name) is { } value ? new EnvironmentVariable(Name, value) : this;

    /// <summary>Reads the text and gives what is wrong with it, or null.</summary>
    private static string? Read(string text, out EnvironmentVariable? result)
    {
        result = null;
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? text : text[..equals];
        if (name.Length == 0)
        {
            return "it has no name.";
        }

        result = new EnvironmentVariable(name, equals < 0 ? null : text[(equals + 1)..]);
        return null;
    }
}
