using System.Net.Http.Headers;
using System.Text.Json;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>The engine as a whole.</summary>
internal sealed class SystemTransport(EngineConnection connection) : ISystemTransport
{
    public ValueTask<Version> GetApiVersionAsync(CancellationToken cancellationToken) => connection.GetApiVersionAsync(cancellationToken);

    public async Task<PingResult> PingAsync(CancellationToken cancellationToken)
    {
        // Docker.DotNet's ping gives nothing back, and the answer is all in the headers.
        using HttpResponseMessage response = await connection.SendWholeAsync(HttpMethod.Get, "/_ping", cancellationToken).ConfigureAwait(false);
        HttpResponseHeaders headers = response.Headers;
        return new PingResult
        {
            ApiVersion = Version.TryParse(Header(headers, "Api-Version"), out Version? version) ? version : null,
            OperatingSystem = Header(headers, "Ostype"),
            IsExperimental = Header(headers, "Docker-Experimental") == "true",
            BuilderVersion = Header(headers, "Builder-Version"),
        };
    }

    public async Task<EngineVersion> GetVersionAsync(CancellationToken cancellationToken)
    {
        JsonElement json = await connection.GetJsonAsync("/version", EngineJson.Default.JsonElement, cancellationToken).ConfigureAwait(false);
        return SystemReader.ReadVersion(json);
    }

    public async Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken)
    {
        JsonElement json = await connection.GetJsonAsync("/info", EngineJson.Default.JsonElement, cancellationToken).ConfigureAwait(false);
        return SystemReader.ReadInfo(json);
    }

    private static string Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out IEnumerable<string>? values) ? values.First() : "";
}
