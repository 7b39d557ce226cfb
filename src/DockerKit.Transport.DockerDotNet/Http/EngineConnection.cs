using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Docker.DotNet;
using Microsoft.Net.Http.Client;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>
/// What the verbs speak to an engine through. Docker.DotNet carries what has no JSON in it (<see cref="RunAsync{T}"/>); JSON and streams
/// are sent and read by us, since Docker.DotNet's parser takes the host application's <c>JsonConvert.DefaultSettings</c>, swallows errors
/// in streams, hangs on broken ones and drops zero values. Both pass the same <see cref="EngineHandler"/>: one pool, one API version, one
/// set of errors.
/// </summary>
/// <remarks>
/// Every method throws <see cref="DockerKitException"/> for what the engine or the connection fails at, and
/// <see cref="OperationCanceledException"/> with the caller's token. Paths carry no version: <c>/containers/json?all=1</c>.
/// </remarks>
internal sealed class EngineConnection : IDisposable
{
    private readonly EngineHandler _handler;
    private readonly Lazy<DockerClient> _client; // when it is made, it asks for the host application's JsonConvert.DefaultSettings

    private EngineConnection(DockerEndpoint endpoint, TimeSpan connectTimeout)
    {
        Endpoint = endpoint;
        _handler = new EngineHandler(new EngineDialer(endpoint, connectTimeout));
        _client = new Lazy<DockerClient>(() => CreateClient(_handler));
        if (endpoint.Scheme == "npipe")
        {
            _ = _client.Value; // brings the handler that half-closes pipes
        }
    }

    public DockerEndpoint Endpoint { get; }

    /// <summary>Makes the connection; nothing is sent before the first call.</summary>
    /// <exception cref="DockerKitException">Another Docker.DotNet than ours is loaded.</exception>
    public static EngineConnection Open(DockerEndpoint endpoint, TimeSpan? connectTimeout = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        DockerDotNetGuard.Check();
        return Create(endpoint, connectTimeout ?? TimeSpan.FromSeconds(30));
    }

    /// <summary>The API version that is spoken; asks the engine when it is first needed.</summary>
    public ValueTask<Version> GetApiVersionAsync(CancellationToken cancellationToken) => _handler.GetApiVersionAsync(cancellationToken);

    /// <summary>Makes one call through Docker.DotNet: <c>RunAsync((docker, token) =&gt; docker.Containers.StartContainerAsync(id, new(), token), ct)</c>.</summary>
    public async Task<T> RunAsync<T>(Func<IDockerClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await call(_client.Value, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && (e as OperationCanceledException)?.CancellationToken != cancellationToken)
        {
            // Docker.DotNet ends a cancelled call with a token of its own, or with an IOException (dotnet/Docker.DotNet#516).
            throw new OperationCanceledException(null, e, cancellationToken);
        }
    }

