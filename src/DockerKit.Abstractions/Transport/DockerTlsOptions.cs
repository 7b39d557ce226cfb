namespace DockerKit;

/// <summary>How a <c>tcp://</c> endpoint is secured: <c>docker --tlsverify --tlscacert … --tlscert … --tlskey …</c>.</summary>
/// <remarks>The files are PEM, and are read anew for each connection, so that renewed certificates need no restart.</remarks>
public sealed record DockerTlsOptions
{
    /// <summary>The file with the authorities that may have signed the engine's certificate.</summary>
    /// <value>Null means those that the operating system trusts.</value>
    public string? CaFile { get; init; }

    /// <summary>The file with the client's certificate.</summary>
    /// <value>Null means that the client shows none.</value>
    public string? CertificateFile { get; init; }

    /// <summary>The file with the private key of <see cref="CertificateFile"/>, not encrypted.</summary>
    /// <value>Null where the client shows no certificate.</value>
    public string? KeyFile { get; init; }

    /// <summary>Whether the engine's certificate and name are verified.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool Verify { get; init; } = true;

    /// <summary>The files that Docker itself uses in a directory: <c>ca.pem</c>, and <c>cert.pem</c> with <c>key.pem</c> where both are there.</summary>
    /// <param name="directory">The directory, as in <c>DOCKER_CERT_PATH</c>.</param>
    /// <param name="verify">Whether the engine's certificate is verified.</param>
    public static DockerTlsOptions FromDirectory(string directory, bool verify = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        string certificate = Path.Combine(directory, "cert.pem");
        string key = Path.Combine(directory, "key.pem");
        bool showsCertificate = File.Exists(certificate) && File.Exists(key);
        return new DockerTlsOptions
        {
            CaFile = Path.Combine(directory, "ca.pem"),
            CertificateFile = showsCertificate ? certificate : null,
            KeyFile = showsCertificate ? key : null,
            Verify = verify,
        };
    }
}
