using System.Diagnostics.CodeAnalysis;

namespace DockerKit;

/// <summary>
/// Where an engine listens: <c>unix:///var/run/docker.sock</c>, <c>npipe:////./pipe/docker_engine</c>, <c>tcp://host:2376</c>,
/// <c>http://host:2375</c> or <c>https://host:2376</c>. What <c>docker --host</c> takes.
/// </summary>
public sealed record DockerEndpoint : IParsable<DockerEndpoint>
{
    internal DockerEndpoint(string scheme, string address, string host = "", int port = 0, string basePath = "")
    {
        Scheme = scheme;
        Address = address;
        Host = host;
        Port = port;
        BasePath = basePath;
    }

    /// <summary><c>unix</c>, <c>npipe</c>, <c>tcp</c>, <c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; }

    /// <summary>The path of the socket, the path of the pipe (<c>//./pipe/docker_engine</c>), or <c>host:port</c>.</summary>
    public string Address { get; }

    /// <summary>The host's name or address, without the brackets of IPv6.</summary>
    /// <value>Empty for a socket or a pipe.</value>
    public string Host { get; }

    /// <summary>The TCP port.</summary>
    /// <value>0 for a socket or a pipe.</value>
    public int Port { get; }

    /// <summary>What comes before each path on the host, as in <c>/engine</c>.</summary>
    /// <value>Empty where nothing does.</value>
    public string BasePath { get; }

    /// <summary>How the connection is secured.</summary>
    /// <value>Null means not at all. Ignored for a socket or a pipe, as the CLI does.</value>
    public DockerTlsOptions? Tls { get; init; }

    /// <summary>The local engine's default: a socket, or on Windows a pipe.</summary>
    public static DockerEndpoint Default => DockerEndpointParser.PlatformDefault;

    /// <summary>The endpoint that <c>docker</c> would use by its environment: <c>DOCKER_HOST</c>, <c>DOCKER_TLS_VERIFY</c>, <c>DOCKER_TLS</c>, <c>DOCKER_CERT_PATH</c>.</summary>
    /// <remarks>
    /// Without <c>DOCKER_HOST</c> it is the platform's socket or pipe; where only a rootless engine's socket exists (<c>$XDG_RUNTIME_DIR/docker.sock</c>), that one.
    /// Any non-empty value of <c>DOCKER_TLS_VERIFY</c>, even <c>0</c>, turns TLS and verification on. Contexts are not read.
    /// </remarks>
    /// <param name="variable">Gives a variable's value; null means the process's own environment.</param>
    /// <exception cref="FormatException"><c>DOCKER_HOST</c> is not an endpoint.</exception>
    public static DockerEndpoint FromEnvironment(Func<string, string?>? variable = null) =>
        DockerEndpointEnvironment.Read(variable ?? Environment.GetEnvironmentVariable, File.Exists);

    /// <summary>Reads an endpoint as <c>docker --host</c> does: a host and a port alone are <c>tcp://</c>, and nothing at all is the platform's default.</summary>
    /// <param name="text">The endpoint.</param>
    /// <exception cref="FormatException">It is not an endpoint, or one of a kind that cannot be dialled (<c>ssh://</c>, <c>fd://</c>).</exception>
    public static DockerEndpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return DockerEndpointParser.TryParse(text, out DockerEndpoint? endpoint, out string problem)
            ? endpoint
            : throw BadValue.Error("Docker endpoint", DockerEndpointParser.WithoutPassword(text), problem, "unix:///var/run/docker.sock, tcp://host:2376");
    }

    /// <summary>Reads an endpoint; see <see cref="Parse(string)"/>.</summary>
    /// <param name="text">The endpoint.</param>
    /// <param name="endpoint">What was read.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out DockerEndpoint endpoint)
    {
        endpoint = null;
        return text is not null && DockerEndpointParser.TryParse(text, out endpoint, out _);
    }

    static DockerEndpoint IParsable<DockerEndpoint>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<DockerEndpoint>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out DockerEndpoint result) =>
        TryParse(s, out result);

    /// <summary>The endpoint as <c>docker --host</c> takes it.</summary>
    public override string ToString() => $"{Scheme}://{Address}{BasePath}";
}
