using DockerKit.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace DockerKit.Tests;

/// <summary>Who makes a transport, and who disposes of it.</summary>
public sealed class TransportInContainerTests
{
    [Fact]
    public async Task A_transport_that_the_client_makes_is_disposed_of_with_the_container()
    {
        var transport = new CountingTransport();
        await using (ServiceProvider provider = Provider(docker => docker.UseTransport(_ => transport)))
        {
            _ = provider.GetRequiredService<DockerKitClient>();
        }

        Assert.Equal(1, transport.Disposals);
    }

    [Fact]
    public async Task A_transport_that_comes_out_of_the_container_is_disposed_of_once()
    {
        CountingTransport first;
        CountingTransport second;
        CountingTransport third;
        await using (ServiceProvider provider = Provider(docker =>
        {
            docker.UseTransport<CountingTransport>();
            docker.Services.AddSingleton<CountingTransport>();
            docker.Services.AddKeyedSingleton<IDockerTransport>("wire", static (_, _) => new CountingTransport());
            docker.Services.AddTransient<OtherTransport>();
            docker.Services.AddDockerKit("keyed").UseTransport(static services => services.GetRequiredKeyedService<IDockerTransport>("wire"));
            docker.Services.AddDockerKit("transient").UseTransport<OtherTransport>();
        }))
        {
            _ = provider.GetRequiredService<DockerKitClient>();
            _ = provider.GetRequiredKeyedService<DockerKitClient>("keyed");
            _ = provider.GetRequiredKeyedService<DockerKitClient>("transient");
            first = provider.GetRequiredService<CountingTransport>();
            second = (CountingTransport)provider.GetRequiredKeyedService<IDockerTransport>("wire");
            third = OtherTransport.Last!;
        }

        Assert.Equal((1, 1, 1), (first.Disposals, second.Disposals, third.Disposals));
    }

    [Fact]
    public async Task A_transport_that_the_container_does_not_know_gets_what_it_needs_from_it()
    {
        CountingTransport? transport = null;
        await using (ServiceProvider provider = Provider(docker =>
        {
            docker.Services.AddSingleton<Action<CountingTransport>>(made => transport = made);
            docker.UseTransport<NeedyTransport>();
        }))
        {
            _ = provider.GetRequiredService<DockerKitClient>();
        }

        Assert.Equal(1, Assert.IsType<NeedyTransport>(transport).Disposals);
    }

    [Fact]
    public void A_container_may_be_disposed_of_without_waiting()
    {
        var slow = new CountingTransport { IsSlow = true };
        var quick = new CountingTransport();
        using (ServiceProvider provider = Provider(docker =>
        {
            docker.UseTransport(_ => quick);
            docker.Services.AddDockerKit("slow").UseTransport(_ => slow);
            docker.Services.AddDockerKit("real");
        }))
        {
            _ = provider.GetRequiredService<DockerKitClient>();
            _ = provider.GetRequiredKeyedService<DockerKitClient>("slow");
            _ = provider.GetRequiredKeyedService<DockerKitClient>("real");
        }

        Assert.Equal((1, 1), (quick.Disposals, slow.Disposals));
    }

    [Fact]
    public void A_function_that_gives_no_transport_is_named()
    {
        using ServiceProvider provider = Provider(static docker => docker.UseTransport(static _ => null!));

        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<DockerKitClient>());

        Assert.Contains("UseTransport", e.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Provider(Action<DockerKitBuilder> configure)
    {
        var services = new ServiceCollection();
        configure(services.AddDockerKit());
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private class CountingTransport : IDockerTransport
    {
        public int Disposals { get; private set; }

        public bool IsSlow { get; init; }

        public string Name => "counting";

        public string Endpoint => "counting://engine";

        public ISystemTransport System => throw new NotSupportedException();

        public IImageTransport Images => throw new NotSupportedException();

        public IContainerTransport Containers => throw new NotSupportedException();

        public async ValueTask DisposeAsync()
        {
            GC.SuppressFinalize(this);
            if (IsSlow)
            {
                await Task.Yield();
            }

            Disposals++;
        }
    }

    private sealed class OtherTransport : CountingTransport
    {
        public OtherTransport() => Last = this;

        public static OtherTransport? Last { get; private set; }
    }

    private sealed class NeedyTransport : CountingTransport
    {
        public NeedyTransport(Action<CountingTransport> made) => made(this);
    }
}
