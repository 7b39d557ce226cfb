using System.Text.Json;
using DockerKit.Tests;

namespace DockerKit.Transport.Conformance;

/// <summary>Pulls on the wire: what is asked for, what is told, and everything that can go wrong inside a stream that began with 200.</summary>
public sealed class PullTests
{
    private const string Digest = "sha256:abababababababababababababababababababababababababababababababab";
    private const string Begin = "{\"status\":\"Pulling from library/php\",\"id\":\"8.3\"}\r\n";
    private const string Layer = "{\"status\":\"Pulling fs layer\",\"progressDetail\":{},\"id\":\"4abcf2066143\"}\r\n";
    private const string Downloading = "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":34183,\"total\":3408729},\"progress\":\"[>  ]\",\"id\":\"4abcf2066143\"}\r\n";
    private const string Complete = "{\"status\":\"Pull complete\",\"progressDetail\":{},\"id\":\"4abcf2066143\"}\r\n";
    private const string DigestLine = "{\"status\":\"Digest: " + Digest + "\"}\r\n";
    private const string StatusLine = "{\"status\":\"Status: Downloaded newer image for php:8.3\"}\r\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<string>> Streams() => Vectors.Rows("jsonmessage-streams.json", "streams")
        .Where(static row => Vectors.Case(row.Data).Text("id") is { } id
            // Builds, pushes and loads have verbs of their own.
            && (id.StartsWith("pull-", StringComparison.Ordinal) || id.StartsWith("framing-", StringComparison.Ordinal) || id is "empty-body" or "aux-string"));

    [Theory]
    [InlineData("php", "docker.io/library/php", "latest")]
    [InlineData("php:8.3", "docker.io/library/php", "8.3")]
    [InlineData("localhost:5000/a/b:1", "localhost:5000/a/b", "1")]
    [InlineData("php@" + Digest, "docker.io/library/php", Digest)]
    [InlineData("php:8.3@" + Digest, "docker.io/library/php", Digest)]
    public async Task A_tag_or_a_digest_is_always_asked_for(string reference, string image, string tag)
    {
        await using ScriptedEngine engine = Pulling(Begin, StatusLine);
        await using DockerKitClient docker = engine.Docker();
        await docker.Images.Pull(reference).ExecuteAsync(Token);
        RecordedRequest call = Assert.Single(engine.Calls);
        Assert.Equal((image, tag, null), (call.Parameter("fromImage"), call.Parameter("tag"), call.Parameter("platform")));
    }

    [Fact]
    public async Task All_tags_are_pulled_only_when_asked_for()
    {
        await using ScriptedEngine engine = Pulling(Begin, DigestLine, StatusLine);
        await using DockerKitClient docker = engine.Docker();
        PulledImage pulled = await docker.Images.Pull("php").AllTags().WithPlatform("Linux/ARM64").ExecuteAsync(Token);
        RecordedRequest call = Assert.Single(engine.Calls);
        Assert.Equal(("docker.io/library/php", null, "linux/arm64"), (call.Parameter("fromImage"), call.Parameter("tag"), call.Parameter("platform")));
        Assert.Equal("docker.io/library/php", pulled.Address);
        Assert.Equal(Digest, pulled.Tags["8.3"]);
    }

