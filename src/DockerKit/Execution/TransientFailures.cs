namespace DockerKit;

/// <summary>The one place that knows which failures pass by themselves, and after which of them a call may be tried again.</summary>
internal static class TransientFailures
{
    private static readonly string[] RegistryTroubles = ["TLS handshake timeout", "i/o timeout", "connection refused", "unexpected EOF"];

    public static bool MayRetry(Exception? failure, OperationKind kind) => failure switch
    {
        DockerUnavailableException unavailable => (unavailable.NeverSent || kind != OperationKind.OnceOnly) && Passes(unavailable.Cause),
        DockerRateLimitedException { StatusCode: 429 } limited => !IsPullLimit(limited.EngineMessage),
        DockerEngineException { StatusCode: 502 or 503 or 504 } => kind != OperationKind.OnceOnly,
        DockerEngineException engine => kind != OperationKind.OnceOnly && IsRegistryTrouble(engine.EngineMessage),
        DockerProtocolException or DockerTimeoutException => kind != OperationKind.OnceOnly,
        _ => false,
    };

    /// <summary>Whether the engine may have done what it was asked, for all that the caller knows.</summary>
    public static bool LeavesDoubt(DockerKitException failure) => failure switch
    {
        DockerUnavailableException unavailable => !unavailable.NeverSent,
        DockerEngineException { StatusCode: 502 or 503 or 504 } or DockerProtocolException or DockerTimeoutException => true,
        _ => false,
    };

    private static bool Passes(UnavailableCause cause) => cause is
        UnavailableCause.NoSuchSocket or UnavailableCause.Refused or UnavailableCause.ConnectTimeout or UnavailableCause.Disconnected;

    /// <summary>The registry's limit passes in hours, and each further try would count towards it; whichever status the engine or the registry gives it.</summary>
    private static bool IsPullLimit(string? words) =>
        words is not null && (words.Contains("toomanyrequests", StringComparison.OrdinalIgnoreCase) || words.Contains("pull rate limit", StringComparison.OrdinalIgnoreCase));

    private static bool IsRegistryTrouble(string? words) =>
        words is not null && Array.Exists(RegistryTroubles, trouble => words.Contains(trouble, StringComparison.OrdinalIgnoreCase));
}
