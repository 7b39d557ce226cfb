namespace DockerKit.Tests;

public sealed class CommandExecutorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<DockerKitException> PassingFailures() =>
    [
        new DockerUnavailableException("no socket") { Cause = UnavailableCause.NoSuchSocket, NeverSent = true },
        new DockerUnavailableException("refused") { Cause = UnavailableCause.Refused, NeverSent = true },
        new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected },
        new DockerRateLimitedException("slow down") { StatusCode = 429, RetryAfter = TimeSpan.FromMilliseconds(1) },
        new DockerEngineException("bad gateway") { StatusCode = 502 },
        new DockerEngineException("pull failed") { StatusCode = 500, EngineMessage = "Get \"https://registry/v2/\": net/http: TLS handshake timeout" },
    ];

    public static TheoryData<DockerKitException> LastingFailures() =>
    [
        new DockerUnavailableException("not yours") { Cause = UnavailableCause.PermissionDenied, NeverSent = true },
        new DockerEngineException("driver failed") { StatusCode = 500, EngineMessage = "driver failed" },
        new DockerNotFoundException("no such thing") { StatusCode = 404 },
        new DockerConflictException("in use") { StatusCode = 409 },
        new DockerRateLimitedException("toomanyrequests: you have reached your pull rate limit") { StatusCode = 500 },
        new DockerRateLimitedException("come back in a minute, which is longer than the longest wait") { StatusCode = 429, RetryAfter = TimeSpan.FromMinutes(1) },
    ];

    [Theory]
    [MemberData(nameof(PassingFailures))]
    public async Task A_read_is_tried_again_after_a_failure_that_passes(DockerKitException failure)
    {
        var transport = new FakeTransport();
        transport.OnPing = _ => transport.Requests.Count < 3 ? Task.FromException<PingResult>(failure) : Task.FromResult(new PingResult());
        await using DockerKitClient docker = transport.Connect();
        Assert.NotNull(await docker.Ping().ExecuteAsync(Token));
        Assert.Equal(3, transport.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(LastingFailures))]
    public async Task A_failure_that_lasts_is_thrown_at_once(DockerKitException failure)
    {
        var transport = new FakeTransport { OnPing = _ => Task.FromException<PingResult>(failure) };
        await using DockerKitClient docker = transport.Connect();
        Assert.Same(failure, await Assert.ThrowsAnyAsync<DockerKitException>(() => docker.Ping().ExecuteAsync(Token)));
        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task Tries_end_at_the_number_that_was_set()
    {
        var transport = new FakeTransport { OnPing = static _ => throw new DockerUnavailableException("refused") { Cause = UnavailableCause.Refused } };
        await using DockerKitClient docker = transport.Connect(static options => options.Retry.MaxAttempts = 2);
        await Assert.ThrowsAsync<DockerUnavailableException>(() => docker.Ping().ExecuteAsync(Token));
        Assert.Equal(2, transport.Requests.Count);
    }

    [Fact]
    public async Task An_error_tells_the_call_its_line_and_its_endpoint()
    {
        var transport = new FakeTransport { OnInfo = static _ => throw new DockerEngineException("it broke") { StatusCode = 500, EngineMessage = "it broke" } };
        await using DockerKitClient docker = transport.Connect();
        var error = await Assert.ThrowsAsync<DockerEngineException>(() => docker.Info().ExecuteAsync(Token));
        Assert.Equal("system.info", error.Operation);
        Assert.Equal("docker info", error.CommandLine);
        Assert.Equal("fake://engine", error.Endpoint);
        Assert.Equal("it broke", error.Summary);
        Assert.Contains("while running: docker info", error.Message, StringComparison.Ordinal);
        Assert.Contains("on the engine at: fake://engine", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_ends_a_wait_between_tries_and_carries_the_callers_token()
    {
        using var source = new CancellationTokenSource();
        var transport = new FakeTransport();
        transport.OnPing = _ =>
        {
            source.Cancel();
            throw new DockerUnavailableException("refused") { Cause = UnavailableCause.Refused, NeverSent = true };
        };
        await using DockerKitClient docker = transport.Connect(static options => options.Retry = new RetryOptions { BaseDelay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(2) });
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => docker.Ping().ExecuteAsync(source.Token));
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_sends_nothing()
    {
        var transport = new FakeTransport();
        await using DockerKitClient docker = transport.Connect();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => docker.Ping().ExecuteAsync(new CancellationToken(canceled: true)));
        Assert.Empty(transport.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_number_of_tries_out_of_range_is_refused_with_its_name(int attempts)
    {
        var error = Assert.Throws<ArgumentException>(() => new FakeTransport().Connect(options => options.Retry.MaxAttempts = attempts));
        Assert.Contains("Retry.MaxAttempts is " + attempts, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_change_after_the_client_was_made_change_nothing()
    {
        var transport = new FakeTransport { OnPing = static _ => throw new DockerUnavailableException("refused") { Cause = UnavailableCause.Refused } };
        DockerKitOptions? mine = null;
        await using DockerKitClient docker = transport.Connect(options => (mine = options).Retry.MaxAttempts = 1);
        mine!.Retry.MaxAttempts = 9;
        await Assert.ThrowsAsync<DockerUnavailableException>(() => docker.Ping().ExecuteAsync(Token));
        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task The_version_tells_both_sides()
    {
        var transport = new FakeTransport { OnVersion = static _ => Task.FromResult(new EngineVersion { Version = "20.10.24" }) };
        await using DockerKitClient docker = transport.Connect();
        VersionInfo version = await docker.Version().ExecuteAsync(Token);
        Assert.Equal("20.10.24", version.Server.Version);
        Assert.Equal(new Version(1, 41), version.Client.ApiVersion);
        Assert.Equal("fake", version.Client.Transport);
        Assert.Matches(@"^\d+\.\d+\.\d+", version.Client.Version);
    }

    [Fact]
    public async Task Disposing_the_client_disposes_of_its_transport()
    {
        var transport = new FakeTransport();
        await transport.Connect().DisposeAsync();
        Assert.True(transport.IsDisposed);
    }

    [Fact]
    public async Task Who_asks_for_a_longer_wait_than_is_allowed_is_not_asked_again_sooner()
    {
        var transport = new FakeTransport { OnPing = static _ => throw new DockerRateLimitedException("slow down") { StatusCode = 429, RetryAfter = TimeSpan.FromMinutes(1) } };
        await using DockerKitClient docker = transport.Connect();
        var error = await Assert.ThrowsAsync<DockerRateLimitedException>(() => docker.Ping().ExecuteAsync(Token));
        Assert.Equal(TimeSpan.FromMinutes(1), error.RetryAfter);
        Assert.Single(transport.Requests);
    }
}
