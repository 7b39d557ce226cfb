using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DockerKit;

/// <summary>A limit on what a process may use, written as for <c>docker run --ulimit</c>: <c>nofile=512:1024</c>.</summary>
/// <remarks>Grammar: https://github.com/docker/go-units (ParseUlimit).</remarks>
public sealed record Ulimit : IParsable<Ulimit>
{
    /// <summary>The value of a limit that is none: -1.</summary>
    public const long Unlimited = -1;

    private static readonly FrozenSet<string> Names = new[]
    {
        "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack",
    }.ToFrozenSet(StringComparer.Ordinal);

    private Ulimit(string name, long soft, long hard)
    {
        Name = name;
        Soft = soft;
        Hard = hard;
    }

    /// <summary>What is limited: <c>nofile</c> (open files), <c>nproc</c> (processes), <c>memlock</c>, <c>core</c>, <c>stack</c> …</summary>
    public string Name { get; }

    /// <summary>The limit that holds, in the unit of the resource; a process may raise it up to <see cref="Hard"/>.</summary>
    /// <value>-1 (<see cref="Unlimited"/>) means no limit.</value>
    public long Soft { get; }

    /// <summary>The most that <see cref="Soft"/> can be raised to.</summary>
    /// <value>-1 (<see cref="Unlimited"/>) means no limit.</value>
    public long Hard { get; }

    /// <summary>A limit from its parts: <c>--ulimit NAME=SOFT:HARD</c>.</summary>
    /// <param name="name">The resource, for example <c>nofile</c>.</param>
    /// <param name="soft">The limit that holds, or <see cref="Unlimited"/>.</param>
    /// <param name="hard">The most that it can be raised to; <see langword="null"/> for the same as <paramref name="soft"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">There is no such resource, or the soft limit is above the hard one.</exception>
    public static Ulimit Create(string name, long soft, long? hard = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Parse(string.Create(CultureInfo.InvariantCulture, $"{name}={soft}:{hard ?? soft}"));
    }

    /// <summary>Reads a limit: <c>nofile=512:1024</c>, <c>nproc=64</c> (both limits) or <c>memlock=-1</c> (none).</summary>
    /// <param name="s">The text as typed after <c>docker run --ulimit</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It has no name that Docker knows, no whole numbers, or a soft limit above the hard one.</exception>
    public static Ulimit Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out Ulimit? result) is { } problem ? throw BadValue.Error("ulimit", s, problem, "nofile=512:1024") : result!;
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The text as typed after <c>docker run --ulimit</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    public static Ulimit Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a limit and tells whether it is one, without an exception.</summary>
    /// <param name="s">The text as typed after <c>docker run --ulimit</c>.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is right.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out Ulimit? result)
    {
        result = null;
        return s is not null && Read(s, out result) is null;
    }

    /// <inheritdoc cref="TryParse(string?, out Ulimit?)"/>
    /// <param name="s">The text as typed after <c>docker run --ulimit</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Ulimit result) =>
        TryParse(s, out result);

    /// <summary>The text that reads back as this limit, as the Docker CLI prints it: <c>nofile=512:1024</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}={Soft}:{Hard}");

    /// <summary>Reads the text and gives what is wrong with it, or null.</summary>
    private static string? Read(string text, out Ulimit? result)
    {
        result = null;
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return "it has no '=' between the name and the limit.";
        }

        string name = text[..equals];
        if (!Names.Contains(name))
        {
            return $"'{name}' is none of the names {string.Join(", ", Names.Order(StringComparer.Ordinal))}.";
        }

        string[] limits = text[(equals + 1)..].Split(':');
        if (limits.Length > 2)
        {
            return "it has more than two limits.";
        }

        if (!GoInteger.TryParse(limits[0], out long soft) || !GoInteger.TryParse(limits[^1], out long hard))
        {
            return "a limit is not a whole number; no limit is -1.";
        }

        if (hard != Unlimited && (soft == Unlimited || soft > hard))
        {
            return "the soft limit, which comes first, is above the hard one.";
        }

        result = new Ulimit(name, soft, hard);
        return null;
    }
}
