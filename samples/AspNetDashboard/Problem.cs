namespace DockerKit.Samples.AspNetDashboard;

/// <summary>An error as a person can act on it.</summary>
/// <param name="What">What went wrong.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Command">The docker line that failed, to try by hand.</param>
/// <param name="Engine">Where the engine is.</param>
internal sealed record Problem(string What, string? Remedy, string? Command, string? Engine)
{
    /// <summary>The problem that an exception is; null for a mistake in this program, which is not the reader's.</summary>
    public static Problem? Of(Exception error) => error switch
    {
        DockerKitException e => new Problem(e.Summary, RemedyOf(e), e.CommandLine, e.Endpoint),
        FormatException or ArgumentException or UnknownEngineException => new Problem(error.Message, null, null, null),
        _ => null,
    };

    public static int StatusOf(Exception error) => error switch
    {
        DockerNotFoundException or UnknownEngineException => StatusCodes.Status404NotFound,
        DockerConflictException => StatusCodes.Status409Conflict,
        DockerBadRequestException or FormatException or ArgumentException => StatusCodes.Status400BadRequest,
        DockerRateLimitedException => StatusCodes.Status429TooManyRequests,
        DockerUnavailableException => StatusCodes.Status503ServiceUnavailable,
        DockerTimeoutException => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status502BadGateway,
    };

    public IResult AsResult(int status) => Results.Json(this, DashboardJson.Default.Problem, statusCode: status);

    private static string? RemedyOf(DockerKitException error) => error switch
    {
        DockerUnavailableException e => e.Remedy,
        DockerRateLimitedException { RetryAfter: { } wait } => $"Wait {Math.Ceiling(wait.TotalSeconds)} seconds, then try again.",
        DockerRateLimitedException => "Wait a while, then try again.",
        DockerNotFoundException { Kind: ResourceKind.Image } => "Check the name and the tag; the registry may also want a login.",
        DockerNotFoundException => "It may just have been removed: look at the list.",
        DockerTimeoutException => "Look at what the engine did, then try again.",
        _ => null,
    };
}
