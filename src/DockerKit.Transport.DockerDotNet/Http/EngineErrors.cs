using System.Net;
using System.Text;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>The one place where an answer of the engine becomes an exception.</summary>
internal static class EngineErrors
{
    /// <summary>The exception for an answer that is no success.</summary>
    /// <param name="call">What was asked, as in <c>GET /v1.51/containers/web/json</c>.</param>
    /// <param name="path">The path without its version.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="words">The engine's own words, or empty.</param>
    /// <param name="retryAfter">What the answer told about a next try.</param>
    public static DockerKitException FromStatus(string call, string path, int status, string words, TimeSpan? retryAfter)
    {
        string? engineMessage = words.Length > 0 ? words : null;
        string message = engineMessage ?? $"The engine answered {Status(status)} to {call}, and said no more.";
        DockerKitException? registry = MentionsRegistry(path) ? FromRegistryWords(message, words, status, retryAfter) : null;
        return registry ?? status switch
        {
            400 => new DockerBadRequestException(message) { StatusCode = status, EngineMessage = engineMessage },
            401 or 403 => new DockerUnauthorizedException(message) { StatusCode = status, EngineMessage = engineMessage },
            404 => new DockerNotFoundException(message) { StatusCode = status, EngineMessage = engineMessage, Kind = MissingResource.KindOf(path, words) },
            409 => new DockerConflictException(message) { StatusCode = status, EngineMessage = engineMessage },
            429 => new DockerRateLimitedException(message) { StatusCode = status, EngineMessage = engineMessage, RetryAfter = retryAfter },
            < 400 => new DockerProtocolException($"The engine answered {Status(status)} to {call}, which no call of the Docker API does. Is there a proxy in between?") { StatusCode = status, EngineMessage = engineMessage },
            _ => new DockerEngineException(message) { StatusCode = status, EngineMessage = engineMessage },
        };
    }

    /// <summary>The exception for an error that came inside a stream that had begun with 200 (pull, push, build, load).</summary>
    /// <param name="words">The engine's own words.</param>
    /// <param name="code">The code beside them, if there was one: an HTTP status, or for a build's step the exit code, which is below 256.</param>
    public static DockerKitException InStream(string words, int? code)
    {
        DockerKitException? registry = FromRegistryWords(words, words, status: code == 429 ? 429 : null, retryAfter: null);
        return registry ?? code switch
        {
            401 or 403 => new DockerUnauthorizedException(words) { EngineMessage = words },
            _ when code == 404 || MissingResource.IsMissingImage(words) => new DockerNotFoundException(words) { EngineMessage = words, Kind = ResourceKind.Image },
            _ => new DockerEngineException(words) { EngineMessage = words },
        };
    }

    /// <summary>The exception for a connection that broke after the request had, or may have, gone out.</summary>
    public static DockerUnavailableException Disconnected(DockerEndpoint endpoint, string call, Exception inner)
    {
        // In TLS 1.3 a client learns only now that its certificate was refused.
        string certificate = endpoint.Tls is null ? "" : ", whether it accepts the client certificate";
        string remedy = $"Check whether the engine was restarted or crashed{certificate}, and what the call did before you repeat it.";
        return new($"The connection to the Docker engine at {endpoint} broke before it answered {call}. {remedy}", inner)
        {
            Cause = UnavailableCause.Disconnected,
            Remedy = remedy,
            NeverSent = false,
            Endpoint = endpoint.ToString(),
        };
    }

    /// <summary>The exception for an answer whose body broke off.</summary>
    public static DockerProtocolException CutOff(DockerEndpoint endpoint, Exception inner) =>
        new($"The engine's answer was cut off: {inner.Message}", inner) { Endpoint = endpoint.ToString() };

    /// <summary>Whether the engine refused the API version itself.</summary>
    /// <remarks>Source: https://github.com/moby/moby, daemon/server/middleware/version.go; the other words are Docker 1.12's.</remarks>
    public static bool IsOfVersion(DockerBadRequestException e) =>
        e.EngineMessage is { } words && (words.StartsWith("client version ", StringComparison.Ordinal) || words.StartsWith("client is newer than server", StringComparison.Ordinal));

    /// <summary>The same failure for another caller: each gets an exception of its own, since the facade writes the caller's command line on it.</summary>
    public static DockerKitException Copy(DockerKitException e) => e switch
    {
        DockerUnavailableException u => new DockerUnavailableException(u.Summary, u) { Cause = u.Cause, Remedy = u.Remedy, NeverSent = u.NeverSent, Endpoint = u.Endpoint },
        DockerUnauthorizedException => new DockerUnauthorizedException(e.Summary, e) { StatusCode = e.StatusCode, EngineMessage = e.EngineMessage, Endpoint = e.Endpoint },
        DockerRateLimitedException r => new DockerRateLimitedException(e.Summary, e) { StatusCode = e.StatusCode, EngineMessage = e.EngineMessage, Endpoint = e.Endpoint, RetryAfter = r.RetryAfter },
        DockerNotFoundException n => new DockerNotFoundException(e.Summary, e) { StatusCode = e.StatusCode, EngineMessage = e.EngineMessage, Endpoint = e.Endpoint, Kind = n.Kind },
        DockerConflictException => new DockerConflictException(e.Summary, e) { StatusCode = e.StatusCode, EngineMessage = e.EngineMessage, Endpoint = e.Endpoint },
        DockerEngineException => new DockerEngineException(e.Summary, e) { StatusCode = e.StatusCode, EngineMessage = e.EngineMessage, Endpoint = e.Endpoint },
        DockerBadRequestException => new DockerBadRequestException(e.Summary, e) { StatusCode = e.StatusCode, EngineMessage = e.EngineMessage, Endpoint = e.Endpoint },
        DockerProtocolException => new DockerProtocolException(e.Summary, e) { StatusCode = e.StatusCode, EngineMessage = e.EngineMessage, Endpoint = e.Endpoint },
        _ => new DockerKitException(e.Summary, e) { StatusCode = e.StatusCode, EngineMessage = e.EngineMessage, Endpoint = e.Endpoint },
    };

    // Only what talks to a registry is judged by a registry's words: a container may be named "unauthorized".
    private static bool MentionsRegistry(string path) =>
        path.StartsWith("/images/", StringComparison.Ordinal)
        || path.StartsWith("/distribution/", StringComparison.Ordinal)
        || path.StartsWith("/auth", StringComparison.Ordinal)
        || path.StartsWith("/build", StringComparison.Ordinal)
        || path.StartsWith("/plugins/", StringComparison.Ordinal);

    private static DockerKitException? FromRegistryWords(string message, string words, int? status, TimeSpan? retryAfter)
    {
        if (status == 429 || Has(words, "toomanyrequests") || Has(words, "429 too many requests") || Has(words, "pull rate limit"))
        {
            return new DockerRateLimitedException(message) { StatusCode = status, EngineMessage = words, RetryAfter = retryAfter };
        }

        bool refused = Has(words, "unauthorized: ")
            || Has(words, "401 unauthorized")
            || Has(words, "denied: requested access")
            || Has(words, "no basic auth credentials")
            || Has(words, "incorrect username or password");
        return refused && !words.StartsWith("No such image", StringComparison.OrdinalIgnoreCase)
            ? new DockerUnauthorizedException(message) { StatusCode = status, EngineMessage = words }
            : null;
    }

    private static string Status(int status) => new StringBuilder().Append(status).Append(' ').Append((HttpStatusCode)status).ToString();

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
