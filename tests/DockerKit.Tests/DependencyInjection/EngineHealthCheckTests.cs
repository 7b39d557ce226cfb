using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DockerKit.Tests;


/// <summary><c>AddHealthChecks().AddDockerKit()</c>, asked as ASP.NET Core asks.</summary>
public sealed class EngineHealthCheckTests
{
    private static readonly DockerUnavailableException Gone = new("Cannot connect to the Docker engine at fake://engine: nothing listens. Start the engine.") { Cause = UnavailableCause.Refused, NeverSent = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_engine_that_answers_is_healthy_and_says_its_version()
    {
        HealthReportEntry docker = await Check(new FakeTransport { OnVersion = static _ => Answer() });

        Assert.Equal(HealthStatus.Healthy, docker.Status);
        Assert.Equal("Docker Engine 28.5.2 (API 1.51) at fake://engine answers.", docker.Description);
        Assert.Equal(
            [("apiVersion", "1.51"), ("endpoint", "fake://engine"), ("version", "28.5.2")],
            docker.Data.Select(static d => (d.Key, (string)d.Value)).Order());
    }

    [Fact]
    public async Task An_engine_that_cannot_be_reached_is_unhealthy_with_the_reason_after_few_tries()
    {
        var transport = new FakeTransport { OnVersion = static _ => throw Gone };

        HealthReportEntry docker = await Check(transport);

        Assert.Equal(HealthStatus.Unhealthy, docker.Status);
        Assert.Equal(Gone.Summary, docker.Description);
        Assert.Same(Gone, docker.Exception);
        Assert.Equal("fake://engine", docker.Data["endpoint"]);
        Assert.Equal(2, transport.Requests.Count);
    }

    [Fact]
    public async Task An_engine_that_answers_only_when_it_is_asked_again_is_degraded()
    {
        var transport = new FakeTransport();
        transport.OnVersion = _ => transport.Requests.Count == 1 ? throw Gone : Answer();

        HealthReportEntry docker = await Check(transport);

        Assert.Equal(HealthStatus.Degraded, docker.Status);
        Assert.Equal($"Docker Engine 28.5.2 (API 1.51) at fake://engine answered only when it was asked again. Before that: {Gone.Summary}", docker.Description);
        Assert.Equal("28.5.2", docker.Data["version"]);
    }

    [Fact]
    public async Task An_engine_that_answers_late_is_degraded()
    {
        var clock = new ManualTimers();
        var transport = new FakeTransport
        {
            OnVersion = _ =>
            {
                clock.Advance(TimeSpan.FromSeconds(1.5));
                return Answer();
            },
        };

        HealthReportEntry docker = await Check(transport, clock: clock);

        Assert.Equal(HealthStatus.Degraded, docker.Status);
        Assert.Equal("Docker Engine 28.5.2 (API 1.51) at fake://engine took 1.5 s to answer, which is more than 1 s.", docker.Description);
        Assert.Equal(HealthStatus.Healthy, (await Check(transport, static options => options.DegradedAfter = TimeSpan.FromSeconds(2), clock)).Status);
        Assert.Equal(HealthStatus.Healthy, (await Check(transport, static options => options.DegradedAfter = Timeout.InfiniteTimeSpan, clock)).Status);
    }

    [Fact]
    public async Task An_engine_whose_API_is_too_old_for_the_application_is_degraded()
    {
        var transport = new FakeTransport { OnVersion = static _ => Answer("1.41") };

        HealthReportEntry docker = await Check(transport, static options => options.MinimumApiVersion = new Version(1, 44));

        Assert.Equal(HealthStatus.Degraded, docker.Status);
        Assert.Equal("Docker Engine 28.5.2 (API 1.41) at fake://engine is older than API 1.44, which the application needs.", docker.Description);
        Assert.Equal(HealthStatus.Healthy, (await Check(transport, static options => options.MinimumApiVersion = new Version(1, 41))).Status);
    }

    [Fact]
    public async Task An_engine_that_says_nothing_is_unhealthy_when_the_time_is_up()
    {
        var transport = new FakeTransport
        {
            OnVersion = static async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return await Answer();
            },
        };

        HealthReportEntry docker = await Check(transport, static options => options.Timeout = TimeSpan.FromMilliseconds(20));

        Assert.Equal(HealthStatus.Unhealthy, docker.Status);
        Assert.Equal("The Docker engine at fake://engine did not answer within 0.02 s.", docker.Description);
        Assert.Equal("fake://engine", docker.Data["endpoint"]);
    }

