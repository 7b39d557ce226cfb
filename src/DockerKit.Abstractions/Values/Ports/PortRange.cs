using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DockerKit;

/// <summary>One port or several ports in a row, as in <c>docker run -p</c> and <c>--expose</c>: <c>80</c>, <c>8000-8010</c>; or none.</summary>
public readonly record struct PortRange : IParsable<PortRange>
{
    // Kept one higher than they are, so that the default is "none" and port 0 stays a port.
    private readonly int _first;
    private readonly int _last;

    /// <summary>A single port.</summary>
    /// <param name="port">The port: 0 to 65535. 0 on the host lets the engine pick one.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a port.</exception>
    public PortRange(int port)
        : this(port, port)
    {
    }

    /// <summary>The ports from one to another, both included.</summary>
    /// <param name="first">The first port: 0 to 65535.</param>
    /// <param name="last">The last port: <paramref name="first"/> to 65535.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is not a port, or the last is before the first.</exception>
    public PortRange(int first, int last)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        _first = first + 1;
        _last = last + 1;
    }

    /// <summary>Whether there is no port at all: on the host it means that the engine picks one.</summary>
    public bool IsEmpty => _first == 0;

    /// <summary>The first port.</summary>
    /// <value>0 when there is none.</value>
    public int First => IsEmpty ? 0 : _first - 1;

    /// <summary>The last port, which is the first when there is only one.</summary>
    /// <value>0 when there is none.</value>
    public int Last => IsEmpty ? 0 : _last - 1;

    /// <summary>The number of ports.</summary>
    /// <value>0 when there is none.</value>
    public int Count => IsEmpty ? 0 : _last - _first + 1;

    /// <summary>Reads one port or a range, for example <c>80</c> or <c>8000-8010</c>.</summary>
    /// <param name="s">The ports.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It is neither a port (0 to 65535) nor a range, or the range runs backwards.</exception>
    public static PortRange Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, allowSign: false, out PortRange result) is { } problem
            ? throw BadValue.Error("port or port range", s, problem, "8000-8010")
            : result;
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The ports.</param>
    /// <param name="provider">Not used: a port reads the same in every culture.</param>
    public static PortRange Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads one port or a range and tells whether it is one, without an exception.</summary>
    /// <param name="s">The ports.</param>
    /// <param name="result">The ports, or none.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is a port or a range.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, out PortRange result)
    {
        result = default;
        return s is not null && Read(s, allowSign: false, out result) is null;
    }

    /// <inheritdoc cref="TryParse(string?, out PortRange)"/>
    /// <param name="s">The ports.</param>
    /// <param name="provider">Not used: a port reads the same in every culture.</param>
    /// <param name="result">The ports, or none.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PortRange result) => TryParse(s, out result);

    /// <summary>As the CLI writes it: <c>80</c>, <c>8000-8010</c>, and the empty text for none.</summary>
    public override string ToString() => Count switch
    {
        0 => "",
        1 => First.ToString(CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}"),
    };

    /// <summary>Reads the text and gives what is wrong with it, or null.</summary>
    /// <param name="text">The ports.</param>
    /// <param name="allowSign">Whether <c>+80</c> is 80: the CLI reads <c>-p</c> with a sign and <c>--expose</c> without.</param>
    /// <param name="result">The ports.</param>
    internal static string? Read(ReadOnlySpan<char> text, bool allowSign, out PortRange result)
    {
        result = default;
        int hyphen = text.IndexOf('-');
        ReadOnlySpan<char> start = hyphen < 0 ? text : text[..hyphen];
        ReadOnlySpan<char> end = hyphen < 0 ? text : text[(hyphen + 1)..];
        if (!TryReadPort(start, allowSign, out int first))
        {
            return start.IsEmpty
                ? text.IsEmpty ? "the port is missing" : $"'{text}' does not begin with a port"
                : $"'{start}' is not a port (0 to 65535)";
        }

        if (!TryReadPort(end, allowSign, out int last))
        {
            return end.IsEmpty ? $"the range '{text}' has no end" : $"'{end}' is not a port (0 to 65535)";
        }

        if (last < first)
        {
            return $"the range '{text}' runs backwards";
        }

        result = new PortRange(first, last);
        return null;
    }

    private static bool TryReadPort(ReadOnlySpan<char> text, bool allowSign, out int port)
    {
        NumberStyles style = allowSign ? NumberStyles.AllowLeadingSign : NumberStyles.None;

        // .NET lets NUL characters follow a number.
        return int.TryParse(text, style, CultureInfo.InvariantCulture, out port) && port is >= 0 and <= ushort.MaxValue && !text.EndsWith("\0");
    }
}
