using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DockerKit.Tests;

/// <summary>Options out of a configuration, by .NET's binder: the one that reflects, and the one that is generated when the application is compiled.</summary>
public sealed class ConfigurationTests
{
    // A call that is compiled here is the generated one (EnableConfigurationBindingGenerator); the same method as a delegate is the one that reflects.
    private static readonly Action<IConfiguration, object?, Action<BinderOptions>?> Reflecting = ConfigurationBinder.Bind;

    public static TheoryData<bool> Generated => [false, true];

    [Theory]
    [MemberData(nameof(Generated))]
    public async Task Options_are_bound_from_a_section(bool generated)
    {
        IConfiguration configuration = Configuration(
            ("DockerKit:Endpoint", "tcp://build:2375"),
            ("DockerKit:MaxConcurrency", "7"),
            ("DockerKit:Retry:MaxAttempts", "5"),
            ("DockerKit:Retry:BaseDelay", "00:00:00.5"),
            ("DockerKit:Retry:UseJitter", "false"),
            ("DockerKit:Timeouts:Total", "00:10:00"),
            ("DockerKit:Timeouts:StreamIdle", "-00:00:00.001"));
        DockerKitOptions? seen = null;
        var services = new ServiceCollection();
        services.AddDockerKit(options => Bind(generated, configuration, options));
        services.AddDockerKit((_, options) => seen = options);
        await using ServiceProvider provider = services.BuildServiceProvider();
        _ = provider.GetRequiredService<DockerKitClient>();

        Assert.Equal(("tcp://build:2375", 7), (seen!.Endpoint, seen.MaxConcurrency));
        Assert.Equal((5, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(5), false), (seen.Retry.MaxAttempts, seen.Retry.BaseDelay, seen.Retry.MaxDelay, seen.Retry.UseJitter));
        Assert.Equal((TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan), (seen.Timeouts.Total, seen.Timeouts.StreamIdle));
    }

    [Theory]
    [MemberData(nameof(Generated))]
    public void A_section_that_is_not_there_leaves_the_defaults(bool generated)
    {
        new ServiceCollection().AddDockerKit(options =>
        {
            Bind(generated, Configuration(), options);
            Assert.Equal((null, 6, TimeSpan.FromMinutes(5)), (options.Endpoint, options.Retry.MaxAttempts, options.Timeouts.Total));
        });
    }

    [Theory]
    [InlineData("Retry:MaxAttempts", "0", "Retry.MaxAttempts is 0: it must be 1")]
    [InlineData("Retry:MaxAttempts", "five", "'DockerKit:Retry:MaxAttempts'")]
    [InlineData("Retry:BaseDelay", "half a second", "'DockerKit:Retry:BaseDelay'")]
    [InlineData("Retry:MaxDelay", "00:00:00.1", "Retry.MaxDelay")]
    [InlineData("Retry:MaxAtempts", "5", "'MaxAtempts'")]
    [InlineData("Retyr:MaxAttempts", "5", "'Retyr'")]
    [InlineData("Timeouts:Connect", "00:00:00", "Timeouts.Connect is 00:00:00")]
    [InlineData("Timeouts:Attempt", "00:30:00", "Timeouts.Attempt is 00:30:00 and Timeouts.Total")]
    [InlineData("MaxConcurrency", "-1", "MaxConcurrency is -1")]
    [InlineData("Endpoint", "htp://build", "Endpoint: 'htp://build'")]
    [InlineData("Endpoint", "ssh://build", "Endpoint: 'ssh://build'")]
    public void A_value_that_cannot_be_is_refused_where_the_application_is_put_together_and_its_key_is_named(string key, string value, string words)
    {
        IConfiguration configuration = Configuration(($"DockerKit:{key}", value));
        foreach (bool generated in new[] { false, true })
        {
            Exception e = Assert.ThrowsAny<Exception>(() => new ServiceCollection().AddDockerKit(options => Bind(generated, configuration, options)));
            Assert.Contains(words, e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_further_calls_make_wrong_is_refused_there_too()
    {
        var services = new ServiceCollection();
        services.AddDockerKit("build", static options => options.Retry.BaseDelay = TimeSpan.FromSeconds(3));
        ArgumentException e = Assert.Throws<ArgumentException>(() => services.AddDockerKit("build", static options => options.Retry.MaxDelay = TimeSpan.FromSeconds(2)));
        Assert.Contains("Retry.BaseDelay is 00:00:03 and Retry.MaxDelay 00:00:02", e.Message, StringComparison.Ordinal);

        services.AddDockerKit("test", static options => options.Retry.MaxDelay = TimeSpan.FromSeconds(2)); // of another engine
    }

    [Fact]
    public async Task Options_from_other_services_are_checked_when_the_client_is_made_which_sends_nothing()
    {
        var services = new ServiceCollection();
        services.AddDockerKit(static (_, options) => options.Retry.MaxDelay = TimeSpan.FromHours(1));
        services.AddDockerKit(static options => options.Retry.BaseDelay = TimeSpan.FromMinutes(30)); // right with what comes before
        services.AddDockerKit("wrong", static (_, options) => options.Retry.MaxAttempts = 0);
        await using ServiceProvider provider = services.BuildServiceProvider();

        _ = provider.GetRequiredService<DockerKitClient>();
        ArgumentException e = Assert.Throws<ArgumentException>(() => provider.GetRequiredKeyedService<DockerKitClient>("wrong"));
        Assert.Contains("Retry.MaxAttempts is 0", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_configuration_gains_before_the_host_is_built_counts_and_later_changes_do_not()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("DockerKit:Retry:MaxAttempts", "2")]);
        var transport = new FakeTransport { OnPing = static _ => throw new DockerUnavailableException("gone") { Cause = UnavailableCause.Refused, NeverSent = true } };
        builder.Services
            .AddDockerKit(options =>
            {
                builder.Configuration.GetSection("DockerKit").Bind(options, static binder => binder.ErrorOnUnknownConfiguration = true);
                options.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);
            })
            .UseTransport(_ => transport);
        builder.Configuration.AddInMemoryCollection([new("DockerKit:Retry:MaxAttempts", "3")]); // as tests of an application do
        using IHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.Empty(transport.Requests); // no call when it starts

        DockerKitClient docker = host.Services.GetRequiredService<DockerKitClient>();
        builder.Configuration["DockerKit:Retry:MaxAttempts"] = "1";
        await Assert.ThrowsAsync<DockerUnavailableException>(() => docker.Ping().ExecuteAsync(TestContext.Current.CancellationToken));

        Assert.Equal(3, transport.Requests.Count);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static void Bind(bool generated, IConfiguration configuration, DockerKitOptions options)
    {
        if (generated)
        {
            configuration.GetSection("DockerKit").Bind(options, static binder => binder.ErrorOnUnknownConfiguration = true);
        }
        else
        {
            Reflecting(configuration.GetSection("DockerKit"), options, static binder => binder.ErrorOnUnknownConfiguration = true);
        }
    }

    private static IConfiguration Configuration(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(static v => KeyValuePair.Create(v.Key, v.Value))).Build();
}
