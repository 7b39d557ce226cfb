using System.Globalization;
using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary>The networks of the engine. Its caller holds the engine's lock.</summary>
internal sealed class NetworkTable
{
    private const string Bridge = "bridge";
    private const int FirstSubnet = 17;

    private readonly Dictionary<string, Network> _byName = new(StringComparer.Ordinal);

    public NetworkTable()
    {
        Add(Bridge);
        Add("host");
        Add("none");
    }

    public void Add(string name) => _byName.TryAdd(name, new Network(HexId.Next(), FirstSubnet + _byName.Count));

    public string? IdOf(string name) => _byName.TryGetValue(name, out Network? network) ? network.Id : null;

    /// <summary>The networks that a container is to be in.</summary>
    public static IReadOnlyList<string> NamesOf(CreateContainerRequest request)
    {
        string mode = request.Host.NetworkMode is { Length: > 0 } named && named != "default" ? named : Bridge;
        return mode.StartsWith("container:", StringComparison.Ordinal)
            ? []
            : [.. request.Networks.Keys.Select(static name => name == "default" ? Bridge : name).Prepend(mode).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Gives a container an address in each of its networks.</summary>
    public void Connect(MemoryContainer container)
    {
        foreach (string name in container.Addresses.Keys)
        {
            if (!_byName.ContainsKey(name))
            {
                throw EngineErrors.NotFound(ResourceKind.Network, $"failed to set up container networking: network {name} not found");
            }
        }

        foreach (string name in container.Addresses.Keys.ToArray())
        {
            string? asked = container.Request.Networks.TryGetValue(name, out EndpointConfiguration? endpoint) ? endpoint.IPv4Address : null;
            container.Addresses[name] = name is "host" or "none" ? "" : asked ?? _byName[name].Take(container.Id);
        }
    }

    public void Disconnect(MemoryContainer container)
    {
        foreach (string name in container.Addresses.Keys.ToArray())
        {
            container.Addresses[name] = "";
            if (_byName.TryGetValue(name, out Network? network))
            {
                network.Free(container.Id);
            }
        }
    }

    private sealed class Network(string id, int subnet)
    {
        private readonly SortedDictionary<int, string> _hosts = [];

        public string Id => id;

        public string Take(string container)
        {
            int host = 2; // the first is the gateway's
            while (_hosts.ContainsKey(host))
            {
                host++;
            }

            _hosts[host] = container;
            return string.Create(CultureInfo.InvariantCulture, $"172.{subnet}.{host / 256}.{host % 256}");
        }

        public void Free(string container)
        {
            foreach (int host in _hosts.Where(pair => pair.Value == container).Select(static pair => pair.Key).ToArray())
            {
                _hosts.Remove(host);
            }
        }
    }
}
