using System.Text.Json;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>Asks the engine for its newest API version, and picks the one to speak.</summary>
internal static class ApiVersionProbe
{
    /// <summary>The newest API that DockerKit knows.</summary>
    public static readonly Version Newest = new(1, 51);

    /// <summary>The oldest: Docker 1.12. What engines since then need is the smallest common ground.</summary>
    public static readonly Version Oldest = new(1, 24);

    public static async Task<Version> AskAsync(EngineHandler handler, CancellationToken cancellationToken)
    {
        using var ping = new HttpRequestMessage(HttpMethod.Get, "/_ping");
        using HttpResponseMessage pong = await handler.ExchangeAsync(ping, cancellationToken).ConfigureAwait(false);
        handler.EngineVersion = EngineOf(pong);
        Version? newest = pong.Headers.TryGetValues("Api-Version", out IEnumerable<string>? values) && Version.TryParse(values.First(), out Version? told)
            ? told
            : await AskOldAsync(handler, cancellationToken).ConfigureAwait(false);
        return Pick(handler.Endpoint, newest);
    }

    /// <summary>The version to speak with an engine whose newest is <paramref name="engine"/>.</summary>
    public static Version Pick(DockerEndpoint endpoint, Version engine) =>
        engine >= Newest ? Newest
        : engine >= Oldest ? engine
        : throw new DockerKitException($"The Docker engine at {endpoint} speaks API {engine} at most, and DockerKit needs {Oldest} (Docker 1.12) or newer. Upgrade the engine.") { Endpoint = endpoint.ToString() };

    // "Docker/28.5.2 (linux)"
    private static string? EngineOf(HttpResponseMessage answer) =>
        answer.Headers.Server.FirstOrDefault(static server => server.Product?.Name == "Docker")?.Product!.Version;

    // Engines before API 1.25 put no version on the answer to a ping.
    private static async Task<Version> AskOldAsync(EngineHandler handler, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/version");
        using HttpResponseMessage response = await handler.ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.TryGetProperty("ApiVersion", out JsonElement value) && Version.TryParse(value.GetString(), out Version? version))
            {
                return version;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new DockerProtocolException($"What answers at {handler.Endpoint} is no Docker engine: its /version is not the JSON that an engine sends.", e) { Endpoint = handler.Endpoint.ToString() };
        }

        throw new DockerProtocolException($"What answers at {handler.Endpoint} is no Docker engine: it does not tell its API version.") { Endpoint = handler.Endpoint.ToString() };
    }
}
