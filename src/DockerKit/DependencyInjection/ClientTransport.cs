using DockerKit.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace DockerKit;

/// <summary>The transport that a registered client is to use.</summary>
/// <param name="Make">Makes it, or takes it out of the container.</param>
internal sealed record ClientTransport(Func<IServiceProvider, IDockerTransport> Make)
{
    /// <summary>Opens the transport of a client that is being made.</summary>
    /// <returns>The transport, and whether it is the client's to dispose of.</returns>
    public static (IDockerTransport Transport, bool IsOwned) Open(IServiceProvider provider, string? name, DockerKitOptions options)
    {
        ClientTransport? own = name is null ? provider.GetService<ClientTransport>() : provider.GetKeyedService<ClientTransport>(name);
        if (own is null)
        {
            return (DefaultTransport.Open(options), true);
        }

        var watched = new WatchedProvider(provider);
        IDockerTransport transport = own.Make(watched) ?? throw new InvalidOperationException("The function given to UseTransport returned null in place of a transport.");
        return (transport, !watched.HasGiven(transport));
    }

    /// <summary>Notes which transports come out of the container: those it disposes of itself.</summary>
    private sealed class WatchedProvider(IServiceProvider provider) : IKeyedServiceProvider
    {
        private readonly List<object> _given = [];

        public bool HasGiven(object transport) => _given.Exists(given => ReferenceEquals(given, transport));

        public object? GetService(Type serviceType) => Note(provider.GetService(serviceType));

        public object? GetKeyedService(Type serviceType, object? serviceKey) => Note(Keyed().GetKeyedService(serviceType, serviceKey));

        public object GetRequiredKeyedService(Type serviceType, object? serviceKey) => Note(Keyed().GetRequiredKeyedService(serviceType, serviceKey))!;

        private IKeyedServiceProvider Keyed() => provider as IKeyedServiceProvider ?? throw new InvalidOperationException("This container has no keyed services.");

        private object? Note(object? service)
        {
            if (service is IDockerTransport)
            {
                _given.Add(service);
            }

            return service;
        }
    }
}
