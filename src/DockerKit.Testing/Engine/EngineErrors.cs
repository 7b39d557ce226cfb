namespace DockerKit.Testing;

/// <summary>The engine's errors, in the types that the default transport makes of its answers. The words are those of engine 28.</summary>
internal static class EngineErrors
{
    public static DockerKitException FromStatus(int status, string message, EngineVerb verb) => status switch
    {
        400 => BadRequest(message),
        401 or 403 => new DockerUnauthorizedException(message) { StatusCode = status, EngineMessage = message },
        404 => new DockerNotFoundException(message) { StatusCode = status, EngineMessage = message, Kind = KindOf(verb) },
        409 => Conflict(message),
        429 => new DockerRateLimitedException(message) { StatusCode = status, EngineMessage = message },
        _ => Engine(message, status),
    };

    public static DockerNotFoundException NotFound(ResourceKind kind, string message) =>
        new(message) { StatusCode = 404, EngineMessage = message, Kind = kind };

    public static DockerNotFoundException NoSuchContainer(string name) => NotFound(ResourceKind.Container, $"No such container: {name}");

    public static DockerConflictException Conflict(string message) => new(message) { StatusCode = 409, EngineMessage = message };

    public static DockerBadRequestException BadRequest(string message) => new(message) { StatusCode = 400, EngineMessage = message };

    public static DockerEngineException Engine(string message, int? status = 500) => new(message) { StatusCode = status, EngineMessage = message };

    private static ResourceKind KindOf(EngineVerb verb) => verb switch
    {
        EngineVerb.PullImage or EngineVerb.RemoveImage or EngineVerb.ListImages or EngineVerb.SearchImages => ResourceKind.Image,
        EngineVerb.CreateContainer or EngineVerb.Ping or EngineVerb.Version or EngineVerb.Info => ResourceKind.Unknown,
        _ => ResourceKind.Container,
    };
}
