using System.Net;
using System.Net.Http.Headers;
using System.Reflection;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>
/// The choke point that every request passes, Docker.DotNet's and our own: it puts the negotiated API version before the path, takes a
/// pooled connection or, to hijack, one of its own, and makes every failure the DockerKit exception that it is.
/// </summary>
/// <remarks>
/// A pooled connection that the engine closed meanwhile (a restart) is noticed before it is used again, and the request goes out on a new
/// one. If it closes in the very moment in which a request is on its way, nobody can tell what the engine did: the caller gets
/// <see cref="UnavailableCause.Disconnected"/> with <see cref="DockerUnavailableException.NeverSent"/> false. SocketsHttpHandler on its own
/// would repeat such a request, whatever its method, as long as it has no body; so every request but a GET or HEAD gets a body, if an empty one.
/// </remarks>
internal sealed class EngineHandler : HttpMessageHandler
{
    /// <summary>Set on requests whose caller reads the body itself, as it comes.</summary>
    public static readonly HttpRequestOptionsKey<bool> Streaming = new("DockerKit.Streaming");

    /// <summary>Set on the requests that were hijacked: the connection that was opened.</summary>
    public static readonly HttpRequestOptionsKey<DialedStream> Dialed = new("DockerKit.Dialed");

    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };
    private static readonly string UserAgent = "DockerKit/" + (typeof(EngineHandler).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0");

    private readonly EngineDialer _dialer;
    private readonly HttpMessageInvoker _pool;
    private readonly ApiVersionNegotiator _negotiator;
    private readonly string _root;
    private volatile bool _disposed;

    public EngineHandler(EngineDialer dialer)
    {
        _dialer = dialer;
        DockerEndpoint endpoint = dialer.Endpoint;
        _root = $"http://{(endpoint.Host.Length == 0 ? "localhost" : endpoint.Address)}{endpoint.BasePath}";
        _negotiator = new ApiVersionNegotiator(token => ApiVersionProbe.AskAsync(this, token));
        _pool = new HttpMessageInvoker(Sockets(async token => (await dialer.ConnectAsync(token).ConfigureAwait(false)).Stream));
    }

    public DockerEndpoint Endpoint => _dialer.Endpoint;

    /// <summary>Docker.DotNet's own handler, which alone can half-close a named pipe, and what makes a stream of its answer.</summary>
    public (HttpMessageHandler Handler, Func<HttpResponseMessage, AttachStream> Hijack)? Pipe { get; set; }

    /// <summary>The engine's version, as it said when it was asked for its API version.</summary>
    public string? EngineVersion { get; set; }

    /// <summary>The API version that is spoken, once it is known.</summary>
    public Version? ApiVersion => _negotiator.Agreed;

    /// <summary>The API version to speak, asked for when it is first needed.</summary>
    public ValueTask<Version> GetApiVersionAsync(CancellationToken cancellationToken) => _negotiator.GetAsync(cancellationToken);

    /// <summary>Sends a request without <see cref="HttpClient"/> around it.</summary>
    public Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken) => SendAsync(request, cancellationToken);

    /// <summary>The exception for an answer whose body broke off: its connection broke, or the transport was disposed of.</summary>
    public Exception CutOff(Exception e) => _disposed ? new ObjectDisposedException(nameof(DockerDotNetTransport)) : EngineErrors.CutOff(Endpoint, e);

    /// <summary>The version to speak in place of the one that the engine refused; null when it is the same.</summary>
    public Task<Version?> ReplaceApiVersionAsync(Version refused, CancellationToken cancellationToken) => _negotiator.ReplaceAsync(refused, cancellationToken);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(DockerDotNetTransport));
        cancellationToken.ThrowIfCancellationRequested();
        string path = EnginePath.Of(request);
        if (EnginePath.WithoutVersion(path).Length < path.Length || EnginePath.IsUnversioned(path))
        {
            return await SendAsync(request, path, cancellationToken).ConfigureAwait(false);
        }

        Version version = await _negotiator.GetAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await SendAsync(request, EnginePath.WithVersion(path, version), cancellationToken).ConfigureAwait(false);
        }
        catch (DockerBadRequestException e) when (EngineErrors.IsOfVersion(e))
        {
            // The engine looks at the version before it does anything, so a second time does nothing twice.
            if (await ReplaceApiVersionAsync(version, cancellationToken).ConfigureAwait(false) is not { } other)
            {
                throw;
            }

            return await SendAsync(request, EnginePath.WithVersion(path, other), cancellationToken).ConfigureAwait(false);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _disposed = true;
            _pool.Dispose();
            _dialer.Dispose();
            Pipe?.Handler.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string path, CancellationToken cancellationToken)
    {
        string bare = EnginePath.WithoutVersion(path);
        request.RequestUri = new Uri(_root + path, Verbatim);
        bool hijack = EnginePath.IsHijacked(bare);
        Prepare(request, mayBeRepeated: !hijack);
        HttpResponseMessage response;
        try
        {
            response = await (hijack ? HijackAsync(request, cancellationToken) : _pool.SendAsync(request, cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw FailureOf(request, path, e, cancellationToken);
        }

        if (response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.NotModified or HttpStatusCode.SwitchingProtocols)
        {
            bool callerReads = hijack || (request.Options.TryGetValue(Streaming, out bool streaming) && streaming);
            return callerReads ? response : await BufferAsync(response, cancellationToken).ConfigureAwait(false);
        }

        using (response)
        {
            throw await RefusalOf(request, response, path, bare, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Prepare(HttpRequestMessage request, bool mayBeRepeated)
    {
        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Headers.Remove("User-Agent"); // Docker.DotNet names itself
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (mayBeRepeated && request.Content is null && request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
        {
            request.Content = new ByteArrayContent([]);
        }
    }

    private async Task<HttpResponseMessage> HijackAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Pipe is { } pipe)
        {
            using var piped = new HttpMessageInvoker(pipe.Handler, disposeHandler: false);
            return await piped.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        // A connection of its own, and at hand: what is written to it does not pass the HTTP stack, which thinks that the request is over.
        DialedStream? dialed = null;
        using var invoker = new HttpMessageInvoker(Sockets(async token =>
        {
            (Stream stream, System.Net.Sockets.Socket? socket) = await _dialer.ConnectAsync(token).ConfigureAwait(false);
            return dialed = new DialedStream(stream, socket);
        }));
        HttpResponseMessage response = await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        request.Options.Set(Dialed, dialed!);
        return response;
    }

    private static SocketsHttpHandler Sockets(Func<CancellationToken, ValueTask<Stream>> connect) => new()
    {
        ConnectCallback = (_, token) => connect(token),
        ConnectTimeout = Timeout.InfiniteTimeSpan, // the dialer has its own, and a better message
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ResponseDrainTimeout = TimeSpan.Zero, // who leaves a stream in its middle wants its end: a pull would go on for 2 seconds
    };

    private Exception FailureOf(HttpRequestMessage request, string path, Exception e, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(null, e, cancellationToken);
        }

        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is DockerKitException known)
            {
                return known == e ? e : EngineErrors.Copy(known);
            }
        }

        return e switch
        {
            HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException when _disposed => new ObjectDisposedException(nameof(DockerDotNetTransport)),
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => new DockerProtocolException($"What answers at {Endpoint} does not speak HTTP as a Docker engine does: {e.Message}", e) { Endpoint = Endpoint.ToString() },
            HttpRequestException or IOException => EngineErrors.Disconnected(Endpoint, EnginePath.Call(request.Method, path), e),
            _ => e,
        };
    }

    private async Task<DockerKitException> RefusalOf(HttpRequestMessage request, HttpResponseMessage response, string path, string bare, CancellationToken cancellationToken)
    {
        string words;
        try
        {
            words = await ErrorBody.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(null, e, cancellationToken);
        }

        DockerKitException refusal = EngineErrors.FromStatus(EnginePath.Call(request.Method, path), bare, (int)response.StatusCode, words, RetryAfterOf(response.Headers.RetryAfter));
        refusal.Endpoint = Endpoint.ToString();
        return refusal;
    }

    /// <summary>Reads the whole of an answer here, where its failures get their types: Docker.DotNet's client would read it outside.</summary>
    private async Task<HttpResponseMessage> BufferAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            response.Content = new ByteArrayContent(body);
            return response;
        }
        catch (Exception e)
        {
            response.Dispose();
            throw cancellationToken.IsCancellationRequested ? new OperationCanceledException(null, e, cancellationToken)
                : e is HttpRequestException or IOException ? CutOff(e)
                : e;
        }
    }

    private static TimeSpan? RetryAfterOf(RetryConditionHeaderValue? header)
    {
        TimeSpan? wait = header?.Delta ?? (header?.Date - DateTimeOffset.UtcNow);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
