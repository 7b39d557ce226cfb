using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DockerKit;

/// <summary>One of the calls that set the options of a registered client. Each is a service of its own, as with the options of .NET, so that they add up.</summary>
/// <param name="Apply">Sets options.</param>
/// <param name="NeedsContainer">Whether it needs the container, and so cannot be tried beforehand.</param>
internal sealed record ClientConfiguration(Action<IServiceProvider, DockerKitOptions> Apply, bool NeedsContainer)
{
    /// <summary>The options of a client that is being made.</summary>
    public static DockerKitOptions Read(IServiceProvider provider, string? name)
    {
        var options = new DockerKitOptions
        {
            LoggerFactory = provider.GetService<ILoggerFactory>(),
            TimeProvider = provider.GetService<TimeProvider>() ?? TimeProvider.System,
        };
        foreach (ClientConfiguration configuration in name is null ? provider.GetServices<ClientConfiguration>() : provider.GetKeyedServices<ClientConfiguration>(name))
        {
            configuration.Apply(provider, options);
        }

        return options;
    }

    /// <summary>Sets the options as far as they were given, and checks them, while the application is put together: a wrong one is to fail there and not at the first use.</summary>
    public static void Try(IServiceCollection services, string? name)
    {
        ClientConfiguration[] all = [.. services.Where(service => service.ServiceType == typeof(ClientConfiguration) && Equals(service.ServiceKey, name)).Select(Of)];
        if (Array.Exists(all, static configuration => configuration.NeedsContainer))
        {
            return; // which may set what makes the others right
        }

        var options = new DockerKitOptions();
        foreach (ClientConfiguration configuration in all)
        {
            configuration.Apply(NoServices.Instance, options);
        }

        options.Validated().CheckEndpoint();
    }

    private static ClientConfiguration Of(ServiceDescriptor service) =>
        (ClientConfiguration)(service.IsKeyedService ? service.KeyedImplementationInstance : service.ImplementationInstance)!;

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => throw new UnreachableException();
    }
}
