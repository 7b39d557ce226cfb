using System.Net.Http.Headers;

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

    public Task<EngineVersion> GetVersionAsync(CancellationToken cancellationToken) =>
        WholeBody.GetObjectAsync(connection, "/version", SystemReader.ReadVersion, cancellationToken);

    public Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken) =>
        WholeBody.GetObjectAsync(connection, "/info", SystemReader.ReadInfo, cancellationToken);

    private static string Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out IEnumerable<string>? values) ? values.First() : "";
}
