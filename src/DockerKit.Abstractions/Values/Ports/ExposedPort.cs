using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DockerKit;

/// <summary>A port, or several in a row, that a container listens on: one value of <c>docker run --expose</c>, such as <c>53/udp</c> or <c>8080-8082</c>.</summary>
/// <remarks>Exposing documents a port and lets <c>docker run -P</c> publish it; see <see cref="PortMapping"/> to publish one.</remarks>
public sealed record ExposedPort : IParsable<ExposedPort>
{
    /// <summary>Exposes ports.</summary>
    /// <param name="ports">The ports in the container.</param>
    /// <param name="protocol">Their protocol; TCP when left out.</param>
    /// <exception cref="ArgumentException"><paramref name="ports"/> has no port.</exception>
    public ExposedPort(PortRange ports, PortProtocol protocol = default)
    {
        if (ports.IsEmpty)
        {
            throw new ArgumentException("A port to expose is missing.", nameof(ports));
        }

        Ports = ports;
        Protocol = protocol;
    }

    /// <summary>The ports in the container.</summary>
    public PortRange Ports { get; }

    /// <summary>The protocol, which prints in lower case. An unknown one is left to the engine, as the CLI does.</summary>
    /// <value>TCP when none is written.</value>
    public PortProtocol Protocol { get; }

    /// <summary>Reads a port to expose, for example <c>80</c>, <c>53/udp</c> or <c>8080-8082/tcp</c>.</summary>
    /// <param name="s">The value as typed after <c>docker run --expose</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It names no port or no range of ports.</exception>
    public static ExposedPort Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out string? problem) ?? throw BadValue.Error("port to expose", s, problem!, "8080/tcp");
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The value as typed after <c>docker run --expose</c>.</param>
    /// <param name="provider">Not used: a port reads the same in every culture.</param>
    public static ExposedPort Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a port to expose and tells whether it is one, without an exception.</summary>
    /// <param name="s">The value as typed after <c>docker run --expose</c>.</param>
    /// <param name="result">The port, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is a port to expose.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out ExposedPort? result)
    {
        result = s is null ? null : Read(s, out _);
        return result is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out ExposedPort?)"/>
    /// <param name="s">The value as typed after <c>docker run --expose</c>.</param>
    /// <param name="provider">Not used: a port reads the same in every culture.</param>
    /// <param name="result">The port, or <see langword="null"/>.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ExposedPort result) =>
        TryParse(s, out result);

    /// <summary>One exposed port per container port: <c>8080-8082</c> gives three.</summary>
    /// <returns>At least one, in rising order.</returns>
    public IReadOnlyList<ExposedPort> Expand()
    {
        if (Ports.Count == 1)
        {
            return [this];
        }

        var each = new ExposedPort[Ports.Count];
        for (int i = 0; i < each.Length; i++)
        {
            each[i] = new ExposedPort(new PortRange(Ports.First + i), Protocol);
        }

        return each;
    }

    /// <summary>With the protocol, as the engine names it: <c>8080/tcp</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ports}/{Protocol}");

    private static ExposedPort? Read(ReadOnlySpan<char> text, out string? problem)
    {
        int slash = text.IndexOf('/');
        problem = PortRange.Read(slash < 0 ? text : text[..slash], allowSign: false, out PortRange ports);
        return problem is null ? new ExposedPort(ports, PortProtocol.Any(slash < 0 ? [] : text[(slash + 1)..])) : null;
    }
}