    [Fact]
    public async Task A_platform_is_refused_where_the_engine_does_not_know_it()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start(apiVersion: "1.31");
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAsync<UnsupportedOptionException>(() => docker.Images.Pull("php").WithPlatform("linux/arm64").ExecuteAsync(Token));
        Assert.Equal(("--platform", new Version(1, 32), new Version(1, 31)), (error.Option, error.RequiredApiVersion, error.EngineApiVersion));
        Assert.Empty(engine.Calls);
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task Streams_end_as_the_reference_implementation_ends_them(string json)
    {
        JsonElement row = Vectors.Case(json);
        JsonElement expected = row.GetProperty("expected");
        int status = row.GetProperty("httpStatus").GetInt32();
        string body = row.Text("body")!;
        string[] pieces = body.Length == 0 ? [] : [body]; // an empty chunk would be the end
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", "/images/create", status == 200 ? Reply.Stream(pieces) : Reply.Json(body, status));
        await using DockerKitClient docker = engine.Docker();
        var steps = new List<PullProgress>();
        Exception? error = await Record.ExceptionAsync(async () =>
        {
            await foreach (PullProgress step in docker.Images.Pull("alpine:3.19").WithoutRetry().StreamAsync(Token))
            {
                steps.Add(step);
            }
        });

        if (expected.Text("error") is { } words)
        {
            Assert.Equal(words, Assert.IsAssignableFrom<DockerKitException>(error).EngineMessage);
            Assert.DoesNotContain(steps, static step => step.Result is not null);
            return;
        }

        // These two stop in the middle of a layer: their framing is right, and yet nothing was pulled.
        bool unfinished = row.Text("id") is "framing-no-separator" or "framing-spaces-pretty";
        if (unfinished || expected.TryGetProperty("decodeError", out _))
        {
            Assert.IsType<DockerProtocolException>(error);
            Assert.Equal(expected.GetProperty("messageCount").GetInt32(), steps.Count);
            return;
        }

        Assert.Null(error);
        PulledImage result = steps[^1].Result!;
        Assert.Equal(expected.Text("digest"), result.Digest);
        Assert.Equal(expected.Text("final"), steps[^1].Status);
        if (expected.TryGetProperty("layers", out JsonElement layers))
        {
            foreach (JsonProperty layer in layers.EnumerateObject())
            {
                Assert.Equal(layer.Value.EnumerateArray().Select(static e => e.GetString()), steps.Where(s => s.Layer == layer.Name).Select(static s => s.Status));
            }
        }
    }

    [Theory]
    [InlineData("manifest for php:no not found: manifest unknown: manifest unknown", typeof(DockerNotFoundException))]
    [InlineData("manifest unknown", typeof(DockerNotFoundException))]
    [InlineData("pull access denied for x, repository does not exist or may require 'docker login'", typeof(DockerNotFoundException))]
    [InlineData("unauthorized: authentication required", typeof(DockerUnauthorizedException))]
    [InlineData("denied: requested access to the resource is denied", typeof(DockerUnauthorizedException))]
    [InlineData("toomanyrequests: You have reached your pull rate limit.", typeof(DockerRateLimitedException))]
    [InlineData("write /var/lib/docker/tmp/GetImageBlob1: no space left on device", typeof(DockerEngineException))]
    public async Task An_error_inside_the_stream_is_thrown_with_its_type(string words, Type type)
    {
        await using ScriptedEngine engine = Pulling(Begin, Layer, $"{{\"errorDetail\":{{\"message\":\"{words}\"}},\"error\":\"{words}\"}}\r\n");
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAnyAsync<DockerKitException>(() => docker.Images.Pull("php:8.3").ExecuteAsync(Token));
        Assert.IsType(type, error);
        Assert.Equal((words, words, null), (error.Summary, error.EngineMessage, error.StatusCode));
        Assert.Equal(("docker pull php:8.3", engine.Endpoint, "images.pull"), (error.CommandLine, error.Endpoint, error.Operation));
    }

    [Theory]
    [InlineData(403, typeof(DockerUnauthorizedException))]
    [InlineData(404, typeof(DockerNotFoundException))]
    [InlineData(429, typeof(DockerRateLimitedException))]
    [InlineData(500, typeof(DockerEngineException))]
    public async Task The_code_of_an_error_inside_the_stream_counts_where_its_words_say_nothing(int code, Type type)
    {
        await using ScriptedEngine engine = Pulling($"{{\"errorDetail\":{{\"code\":{code},\"message\":\"it is so\"}}}}\r\n");
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAnyAsync<DockerKitException>(() => docker.Images.Pull("php:8.3").ExecuteAsync(Token));
        Assert.IsType(type, error);
        Assert.Equal("it is so", error.EngineMessage);
    }

