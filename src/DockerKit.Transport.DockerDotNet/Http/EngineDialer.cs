using System.IO.Pipes;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>Opens connections to one endpoint. Whatever fails here comes out as <see cref="DockerUnavailableException"/> that was never sent.</summary>
/// <remarks>Disposing it closes the connections that it opened, those in use too: SocketsHttpHandler would let a pull go on to its end.</remarks>
internal sealed class EngineDialer(DockerEndpoint endpoint, TimeSpan connectTimeout) : IDisposable
{
    private static readonly TimeSpan FullQueuePause = TimeSpan.FromMilliseconds(10);

    private readonly ConditionalWeakTable<Stream, object?> _opened = []; // weak, so that it keeps no connection alive that all others forgot
    private readonly CancellationTokenSource _closing = new();

    public DockerEndpoint Endpoint => endpoint;

    /// <summary>Opens one connection; the socket is null for a named pipe.</summary>
    /// <exception cref="DockerUnavailableException">It could not be opened.</exception>
    public async ValueTask<(Stream Stream, Socket? Socket)> ConnectAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        timeout.CancelAfter(connectTimeout);
        try
        {
            (Stream stream, Socket? socket) = endpoint.Scheme switch
            {
                "unix" => await ConnectUnixAsync(timeout.Token).ConfigureAwait(false),
                "npipe" => (await ConnectPipeAsync(timeout.Token).ConfigureAwait(false), null),
                _ => await ConnectTcpAsync(timeout.Token).ConfigureAwait(false),
            };
            _opened.Add(stream, null);
            if (_closing.IsCancellationRequested)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
                ObjectDisposedException.ThrowIf(true, typeof(DockerDotNetTransport));
            }

            return (stream, socket);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, typeof(DockerDotNetTransport));
            throw ConnectErrors.TimedOut(endpoint, connectTimeout, e);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or UnauthorizedAccessException or CryptographicException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ConnectErrors.Failed(endpoint, e);
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        foreach ((Stream stream, _) in _opened)
        {
            stream.Dispose();
        }
    }

    private async Task<(Stream, Socket?)> ConnectUnixAsync(CancellationToken cancellationToken)
    {
        // sockaddr_un's sun_path less its closing zero. Docker.DotNet's own limit is 91.
        int longest = OperatingSystem.IsMacOS() ? 103 : 107;
        int length = Encoding.UTF8.GetByteCount(endpoint.Address);
        if (length > longest)
        {
            throw ConnectErrors.PathTooLong(endpoint, length, longest);
        }

        var address = new UnixDomainSocketEndPoint(endpoint.Address);
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
                return (new NetworkStream(socket, ownsSocket: true), socket);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.TryAgain)
            {
                // Linux does not queue on a unix socket whose backlog is full, but says EAGAIN: the engine is busy, not absent.
                socket.Dispose();
                await Task.Delay(FullQueuePause, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private async Task<Stream> ConnectPipeAsync(CancellationToken cancellationToken)
    {
        string[] parts = endpoint.Address.Split('/'); // //SERVER/pipe/NAME
        var pipe = new NamedPipeClientStream(parts[2], parts[4], PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await pipe.ConnectAsync(cancellationToken).ConfigureAwait(false);
            return pipe;
        }
        catch
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<(Stream, Socket?)> ConnectTcpAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(endpoint.Host, endpoint.Port), cancellationToken).ConfigureAwait(false);

            // A wait or a followed log can be silent for days: without probes, a router forgets it and nobody is told. Set only now,
            // since .NET 8 tries no second address with a socket that has such options (localhost is ::1 and 127.0.0.1).
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return endpoint.Tls is null ? (stream, socket) : (await SecureAsync(stream, endpoint.Tls, cancellationToken).ConfigureAwait(false), socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Stream> SecureAsync(Stream stream, DockerTlsOptions tls, CancellationToken cancellationToken)
    {
        // Secured here and not by the HTTP stack, so that attach and everything else go through the same door.
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await secured.AuthenticateAsClientAsync(TlsFiles.Load(endpoint, tls), cancellationToken).ConfigureAwait(false);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