    [Fact]
    public async Task A_caller_who_gives_up_ends_the_check_with_its_own_token()
    {
        using var caller = new CancellationTokenSource();
        var transport = new FakeTransport
        {
            OnVersion = async token =>
            {
                await caller.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
                return await Answer();
            },
        };
        await using ServiceProvider provider = Provider(transport, null, null);
        HealthCheckRegistration registration = Assert.Single(provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<HealthCheckServiceOptions>>().Value.Registrations);
        IHealthCheck check = registration.Factory(provider);

        OperationCanceledException e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check.CheckHealthAsync(new HealthCheckContext { Registration = registration }, caller.Token));

        Assert.Equal(caller.Token, e.CancellationToken);
    }

    [Fact]
    public async Task What_is_wrong_with_the_set_up_is_told_and_not_thrown()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDockerKit(static (_, options) => options.Retry.MaxAttempts = 0);
        services.AddHealthChecks().AddDockerKit().AddDockerKit(engine: "build", failureStatus: HealthStatus.Degraded, tags: ["engines"]);
        await using ServiceProvider provider = services.BuildServiceProvider();

        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);

        Assert.StartsWith("Retry.MaxAttempts is 0", report.Entries["docker"].Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Unhealthy, report.Entries["docker"].Status);
        Assert.Contains("no Docker engine named 'build'", report.Entries["docker-build"].Description!, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Degraded, report.Entries["docker-build"].Status);
        Assert.Equal(["engines"], report.Entries["docker-build"].Tags);
    }

    [Fact]
    public async Task Each_of_several_engines_has_a_check_of_its_own()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDockerKit().UseTransport(static _ => new FakeTransport { OnVersion = static _ => Answer() });
        services.AddDockerKit("build").UseTransport(static _ => new FakeTransport { OnVersion = static _ => throw Gone });
        services.AddHealthChecks().AddDockerKit().AddDockerKit("builder", "build", timeout: TimeSpan.FromSeconds(30));
        await using ServiceProvider provider = services.BuildServiceProvider();

        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);

        Assert.Equal(HealthStatus.Healthy, report.Entries["docker"].Status);
        Assert.Equal(HealthStatus.Unhealthy, report.Entries["builder"].Status);
    }

    [Fact]
    public void A_wrong_option_is_refused_where_the_check_is_added()
    {
        IHealthChecksBuilder checks = new ServiceCollection().AddHealthChecks();
        Assert.Contains("Timeout is 00:00:00", Refused(() => checks.AddDockerKit(timeout: TimeSpan.Zero)), StringComparison.Ordinal);
        Assert.Contains("MaxAttempts is 0", Refused(() => checks.AddDockerKit(configure: static options => options.MaxAttempts = 0)), StringComparison.Ordinal);
        Assert.Contains("DegradedAfter is -00:00:01", Refused(() => checks.AddDockerKit(configure: static options => options.DegradedAfter = TimeSpan.FromSeconds(-1))), StringComparison.Ordinal);

        static string Refused(Func<object> add) => Assert.Throws<ArgumentException>(add).Message;
    }

    private static Task<EngineVersion> Answer(string api = "1.51") =>
        Task.FromResult(new EngineVersion { Version = "28.5.2", ApiVersion = Version.Parse(api) });

    private static async Task<HealthReportEntry> Check(FakeTransport transport, Action<DockerKitHealthCheckOptions>? configure = null, TimeProvider? clock = null)
    {
        await using ServiceProvider provider = Provider(transport, configure, clock);
        return (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Entries["docker"];
    }

    private static ServiceProvider Provider(FakeTransport transport, Action<DockerKitHealthCheckOptions>? configure, TimeProvider? clock)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(clock ?? TimeProvider.System);
        services.AddDockerKit().UseTransport(_ => transport);
        services.AddHealthChecks().AddDockerKit(configure: configure);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <summary>A clock that a test moves, with timers that never ring.</summary>
    private sealed class ManualTimers : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
