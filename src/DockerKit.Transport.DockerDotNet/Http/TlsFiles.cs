using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>Turns the PEM files of <see cref="DockerTlsOptions"/> into what a TLS client needs.</summary>
internal static class TlsFiles
{
    public static SslClientAuthenticationOptions Load(DockerEndpoint endpoint, DockerTlsOptions tls)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = endpoint.Host };
        if (tls.CertificateFile is not null)
        {
            options.ClientCertificates = [Read(endpoint, tls.CertificateFile, () => ClientCertificate(tls.CertificateFile, tls.KeyFile))];
        }

        if (!tls.Verify)
        {
            // Asked for with DOCKER_TLS and without DOCKER_TLS_VERIFY, as `docker --tls` does.
#pragma warning disable CA5359
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (tls.CaFile is not null)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(Read(endpoint, tls.CaFile, () => Authorities(tls.CaFile)));
            options.CertificateChainPolicy = policy;
        }

        return options;
    }

    private static X509Certificate2Collection Authorities(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("there is no certificate in it");
    }

    private static X509Certificate2 ClientCertificate(string file, string? keyFile)
    {
        var certificate = X509Certificate2.CreateFromPemFile(file, keyFile);
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        // Windows' TLS cannot use a key that was never in a key store (dotnet/runtime#23749): the way through PKCS#12 puts it in one.
        using (certificate)
        {
#if NET9_0_OR_GREATER
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
#else
            return new X509Certificate2(certificate.Export(X509ContentType.Pkcs12));
#endif
        }
    }

    private static T Read<T>(DockerEndpoint endpoint, string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw ConnectErrors.BadTlsFile(endpoint, file, e);
        }
    }
}
