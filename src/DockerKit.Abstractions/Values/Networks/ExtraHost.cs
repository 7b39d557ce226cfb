using System.Diagnostics.CodeAnalysis;

namespace DockerKit;

/// <summary>A line for a container's <c>/etc/hosts</c>: one value of <c>docker run --add-host</c>, <c>HOST=ADDRESS</c> or <c>HOST:ADDRESS</c>.</summary>
/// <remarks>
/// The address is IPv4 or IPv6, in brackets or not, or <c>host-gateway</c>, which stands for the engine's host.
/// Instances never change. Grammar: https://github.com/docker/cli, opts.ValidateExtraHost.
/// </remarks>
public sealed record ExtraHost : IParsable<ExtraHost>
{
    private const string HostGateway = "host-gateway";

    private ExtraHost(string host, string address)
    {
        Host = host;
        Address = address;
    }

    /// <summary>The host's name.</summary>
    public string Host { get; }

    /// <summary>The address without brackets, as typed, or <c>host-gateway</c>.</summary>
    public string Address { get; }

    /// <summary>Whether the address is the one of the engine's host (<c>host-gateway</c>).</summary>
    public bool IsHostGateway => Address == HostGateway;

    /// <summary>A name for an address: <c>docker run --add-host HOST=ADDRESS</c>.</summary>
    /// <param name="host">The host's name.</param>
    /// <param name="address">The IPv4 or IPv6 address, or <c>host-gateway</c>.</param>
    /// <exception cref="ArgumentNullException">One is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The name is empty or holds <c>:</c> or <c>=</c>, or the address is none.</exception>
    public static ExtraHost Of(string host, string address)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(address);
        return host.Contains('=', StringComparison.Ordinal)
            ? throw BadValue.Error("host name", host, "it holds '='", "db.example")
            : Parse($"{host}={address}");
    }

    /// <summary>A name for the engine's host: <c>docker run --add-host HOST=host-gateway</c>.</summary>
    /// <param name="host">The name, for example <c>host.docker.internal</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="host"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The name is empty or holds <c>:</c> or <c>=</c>.</exception>
    public static ExtraHost Gateway(string host) => Of(host, HostGateway);

    /// <summary>Reads a line, for example <c>db=10.0.0.7</c>, <c>db:10.0.0.7</c> or <c>db=[2001:db8::7]</c>.</summary>
    /// <param name="s">The value as typed after <c>docker run --add-host</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The name is missing, or the address is none.</exception>
    public static ExtraHost Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out string? problem) ?? throw BadValue.Error("extra host", s, problem!, "db=10.0.0.7");
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The value as typed after <c>docker run --add-host</c>.</param>
    /// <param name="provider">Not used: a line reads the same in every culture.</param>
    public static ExtraHost Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a line and tells whether it is one, without an exception.</summary>
    /// <param name="s">The value as typed after <c>docker run --add-host</c>.</param>
    /// <param name="result">The line, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is a line.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out ExtraHost? result)
    {
        result = s is null ? null : Read(s, out _);
        return result is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out ExtraHost?)"/>
    /// <param name="s">The value as typed after <c>docker run --add-host</c>.</param>
    /// <param name="provider">Not used: a line reads the same in every culture.</param>
    /// <param name="result">The line, or <see langword="null"/>.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ExtraHost result) =>
        TryParse(s, out result);

    /// <summary>As the engine takes it, and every version of the CLI: <c>HOST:ADDRESS</c>.</summary>
    public override string ToString() => $"{Host}:{Address}";

    private static ExtraHost? Read(string text, out string? problem)
    {
        int split = text.IndexOf('=', StringComparison.Ordinal);
        split = split < 0 ? text.IndexOf(':', StringComparison.Ordinal) : split;
        if (split <= 0 || text.AsSpan(0, split).Contains(':'))
        {
            problem = split < 0 ? "the address is missing" : split == 0 ? "the name is missing" : "a name cannot hold ':'";
            return null;
        }

        string address = text[(split + 1)..];
        address = address is ['[', _, .., ']'] ? address[1..^1] : address;
        if (address != HostGateway && IpNotation.Normalize(address) is null)
        {
            problem = $"'{address}' is not an IP address";
            return null;
        }

        problem = null;
        return new ExtraHost(text[..split], address);
    }
}
