using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DockerKit;

/// <summary>Reads endpoints by the rules of docker/cli's <c>opts.ParseHost</c>, and beside them the <c>http</c> and <c>https</c> that its Go client takes.</summary>
internal static class DockerEndpointParser
{
    public const int DefaultPort = 2375;
    public const int DefaultTlsPort = 2376;

    public static DockerEndpoint UnixDefault { get; } = new("unix", "/var/run/docker.sock");

    public static DockerEndpoint PipeDefault { get; } = new("npipe", "//./pipe/docker_engine");

    public static DockerEndpoint PlatformDefault => OperatingSystem.IsWindows() ? PipeDefault : UnixDefault;

    public static bool TryParse(string text, [NotNullWhen(true)] out DockerEndpoint? endpoint, out string problem)
    {
        endpoint = null;
        problem = "";
        string trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            endpoint = PlatformDefault;
            return true;
        }

        int end = trimmed.IndexOf("://", StringComparison.Ordinal);
        if (end < 0 && trimmed.AsSpan().IndexOfAny('/', '\\') >= 0 && LooksLikeLocalPath(trimmed))
        {
            // The CLI takes these for paths on the host "localhost" or "unix", which nobody means.
            problem = "it has no scheme. A socket is written unix:///var/run/docker.sock, a pipe npipe:////./pipe/docker_engine";
            return false;
        }

        string scheme = end < 0 ? "tcp" : trimmed[..end].ToLowerInvariant();
        string rest = end < 0 ? trimmed : trimmed[(end + 3)..];
        if (rest.Contains("://", StringComparison.Ordinal))
        {
            problem = "it has two schemes";
            return false;
        }

        switch (scheme)
        {
            case "unix":
                endpoint = rest.Length == 0 ? UnixDefault : new DockerEndpoint(scheme, rest);
                return true;
            case "npipe":
                return TryParsePipe(rest, out endpoint, out problem);
            case "tcp" or "http" or "https":
                return TryParseHost(scheme, rest, out endpoint, out problem);
            case "ssh":
                problem = "DockerKit does not open SSH connections. Forward the engine's socket, as in ssh -NL /tmp/docker.sock:/var/run/docker.sock HOST, and use unix:///tmp/docker.sock";
                return false;
            case "fd":
                problem = "fd:// is for the engine to listen on, and nothing can connect to it";
                return false;
            default:
                problem = $"the scheme {scheme}:// is not known";
                return false;
        }
    }

    /// <summary>The text for a message, which may be logged: what stands before an @ may be a password.</summary>
    public static string WithoutPassword(string text)
    {
        int at = text.LastIndexOf('@');
        int start = text.IndexOf("://", StringComparison.Ordinal);
        start = start < 0 ? 0 : start + 3;
        int colon = at > start ? text.IndexOf(':', start, at - start) : -1;
        return colon < 0 ? text : $"{text[..colon]}:***{text[at..]}";
    }

    private static bool LooksLikeLocalPath(string text) =>
        text[0] is '/' or '\\' or '.' or '~'
        || text.StartsWith("unix:", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("npipe:", StringComparison.OrdinalIgnoreCase)
        || (text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] is '/' or '\\');

    private static bool TryParsePipe(string rest, [NotNullWhen(true)] out DockerEndpoint? endpoint, out string problem)
    {
        // As the CLI, \\.\pipe\name is the same as //./pipe/name; and ./pipe/name is what Docker.DotNet's users know.
        string path = rest.Replace('\\', '/');
        path = path.StartsWith("//", StringComparison.Ordinal) ? path : "//" + path.TrimStart('/');
        string[] parts = path.Split('/');
        bool right = parts.Length == 5 && parts[2].Length > 0 && parts[3].Equals("pipe", StringComparison.OrdinalIgnoreCase) && parts[4].Length > 0;
        problem = right || rest.Length == 0 ? "" : "a pipe is written //SERVER/pipe/NAME, with . for this machine: npipe:////./pipe/docker_engine";
        endpoint = rest.Length == 0 ? PipeDefault : right ? new DockerEndpoint("npipe", path) : null;
        return endpoint is not null;
    }

    private static bool TryParseHost(string scheme, string rest, [NotNullWhen(true)] out DockerEndpoint? endpoint, out string problem)
    {
        endpoint = null;
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        string authority = slash < 0 ? rest : rest[..slash];
        string basePath = slash < 0 ? "" : rest[slash..].TrimEnd('/');
        if (basePath.Any(static c => c is '?' or '#' || char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            problem = "an endpoint has no query, fragment or blank";
            return false;
        }

        if (authority.Contains('@', StringComparison.Ordinal))
        {
            problem = "an endpoint has no user and no password";
            return false;
        }

        if (!TrySplit(authority, out string host, out string portText, out problem))
        {
            return false;
        }

        int port = scheme == "https" ? DefaultTlsPort : DefaultPort;
        if (portText.Length > 0 && (!int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is 0 or > 65535))
        {
            problem = $"'{portText}' is not a port from 1 to 65535";
            return false;
        }

        host = host.Length == 0 ? "localhost" : host;
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            problem = $"'{host}' is not the name or address of a host";
            return false;
        }

        string shown = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        endpoint = new DockerEndpoint(scheme, string.Create(CultureInfo.InvariantCulture, $"{shown}:{port}"), host, port, basePath)
        {
            Tls = scheme == "https" ? new DockerTlsOptions() : null,
        };
        return true;
    }

    private static bool TrySplit(string authority, out string host, out string port, out string problem)
    {
        host = authority;
        port = "";
        problem = "";
        if (authority.StartsWith('['))
        {
            int close = authority.IndexOf(']', StringComparison.Ordinal);
            if (close < 0 || (close + 1 < authority.Length && authority[close + 1] != ':'))
            {
                problem = "an IPv6 address is written [ADDRESS]:PORT";
                return false;
            }

            host = authority[1..close];
            port = close + 1 < authority.Length ? authority[(close + 2)..] : "";
            return true;
        }

        int colon = authority.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            host = authority[..colon];
            port = authority[(colon + 1)..];
        }

        return true;
    }
}