    /// <summary>Makes one call without a result through Docker.DotNet.</summary>
    public Task RunAsync(Func<IDockerClient, CancellationToken, Task> call, CancellationToken cancellationToken) =>
        RunAsync(
            async (docker, token) =>
            {
                await call(docker, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    /// <summary>Sends a request and gives the answer as soon as its headers are there. The caller disposes of it.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        IEnumerable<KeyValuePair<string, string>>? headers,
        CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Request(method, path, content, headers);
        return await _handler.ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request and gives the answer when all of it is there.</summary>
    public async Task<HttpResponseMessage> SendWholeAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        return await _handler.ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request whose answer's body does not matter, and gives its status: 304 means that it was so already.</summary>
    public async Task<int> SendAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendWholeAsync(method, path, cancellationToken).ConfigureAwait(false);
        return (int)response.StatusCode;
    }

    /// <summary>GET, and the answer as JSON.</summary>
    /// <exception cref="DockerProtocolException">The answer is cut off, or is not such JSON.</exception>
    public Task<T> GetJsonAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendJsonAsync(HttpMethod.Get, path, null, type, null, cancellationToken);

    /// <summary>GET, and the answer as JSON, which may be <c>null</c>: an empty list of Go is written so.</summary>
    /// <exception cref="DockerProtocolException">The answer is cut off, or is not such JSON.</exception>
    public Task<T?> GetJsonOrNullAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendJsonOrNullAsync(HttpMethod.Get, path, null, type, null, cancellationToken);

    /// <summary>POST of JSON, and the answer as JSON.</summary>
    public Task<TResult> PostJsonAsync<TBody, TResult>(
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<TResult> type,
        CancellationToken cancellationToken) =>
        SendJsonAsync(HttpMethod.Post, path, JsonContentOf(body, bodyType), type, null, cancellationToken);

    /// <summary>DELETE, and the answer as JSON.</summary>
    public Task<T> DeleteJsonAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendJsonAsync(HttpMethod.Delete, path, null, type, null, cancellationToken);

    /// <summary>Any request with an answer in JSON.</summary>
    public async Task<T> SendJsonAsync<T>(
        HttpMethod method,
        string path,
        HttpContent? content,
        JsonTypeInfo<T> type,
        IEnumerable<KeyValuePair<string, string>>? headers,
        CancellationToken cancellationToken) =>
        await SendJsonOrNullAsync(method, path, content, type, headers, cancellationToken).ConfigureAwait(false)
            ?? throw new DockerProtocolException($"The engine answered {EnginePath.Call(method, path)} with nothing.") { Endpoint = Endpoint.ToString() };

    /// <summary>Any request with an answer in JSON, which may be <c>null</c>: an empty list of Go is written so.</summary>
    public async Task<T?> SendJsonOrNullAsync<T>(
        HttpMethod method,
        string path,
        HttpContent? content,
        JsonTypeInfo<T> type,
        IEnumerable<KeyValuePair<string, string>>? headers,
        CancellationToken cancellationToken)
    {
        Stream stream = await OpenStreamAsync(method, path, content, headers, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                return await JsonSerializer.DeserializeAsync(stream, type, cancellationToken).ConfigureAwait(false);
            }
            catch (JsonException e)
            {
                throw new DockerProtocolException($"The engine's answer to {EnginePath.Call(method, path)} is not the JSON that was expected: {e.Message}", e) { Endpoint = Endpoint.ToString() };
            }
        }
    }

    /// <summary>Sends a request and gives the answer's body as it comes. The stream owns the answer: dispose of it.</summary>
    public async Task<Stream> OpenStreamAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        IEnumerable<KeyValuePair<string, string>>? headers,
        CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await SendAsync(method, path, content, headers, cancellationToken).ConfigureAwait(false);
        try
        {
            return await BodyOfAsync(response, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>The body of an answer as it comes. The stream owns the answer: dispose of it.</summary>
    public async Task<Stream> BodyOfAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        new ResponseStream(_handler, response, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Opens a stream in both directions: <c>POST /containers/{id}/attach?…</c> or <c>POST /exec/{id}/start</c>.</summary>
    public async Task<AttachStream> OpenAttachStreamAsync(string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Request(HttpMethod.Post, path, content, null);
        HttpResponseMessage response = await _handler.ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            request.Options.TryGetValue(EngineHandler.Dialed, out DialedStream? dialed);
            return new AttachStream(_handler, response, ((HttpConnectionResponseContent)response.Content).HijackStream(), dialed);
        }
        catch (Exception e)
        {
            response.Dispose();
            throw new DockerProtocolException($"The engine did not give the connection over to {EnginePath.Call(HttpMethod.Post, path)}.", e) { Endpoint = Endpoint.ToString() };
        }
    }

    /// <summary>A request's body in JSON.</summary>
    public static HttpContent JsonContentOf<T>(T value, JsonTypeInfo<T> type) =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, type)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    /// <summary>Closes the connections. What still runs on them fails.</summary>
    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }

        _handler.Dispose();
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content, IEnumerable<KeyValuePair<string, string>>? headers)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        request.Options.Set(EngineHandler.Streaming, true);
        foreach ((string name, string value) in headers ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    // Apart, and never inlined, so that no type of Docker.DotNet is loaded before the guard has looked at it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static EngineConnection Create(DockerEndpoint endpoint, TimeSpan connectTimeout) => new(endpoint, connectTimeout);

    private static DockerClient CreateClient(EngineHandler handler)
    {
        // For all but a pipe any address will do: the handler puts its own in its place.
        string[] pipe = handler.Endpoint.Address.Split('/');
        var address = new Uri(handler.Endpoint.Scheme == "npipe" ? $"npipe://{(pipe[2] == "." ? "localhost" : pipe[2])}/pipe/{pipe[4]}" : "http://localhost");
        var configuration = new DockerClientConfiguration(address, new EngineCredentials(handler), Timeout.InfiniteTimeSpan, namedPipeConnectTimeout: TimeSpan.FromSeconds(30));
        return configuration.CreateClient();
    }
}
