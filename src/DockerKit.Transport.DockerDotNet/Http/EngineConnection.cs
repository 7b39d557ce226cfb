using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>
/// What the verbs speak to an engine through. Docker.DotNet carries what has no JSON in it (<see cref="Bare"/>); JSON and streams
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

    private EngineConnection(DockerEndpoint endpoint, TimeSpan connectTimeout, bool withoutDockerDotNet)
    {
        Endpoint = endpoint;
        _handler = new EngineHandler(new EngineDialer(endpoint, connectTimeout));
        Bare = withoutDockerDotNet ? new OwnCalls(this) : LoadedDockerDotNet.Calls(_handler) ?? new OwnCalls(this);
    }

    public DockerEndpoint Endpoint { get; }

    /// <summary>The calls without JSON in them.</summary>
    public IBareCalls Bare { get; }

    /// <summary>Makes the connection; nothing is sent before the first call.</summary>
    public static EngineConnection Open(DockerEndpoint endpoint, TimeSpan? connectTimeout = null, bool withoutDockerDotNet = false)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return new EngineConnection(endpoint, connectTimeout ?? TimeSpan.FromSeconds(30), withoutDockerDotNet);
    }

    /// <summary>The engine's version, once it is known.</summary>
    public string? EngineVersion => _handler.EngineVersion;

    /// <summary>The API version that is spoken, once it is known.</summary>
    public Version? ApiVersion => _handler.ApiVersion;

    /// <summary>The API version that is spoken; asks the engine when it is first needed.</summary>
    public ValueTask<Version> GetApiVersionAsync(CancellationToken cancellationToken) => _handler.GetApiVersionAsync(cancellationToken);

    /// <summary>Makes a call that differs by the API version, once more where the engine, replaced by another one since it was asked, refuses that version.</summary>
    /// <param name="call">The call. Its path must have the version, so that it is not sent under another one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<T> SpeakAsync<T>(Func<Version, Task<T>> call, CancellationToken cancellationToken)
    {
        Version version = await GetApiVersionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await call(version).ConfigureAwait(false);
        }
        catch (DockerBadRequestException e) when (EngineErrors.IsOfVersion(e))
        {
            if (await _handler.ReplaceApiVersionAsync(version, cancellationToken).ConfigureAwait(false) is not { } other)
            {
                throw;
            }

            return await call(other).ConfigureAwait(false);
        }
    }

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
            if (!request.Options.TryGetValue(EngineHandler.Dialed, out DialedStream? dialed))
            {
                return _handler.Pipe!.Value.Hijack(response);
            }

            // What is read comes through the HTTP stack, which has read ahead of the headers; what is written goes to the connection itself.
            Stream output = IsGivenOver(response) ? await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false) : throw new InvalidOperationException("The answer has an end.");
            return new AttachStream(_handler, response, output, dialed, dialed.CloseWriteAsync);
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
        Bare.Dispose();
        _handler.Dispose();
    }

    private static bool IsGivenOver(HttpResponseMessage response) => response.Content.Headers.ContentLength is null && response.Headers.TransferEncodingChunked is not true;

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
}
