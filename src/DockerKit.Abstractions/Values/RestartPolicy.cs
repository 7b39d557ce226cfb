using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DockerKit;

/// <summary>When the engine starts a container again by itself, written as for <c>docker run --restart</c>: <c>on-failure:3</c>.</summary>
/// <remarks>
/// A name that this version does not know is left to the engine to judge, as the Docker CLI does.
/// Grammar: https://github.com/docker/cli, opts.ParseRestartPolicy.
/// </remarks>
public sealed record RestartPolicy : IParsable<RestartPolicy>
{
    private const string OnFailureName = "on-failure";

    private RestartPolicy(string name, int maximumRetryCount)
    {
        Name = name;
        MaximumRetryCount = maximumRetryCount;
    }

    /// <summary>Never: <c>--restart no</c>, what Docker does by default.</summary>
    public static RestartPolicy No { get; } = new("no", 0);

    /// <summary>Whenever it ends, and when the engine starts: <c>--restart always</c>.</summary>
    public static RestartPolicy Always { get; } = new("always", 0);

    /// <summary>As <see cref="Always"/>, but not when the engine starts if it was stopped before: <c>--restart unless-stopped</c>.</summary>
    public static RestartPolicy UnlessStopped { get; } = new("unless-stopped", 0);

    /// <summary>The policy's name as the engine knows it: <c>no</c>, <c>always</c>, <c>unless-stopped</c>, <c>on-failure</c>.</summary>
    /// <value>Empty when read from an empty text, which leaves the choice to the engine.</value>
    public string Name { get; }

    /// <summary>How often <c>on-failure</c> tries again.</summary>
    /// <value>0 means without end.</value>
    public int MaximumRetryCount { get; }

    /// <summary>Whether the engine never starts the container again: only such a container can be removed when done (<c>--rm</c>).</summary>
    public bool IsNone => Name is "" or "no";

    /// <summary>When it ends with an exit code other than 0: <c>--restart on-failure[:COUNT]</c>.</summary>
    /// <param name="maximumRetryCount">How often to try again; 0 for without end.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumRetryCount"/> is negative.</exception>
    public static RestartPolicy OnFailure(int maximumRetryCount = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumRetryCount);
        return new RestartPolicy(OnFailureName, maximumRetryCount);
    }

    /// <summary>Reads a policy: <c>no</c>, <c>always</c>, <c>unless-stopped</c>, <c>on-failure</c> or <c>on-failure:3</c>.</summary>
    /// <param name="s">The text as typed after <c>docker run --restart</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It has no name before the colon, or no whole number after it.</exception>
    public static RestartPolicy Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out RestartPolicy? result) is { } problem ? throw BadValue.Error("restart policy", s, problem, "on-failure:3") : result!;
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The text as typed after <c>docker run --restart</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    public static RestartPolicy Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a policy and tells whether it is one, without an exception.</summary>
    /// <param name="s">The text as typed after <c>docker run --restart</c>.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is right.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out RestartPolicy? result)
    {
        result = null;
        return s is not null && Read(s, out result) is null;
    }

    /// <inheritdoc cref="TryParse(string?, out RestartPolicy?)"/>
    /// <param name="s">The text as typed after <c>docker run --restart</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out RestartPolicy result) =>
        TryParse(s, out result);

    /// <summary>The text that reads back as this policy: <c>always</c>, <c>on-failure:3</c>.</summary>
    public override string ToString() =>
        MaximumRetryCount == 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}:{MaximumRetryCount}");

    /// <summary>Reads the text and gives what is wrong with it, or null.</summary>
    private static string? Read(string text, out RestartPolicy? result)
    {
        result = null;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? text : text[..colon];
        string count = colon < 0 ? "" : text[(colon + 1)..];
        if (colon == 0)
        {
            return "it has no name before the colon.";
        }

        int retries = 0;
        if (count.Length > 0 && !GoInteger.TryParse(count, out retries))
        {
            return $"the number of retries, '{count}', is not a whole number.";
        }

        result = new RestartPolicy(name, retries);
        return null;
    }
}
