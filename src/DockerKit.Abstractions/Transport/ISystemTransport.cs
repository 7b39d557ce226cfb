namespace DockerKit.Transport;

/// <summary>The engine as a whole: what it is, and what it holds.</summary>
public interface ISystemTransport
{
    /// <summary>The API version that calls speak, agreed upon with the engine once, at the first call.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<Version> GetApiVersionAsync(CancellationToken cancellationToken);

    /// <summary>Asks whether the engine answers (<c>GET /_ping</c>).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<PingResult> PingAsync(CancellationToken cancellationToken);

    /// <summary>The engine's version and its components' (<c>GET /version</c>).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<EngineVersion> GetVersionAsync(CancellationToken cancellationToken);

    /// <summary>The engine's state and settings (<c>GET /info</c>).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken);
}
