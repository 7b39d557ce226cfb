using System.Net.Sockets;
using System.Security.Authentication;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>Says why there is no connection, and what would most likely help.</summary>
internal static class ConnectErrors
{
    public static DockerUnavailableException TimedOut(DockerEndpoint endpoint, TimeSpan timeout, Exception inner) =>
        Make(endpoint, UnavailableCause.ConnectTimeout, $"no connection came about within {timeout.TotalSeconds:0.###} s", "Check that the host is up and that no firewall drops the connection.", inner);

    public static DockerUnavailableException PathTooLong(DockerEndpoint endpoint, int length, int longest) =>
        Make(endpoint, UnavailableCause.Unknown, $"the socket's path has {length} bytes, and the operating system allows {longest}", "Make a symbolic link with a shorter path to the socket, and use that.", null);

    public static DockerUnavailableException BadTlsFile(DockerEndpoint endpoint, string file, Exception inner) =>
        Make(endpoint, UnavailableCause.Tls, $"the TLS file {file} cannot be read ({inner.Message.TrimEnd('.')})", "Check DOCKER_CERT_PATH: it must hold ca.pem, and cert.pem with key.pem where the engine asks for a client certificate.", inner);

    public static DockerUnavailableException Failed(DockerEndpoint endpoint, Exception inner)
    {
        switch (inner)
        {
            case AuthenticationException:
                return Make(endpoint, UnavailableCause.Tls, $"the TLS handshake failed ({(inner.InnerException ?? inner).Message.TrimEnd('.')})", "Check that the engine's certificate names this host and is signed by the authority in ca.pem.", inner);
            case SocketException socket:
                return FromSocket(endpoint, socket);
            case UnauthorizedAccessException:
                return Denied(endpoint, inner);
            case IOException when endpoint.Tls is not null:
                return Make(endpoint, UnavailableCause.Tls, "the TLS handshake was broken off", "Check that the engine speaks TLS on this port, and accepts the client certificate.", inner);
            default:
                return Make(endpoint, UnavailableCause.Unknown, inner.Message.TrimEnd('.'), "See the inner exception.", inner);
        }
    }

    private static DockerUnavailableException FromSocket(DockerEndpoint endpoint, SocketException e)
    {
        bool local = endpoint.Host.Length == 0;
        switch (e.SocketErrorCode)
        {
            case SocketError.AccessDenied:
                return Denied(endpoint, e);
            case var _ when local && Directory.Exists(endpoint.Address):
                return Make(endpoint, UnavailableCause.Unknown, "that is a folder and no socket", "In a container, mount the host's socket there: a bind mount of a path that the host does not have makes an empty folder. Else say where the engine listens with DOCKER_HOST.", e);
            case SocketError.ConnectionRefused:
                return Make(
                    endpoint,
                    UnavailableCause.Refused,
                    local ? "the socket is there, but nothing listens on it" : "nothing listens on that port",
                    local ? "Start the engine: sudo systemctl start docker." : "Check that the engine runs and listens on that address (dockerd --host).",
                    e);
            case SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain:
                return Make(endpoint, UnavailableCause.HostNotFound, $"the host '{endpoint.Host}' is not known", "Check the name in DOCKER_HOST.", e);
            case SocketError.TimedOut:
                return Make(endpoint, UnavailableCause.ConnectTimeout, "the host did not answer", "Check that the host is up and that no firewall drops the connection.", e);
            case SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported when local:
            case var _ when local && !File.Exists(endpoint.Address):
                return Make(endpoint, UnavailableCause.NoSuchSocket, "there is no such socket", "Start the engine (sudo systemctl start docker), or say where it listens with DOCKER_HOST.", e);
            default:
                return Make(endpoint, UnavailableCause.Unknown, e.Message.TrimEnd('.'), "See the inner exception.", e);
        }
    }

    private static DockerUnavailableException Denied(DockerEndpoint endpoint, Exception inner) =>
        Make(
            endpoint,
            UnavailableCause.PermissionDenied,
            "permission denied",
            OperatingSystem.IsWindows() ? "Run as an administrator, or join the group docker-users." : "Join the group docker (sudo usermod -aG docker $USER, then log in anew), or run as root.",
            inner);

    private static DockerUnavailableException Make(DockerEndpoint endpoint, UnavailableCause cause, string why, string remedy, Exception? inner) =>
        new($"Cannot connect to the Docker engine at {endpoint}: {why}. {remedy}", inner)
        {
            Cause = cause,
            Remedy = remedy,
            NeverSent = true,
            Endpoint = endpoint.ToString(),
        };
}
