using DockerKit.Tests;

namespace DockerKit.EngineTests.Faults;

/// <summary>What docs/resilience.md promises for each kind of fault.</summary>
internal static class FaultOutcome
{
    /// <summary>Whether a call that may be repeated is tried again after it.</summary>
    public static bool PassesByItself(Fault fault) => fault.Name is not ("status 500" or "status 429, retry after 3600 s");

    /// <summary>Whether the client can be sure that the engine did nothing, so that what counts twice is tried again too.</summary>
    public static bool DidNothing(Fault fault) => fault.Name.StartsWith("status 429", StringComparison.Ordinal);

    /// <summary>Whether it is the error for that fault.</summary>
    public static bool IsDocumented(Fault fault, DockerKitException error) => fault switch
    {
        { Reply: { } reply } => error is DockerRateLimitedException or DockerEngineException && error.StatusCode.ToString() == reply.Split(' ')[1],
        { Request: RequestHarm.Swallow } or { Answer: AnswerHarm.Swallow } => error is DockerTimeoutException,
        { Request: not RequestHarm.Forward } or { Answer: AnswerHarm.Lose } => error is DockerUnavailableException { Cause: UnavailableCause.Disconnected, NeverSent: false },
        _ => error is DockerProtocolException,
    };
}
