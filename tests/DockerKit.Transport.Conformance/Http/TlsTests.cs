using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

/// <summary>TLS with certificates made for the test: an authority, an engine and a client.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("dk").FullName;
    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2 _engine;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public TlsTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _engine = Issue("engine", "localhost", Path.Combine(_directory, "engine-"));
        Issue("client", "client", _directory + "/").Dispose();
        File.WriteAllText(Path.Combine(_directory, "ca.pem"), _authority.ExportCertificatePem());
        _listener.Start();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _listener.Dispose();
        _engine.Dispose();
        _authority.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_client_with_a_certificate_is_let_in_and_attach_half_closes()
    {
        using EngineConnection connection = Connect("localhost", DockerTlsOptions.FromDirectory(_directory));
        Task<string> served = ServeAsync(async (stream, _) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"u8.ToArray(), Token);
            using var reader = new StreamReader(stream, leaveOpen: true);
            string input = await reader.ReadToEndAsync(Token);
            await stream.WriteAsync(Encoding.UTF8.GetBytes("got " + input), Token);
        });
        await using AttachStream attached = await connection.OpenAttachStreamAsync("/v1.51/containers/web/attach", null, Token);
        await attached.WriteAsync("input"u8.ToArray(), Token);
        await attached.CloseWriteAsync();
        using var output = new StreamReader(attached);
        Assert.Equal("got input", await output.ReadToEndAsync(Token));
        Assert.Equal("CN=client", await served);
    }

    [Fact]
    public async Task An_ordinary_call_goes_over_TLS()
    {
        using EngineConnection connection = Connect("localhost", DockerTlsOptions.FromDirectory(_directory));
        Task<string> served = ServeAsync(static (stream, _) => stream.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray(), Token).AsTask());
        Assert.Equal(204, await connection.SendAsync(HttpMethod.Post, "/v1.51/containers/web/start", Token));
        Assert.Equal("CN=client", await served);
    }

    [Fact]
    public async Task An_engine_by_another_name_is_refused()
    {
        using EngineConnection connection = Connect("127.0.0.1", DockerTlsOptions.FromDirectory(_directory));
        Task<string> served = ServeAsync(static (_, _) => Task.CompletedTask);
        var e = await Assert.ThrowsAsync<DockerUnavailableException>(() => connection.SendAsync(HttpMethod.Post, "/v1.51/containers/web/start", Token));
        Assert.Equal(UnavailableCause.Tls, e.Cause);
        Assert.True(e.NeverSent);
        await Record.ExceptionAsync(() => served);
    }

    [Fact]
    public async Task An_engine_of_an_authority_that_is_not_ours_is_refused_unless_nothing_is_verified()
    {
        using EngineConnection strict = Connect("localhost", new DockerTlsOptions());
        Task<string> served = ServeAsync(static (_, _) => Task.CompletedTask);
        var e = await Assert.ThrowsAsync<DockerUnavailableException>(() => strict.SendAsync(HttpMethod.Post, "/v1.51/containers/web/start", Token));
        Assert.Equal(UnavailableCause.Tls, e.Cause);
        await Record.ExceptionAsync(() => served);

        using EngineConnection lax = Connect("localhost", DockerTlsOptions.FromDirectory(_directory, verify: false));
        served = ServeAsync(static (stream, _) => stream.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray(), Token).AsTask());
        Assert.Equal(204, await lax.SendAsync(HttpMethod.Post, "/v1.51/containers/web/start", Token));
        await served;
    }

    private EngineConnection Connect(string host, DockerTlsOptions tls) =>
        EngineConnection.Open(DockerEndpoint.Parse($"tcp://{host}:{((IPEndPoint)_listener.LocalEndpoint).Port}") with { Tls = tls });

    /// <summary>Serves one connection: reads the request's head, and then answers. Gives the client's name.</summary>
    private async Task<string> ServeAsync(Func<SslStream, string, Task> answer)
    {
        using TcpClient client = await _listener.AcceptTcpClientAsync(Token);
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = _engine, ClientCertificateRequired = true, RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null },
            Token);
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, Token) > 0)
        {
            head.Append((char)one[0]);
        }

        await answer(stream, head.ToString());
        return stream.RemoteCertificate?.Subject ?? "";
    }

    private X509Certificate2 Issue(string name, string host, string prefix)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.Create(_authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(prefix + "cert.pem", certificate.ExportCertificatePem());
        File.WriteAllText(prefix + "key.pem", key.ExportECPrivateKeyPem());
        return certificate.CopyWithPrivateKey(key);
    }
}
