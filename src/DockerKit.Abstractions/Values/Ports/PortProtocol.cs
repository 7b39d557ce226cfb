using System.Diagnostics.CodeAnalysis;

namespace DockerKit;

/// <summary>The protocol of a published or exposed port: <c>tcp</c>, <c>udp</c> or <c>sctp</c>.</summary>
public readonly record struct PortProtocol : IParsable<PortProtocol>
{
    private const string DefaultName = "tcp";

    // Null for tcp, so that the default is the protocol that Docker assumes.
    private readonly string? _name;

    private PortProtocol(string name) => _name = name == DefaultName ? null : name;

    /// <summary>TCP, which Docker assumes when no protocol is written.</summary>
    public static PortProtocol Tcp => default;

    /// <summary>UDP.</summary>
    public static PortProtocol Udp { get; } = new("udp");

    /// <summary>SCTP.</summary>
    public static PortProtocol Sctp { get; } = new("sctp");

    /// <summary>Reads a protocol, in any case of letters.</summary>
    /// <param name="s"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It is none of the three.</exception>
    public static PortProtocol Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out PortProtocol result) ? result : throw BadValue.Error("protocol", s, "it is not tcp, udp or sctp", "tcp");
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
    /// <param name="provider">Not used: a protocol reads the same in every culture.</param>
    public static PortProtocol Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a protocol and tells whether it is one, without an exception.</summary>
    /// <param name="s"><c>tcp</c>, <c>udp</c> or <c>sctp</c>, in any case of letters.</param>
    /// <param name="result">The protocol, or TCP.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is a protocol.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, out PortProtocol result)
    {
        result = s is null ? default : new PortProtocol(s.ToLowerInvariant());
        bool known = s is not null && (result == Tcp || result == Udp || result == Sctp);
        result = known ? result : default;
        return known;
    }

    /// <inheritdoc cref="TryParse(string?, out PortProtocol)"/>
    /// <param name="s"><c>tcp</c>, <c>udp</c> or <c>sctp</c>, in any case of letters.</param>
    /// <param name="provider">Not used: a protocol reads the same in every culture.</param>
    /// <param name="result">The protocol, or TCP.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PortProtocol result) => TryParse(s, out result);

    /// <summary>As the CLI writes it: <c>tcp</c>, <c>udp</c> or <c>sctp</c>.</summary>
    public override string ToString() => _name ?? DefaultName;

    /// <summary>A protocol that only the engine can judge: <c>docker run --expose 80/NAME</c> takes any.</summary>
    internal static PortProtocol Any(ReadOnlySpan<char> name) => name.IsEmpty ? default : new PortProtocol(name.ToString().ToLowerInvariant());
}