    [Fact]
    public async Task A_limit_that_came_as_a_status_tells_how_long_to_wait()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", "/images/create", Reply.Error(429, "toomanyrequests: slow down", ("Retry-After", "30")));
        await using IDockerTransport transport = engine.Transport(); // without the facade, which would wait and try again
        var error = await Assert.ThrowsAsync<DockerRateLimitedException>(async () =>
        {
            await foreach (ProgressLine line in transport.Images.PullAsync(new PullImageRequest { Reference = ImageReference.Parse("php") }, Token))
            {
                Assert.Fail(line.ToString());
            }
        });
        Assert.Equal(TimeSpan.FromSeconds(30), error.RetryAfter);
    }

    [Theory]
    [InlineData("{\"status\":\"Down")]
    [InlineData("{\"status\":}\r\n")]
    [InlineData("<html>bad gateway</html>")]
    public async Task A_broken_line_ends_the_pull_with_an_error(string broken)
    {
        await using ScriptedEngine engine = Pulling(Begin, Layer, broken);
        await using DockerKitClient docker = engine.Docker();
        await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Images.Pull("php:8.3").ExecuteAsync(Token).WaitAsync(TimeSpan.FromSeconds(10), Token));
    }

    [Fact]
    public async Task A_cut_anywhere_in_the_stream_is_an_error()
    {
        Reply whole = Reply.Stream(Begin, Layer, Complete, DigestLine, StatusLine);
        await using ScriptedEngine engine = ScriptedEngine.Start();
        await using DockerKitClient docker = engine.Docker();
        for (int cut = whole.HeadLength; cut < whole.Bytes!.Length; cut += 7)
        {
            engine.On("POST", "/images/create", whole.CutAfter(cut));
            Exception error = await Assert.ThrowsAnyAsync<DockerKitException>(() => docker.Images.Pull("php:8.3").ExecuteAsync(Token));
            Assert.True(error is DockerProtocolException or DockerUnavailableException, $"cut at {cut}: {error}");
        }
    }

    [Fact]
    public async Task A_stream_in_single_bytes_is_read_as_a_whole_one()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("POST", "/images/create", Reply.Stream(Begin, Layer, Downloading, Complete, DigestLine, StatusLine).Trickle(1));
        await using DockerKitClient docker = engine.Docker();
        PulledImage php = await docker.Images.Pull("php:8.3").ExecuteAsync(Token);
        Assert.Equal((Digest, PullStatus.Downloaded, "docker.io/library/php:8.3"), (php.Digest, php.Status, php.Address));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_ends_a_stream_that_stalls_with_the_callers_token_and_closes_its_connection(bool inTheMiddleOfALine)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", "/images/create", Reply.Stream(async connection =>
        {
            await connection.WriteChunkAsync(Begin + Downloading + (inTheMiddleOfALine ? "{\"status\":\"Down" : ""));
            await connection.ReadToEndAsync();
            return false;
        }));
        await using DockerKitClient docker = engine.Docker();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (PullProgress step in docker.Images.Pull("php:8.3").StreamAsync(source.Token))
            {
                if (step.Phase == PullPhase.Downloading)
                {
                    source.CancelAfter(10);
                }
            }
        }).WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Equal(source.Token, error.CancellationToken);
        await engine.ConnectionsAtMostAsync(0, Token).WaitAsync(TimeSpan.FromSeconds(1), Token);
    }

    [Fact]
    public async Task Leaving_the_loop_closes_the_connection_and_so_stops_the_pull()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", "/images/create", Reply.Stream(static async connection =>
        {
            await connection.WriteChunkAsync(Begin);
            await connection.ReadToEndAsync();
            return false;
        }));
        await using DockerKitClient docker = engine.Docker();
        await foreach (PullProgress step in docker.Images.Pull("php:8.3").StreamAsync(Token))
        {
            Assert.Equal("Pulling from library/php", step.Status);
            break;
        }

        await engine.ConnectionsAtMostAsync(0, Token).WaitAsync(TimeSpan.FromSeconds(1), Token);
    }

    [Fact]
    public async Task Seconds_of_unpacking_are_not_taken_for_bytes()
    {
        await using ScriptedEngine engine = Pulling("{\"status\":\"Extracting\",\"progressDetail\":{\"current\":3,\"units\":\"s\"},\"id\":\"a\"}", Complete.Replace("4abcf2066143", "a", StringComparison.Ordinal));
        await using DockerKitClient docker = engine.Docker();
        var steps = new List<PullProgress>();
        await foreach (PullProgress step in docker.Images.Pull("php:8.3").StreamAsync(Token))
        {
            steps.Add(step);
        }

        Assert.Equal((PullPhase.Extracting, null, 0L), (steps[0].Phase, steps[0].Current, steps[0].OverallTotalBytes));
    }

    private static ScriptedEngine Pulling(params string[] lines) => ScriptedEngine.Start().On("POST", "/images/create", Reply.Stream(lines));
}
