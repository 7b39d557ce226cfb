namespace DockerKit.Tests;

/// <summary>The table of docs/resilience.md says what the code does.</summary>
public sealed class ResilienceTableTests
{
    private static readonly Dictionary<string, DockerKitException[]> Failures = new(StringComparer.Ordinal)
    {
        ["there is no such socket"] = [Unavailable(UnavailableCause.NoSuchSocket, neverSent: true)],
        ["the connection is refused"] = [Unavailable(UnavailableCause.Refused, neverSent: true)],
        ["no connection came about in time"] = [Unavailable(UnavailableCause.ConnectTimeout, neverSent: true)],
        ["the connection broke before the engine answered"] = [Unavailable(UnavailableCause.Disconnected, neverSent: false)],
        ["the answer was cut off"] = [new DockerProtocolException("cut")],
        ["the try took too long"] = [new DockerTimeoutException("long")],
        ["429 too many requests"] = [new DockerRateLimitedException("429") { StatusCode = 429 }],
        ["502, 503, 504"] = [Engine(502), Engine(503), Engine(504)],
        ["the engine could not reach the registry: `TLS handshake timeout`, `i/o timeout`, `connection refused`, `unexpected EOF`"] =
            [Engine(500, "net/http: TLS handshake timeout"), Engine(500, "i/o timeout"), Engine(500, "connect: connection refused"), Engine(null, "unexpected EOF")],
        ["permission denied on the socket"] = [Unavailable(UnavailableCause.PermissionDenied, neverSent: true)],
        ["the host is not known"] = [Unavailable(UnavailableCause.HostNotFound, neverSent: true)],
        ["the TLS handshake failed"] = [Unavailable(UnavailableCause.Tls, neverSent: true)],
        ["the registry's pull limit (`toomanyrequests`)"] =
        [
            new DockerRateLimitedException("toomanyrequests"),
            new DockerRateLimitedException("toomanyrequests") { StatusCode = 500 },
            new DockerRateLimitedException("slow down") { StatusCode = 429, EngineMessage = "toomanyrequests: You have reached your pull rate limit." },
        ],
        ["any other 500"] = [Engine(500, "driver failed")],
        ["400, 401, 403, 404, 409"] =
        [
            new DockerBadRequestException("400") { StatusCode = 400 },
            new DockerUnauthorizedException("401") { StatusCode = 401 },
            new DockerUnauthorizedException("403") { StatusCode = 403 },
            new DockerNotFoundException("404") { StatusCode = 404 },
            new DockerConflictException("409") { StatusCode = 409 },
        ],
    };

    [Fact]
    public void The_table_of_failures_says_what_is_tried_again()
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "docs", "resilience.md"));
        string[][] rows = [.. lines
            .SkipWhile(static line => !line.StartsWith("| failure |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(static line => line.StartsWith('|'))
            .Select(static line => line.Trim('|', ' ').Split(" | "))];
        Assert.Equal(Failures.Keys, rows.Select(static row => row[0]));
        foreach (string[] row in rows)
        {
            Assert.All(Failures[row[0]], failure => Assert.Equal((row[0], row[1]), (row[0], Answer(failure, OperationKind.Safe))));
            Assert.All(Failures[row[0]], failure => Assert.Equal((row[0], row[1]), (row[0], Answer(failure, OperationKind.Repeatable))));
            Assert.All(Failures[row[0]], failure => Assert.Equal((row[0], row[1]), (row[0], Answer(failure, OperationKind.Stream))));
            Assert.All(Failures[row[0]], failure => Assert.Equal((row[0], row[2]), (row[0], Answer(failure, OperationKind.OnceOnly))));
        }
    }

    private static string Answer(DockerKitException failure, OperationKind kind) => TransientFailures.MayRetry(failure, kind) ? "yes" : "no";

    private static DockerUnavailableException Unavailable(UnavailableCause cause, bool neverSent) => new("no") { Cause = cause, NeverSent = neverSent };

    private static DockerEngineException Engine(int? status, string? words = null) => new(words ?? "no") { StatusCode = status, EngineMessage = words };
}
