using System.Globalization;
using System.Net.Http.Headers;

namespace DockerKit.Transport.DockerDotNet;

/// <summary><c>GET /containers/{id}/logs</c>.</summary>
internal static class ReadContainerLogs
{
    // From this version on the answer's content type tells whether it is in frames.
    private static readonly Version TypeTellsSince = new(1, 42);

    public static Task<IContainerOutput> RunAsync(EngineConnection connection, ContainerLogsRequest request, CancellationToken cancellationToken) =>
        connection.SpeakAsync(version => OpenAsync(connection, request, version, cancellationToken), cancellationToken);

    private static async Task<IContainerOutput> OpenAsync(EngineConnection connection, ContainerLogsRequest request, Version version, CancellationToken cancellationToken)
    {
        bool? hasTerminal = request.HasTerminal;
        if (hasTerminal is null && version < TypeTellsSince)
        {
            // Before the logs are opened: a container with --rm may be gone once they end.
            hasTerminal = await InspectContainer.HasTerminalAsync(connection, request.Container, cancellationToken).ConfigureAwait(false);
        }

        HttpResponseMessage response = await connection.SendAsync(HttpMethod.Get, EnginePath.WithVersion(PathOf(request), version), null, null, cancellationToken).ConfigureAwait(false);
        try
        {
            bool? raw = IsRaw(response.Content.Headers.ContentType, version);
            raw ??= hasTerminal ?? await InspectContainer.HasTerminalAsync(connection, request.Container, cancellationToken).ConfigureAwait(false);
            Stream stream = await connection.BodyOfAsync(response, cancellationToken).ConfigureAwait(false);
            return raw.Value ? new RawReader(stream) : new FrameReader(stream);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static string PathOf(ContainerLogsRequest request) => ContainerPath.Of(request.Container, "logs")
        .Add("stdout", request.StandardOutput ? true : null)
        .Add("stderr", request.StandardError ? true : null)
        .Add("follow", request.Follow ? true : null)
        .Add("since", UnixTime(request.Since))
        .Add("until", UnixTime(request.Until))
        .Add("timestamps", request.Timestamps ? true : null)
        .Add("tail", request.Tail)
        .Add("details", request.Details ? true : null)
        .ToString();

    /// <summary>Whether the answer is a terminal's, without frames; null where its content type does not tell.</summary>
    private static bool? IsRaw(MediaTypeHeaderValue? type, Version version) => type?.MediaType switch
    {
        "application/vnd.docker.multiplexed-stream" => false,

        // Engines of an older version call frames so, too.
        "application/vnd.docker.raw-stream" when version >= TypeTellsSince => true,
        _ => null,
    };

    /// <summary>Seconds since 1970 with nanoseconds, as the CLI sends times: <c>1738324800.500000000</c>.</summary>
    private static string? UnixTime(DateTimeOffset? time)
    {
        if (time is not { } moment)
        {
            return null;
        }

        long ticks = Math.Max(0, moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ticks / TimeSpan.TicksPerSecond}.{ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick:000000000}");
    }
}
