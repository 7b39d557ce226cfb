namespace DockerKit;

/// <summary>Why an engine could not be reached.</summary>
public enum UnavailableCause
{
    /// <summary>The connection failed in some other way: see the inner exception.</summary>
    Unknown,

    /// <summary>There is no such socket or pipe: the engine is not installed, not started, or listens elsewhere.</summary>
    NoSuchSocket,

    /// <summary>The socket or port exists, but nothing listens on it.</summary>
    Refused,

    /// <summary>This user may not open the socket.</summary>
    PermissionDenied,

    /// <summary>The host name is not known.</summary>
    HostNotFound,

    /// <summary>The TLS handshake failed.</summary>
    Tls,

    /// <summary>No connection came about in time.</summary>
    ConnectTimeout,

    /// <summary>The connection broke before the engine answered.</summary>
    Disconnected,
}
