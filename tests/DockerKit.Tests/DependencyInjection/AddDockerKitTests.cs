using DockerKit.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace DockerKit.Tests;

/// <summary><c>AddDockerKit</c> with the container of .NET itself and nothing else.</summary>
public sealed class AddDockerKitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_is_a_singleton_that_is_made_without_a_call_to_the_engine()
    {
        var services = new ServiceCollection();
        services.AddDockerKit(options => options.Endpoint = "unix:///no/such.sock");
        await using ServiceProvider provider = services.BuildServiceProvider(Strict);

        DockerKitClient docker = provider.GetRequiredService<DockerKitClient>();

        Assert.Same(docker, provider.GetRequiredService<DockerKitClient>());
        DockerUnavailableException e = await Assert.ThrowsAsync<DockerUnavailableException>(() => docker.Ping().WithoutRetry().ExecuteAsync(Token));
        Assert.Equal("unix:///no/such.sock", e.Endpoint);
    }

    [Fact]
    public async Task Adding_the_same_engine_again_adds_to_its_options_and_makes_no_second_client()
    {
        var services = new ServiceCollection();
        var transport = new FakeTransport();
        DockerKitOptions? seen = null;
        services.AddDockerKit(options => options.Retry.MaxAttempts = 2).UseTransport(_ => transport);
        services.AddDockerKit(options => options.MaxConcurrency = 3);
        services.AddDockerKit((_, options) => seen = options);
        services.AddDockerKit();
        await using ServiceProvider provider = services.BuildServiceProvider(Strict);

        Assert.Single(provider.GetServices<DockerKitClient>());
        Assert.Equal((2, 3), (seen!.Retry.MaxAttempts, seen.MaxConcurrency));
    }

    [Fact]
    public async Task A_client_that_was_registered_before_stays()
    {
        var services = new ServiceCollection();
        await using DockerKitClient mine = new FakeTransport().Connect();
        services.AddSingleton(mine);
        services.AddDockerKit();
        await using ServiceProvider provider = services.BuildServiceProvider(Strict);

        Assert.Same(mine, provider.GetRequiredService<DockerKitClient>());
    }

    [Fact]
    public async Task Several_engines_are_keyed_services_with_options_of_their_own()
    {
        var services = new ServiceCollection();
        services.AddDockerKit(options => options.Endpoint = "unix:///no/default.sock");
        services.AddDockerKit("build", options => options.Endpoint = "unix:///no/build.sock");
        services.AddDockerKit("test", (_, options) => options.Endpoint = "unix:///no/test.sock");
        services.AddSingleton<Builder>();
        await using ServiceProvider provider = services.BuildServiceProvider(Strict);

        Assert.Equal("unix:///no/default.sock", provider.GetRequiredService<DockerKitClient>().Endpoint);
        Assert.Equal("unix:///no/build.sock", provider.GetRequiredService<Builder>().Docker.Endpoint);
        Assert.Equal("unix:///no/test.sock", provider.GetRequiredKeyedService<DockerKitClient>("test").Endpoint);
        Assert.Null(provider.GetKeyedService<DockerKitClient>("other"));
    }

    [Fact]
    public void An_engine_needs_a_name_that_is_one()
    {
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddDockerKit(" "));
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddDockerKit((string)null!));
    }

    [Fact]
    public async Task The_clock_and_the_logs_are_those_of_the_container()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        using var logs = LoggerFactory.Create(static _ => { });
        DockerKitOptions? seen = null;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock).AddSingleton<ILoggerFactory>(logs);
        services.AddDockerKit((_, options) => seen = options).UseTransport(static _ => new FakeTransport());
        await using ServiceProvider provider = services.BuildServiceProvider(Strict);
        _ = provider.GetRequiredService<DockerKitClient>();

        Assert.Same(clock, seen!.TimeProvider);
        Assert.Same(logs, seen.LoggerFactory);
    }

    [Fact]
    public async Task A_container_without_clock_and_logs_is_enough()
    {
        DockerKitOptions? seen = null;
        var services = new ServiceCollection();
        services.AddDockerKit((_, options) => seen = options).UseTransport(static _ => new FakeTransport());
        await using ServiceProvider provider = services.BuildServiceProvider(Strict);
        _ = provider.GetRequiredService<DockerKitClient>();

        Assert.Same(TimeProvider.System, seen!.TimeProvider);
        Assert.Null(seen.LoggerFactory);
    }

    [Fact]
    public async Task A_pipeline_of_ones_own_serves_its_kind_of_operation_and_leaves_the_others()
    {
        var transport = new FakeTransport();
        int pings = 0;
        transport.OnPing = _ => ++pings < 6 ? throw new DockerConflictException("busy") : Task.FromResult(new PingResult());
        var services = new ServiceCollection();
        services.AddDockerKit(static options => options.Retry.BaseDelay = TimeSpan.FromMilliseconds(1))
            .UseTransport(_ => transport)
            .ConfigureResilience(OperationKind.Safe, static pipeline => pipeline.AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 9, Delay = TimeSpan.Zero }))
            .ConfigureResilience(OperationKind.Stream, static _ => { });
        await using ServiceProvider provider = services.BuildServiceProvider(Strict);
        DockerKitClient docker = provider.GetRequiredService<DockerKitClient>();

        await docker.Ping().ExecuteAsync(Token);

        Assert.Equal(6, pings);
        transport.OnRemove = static (_, _) => throw new DockerConflictException("busy");
        await Assert.ThrowsAsync<DockerConflictException>(() => docker.Containers.Remove("web").ExecuteAsync(Token));
        Assert.Single(transport.Requests.OfType<RemoveContainerRequest>());
    }

    private static ServiceProviderOptions Strict => new() { ValidateOnBuild = true, ValidateScopes = true };

    private sealed class Builder([FromKeyedServices("build")] DockerKitClient docker)
    {
        public DockerKitClient Docker { get; } = docker;
    }
}
