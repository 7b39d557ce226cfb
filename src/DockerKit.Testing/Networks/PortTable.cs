using System.Globalization;
using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary>The host's ports that containers have. Its caller holds the engine's lock.</summary>
internal sealed class PortTable
{
    private const int FirstFree = 32768;
    private const int LastFree = 60999;

    private readonly List<(ContainerPort Port, string Container)> _taken = [];
    private int _nextFree = FirstFree;

    /// <summary>Publishes a container's ports, all of them or none.</summary>
    public void Publish(MemoryContainer container)
    {
        if (NetworkTable.NamesOf(container.Request).All(static network => network is "none" or "host"))
        {
            return; // on the host's own network a port needs no publishing, and without one there is nothing to publish
        }

        var ports = new List<ContainerPort>();
        try
        {
            foreach (string exposed in container.Configuration.ExposedPorts)
            {
                int inside = Inside(exposed);
                string protocol = Protocol(exposed);
                IEnumerable<PortBinding> bindings = container.Host.PortBindings.TryGetValue(exposed, out System.Collections.Immutable.ImmutableArray<PortBinding> own) ? own
                    : container.Host.PublishAllPorts ? [new PortBinding("", "")]
                    : [];
                int before = ports.Count;
                foreach (PortBinding binding in bindings)
                {
                    ports.AddRange(Take(container, inside, protocol, binding));
                }

                if (ports.Count == before)
                {
                    ports.Add(new ContainerPort(inside, null, protocol, null));
                }
            }
        }
        catch
        {
            Free(container);
            throw;
        }

        container.Ports = ports;
    }

    /// <summary>What inspect tells: while it runs, what is published and exposed; else what its configuration exposes.</summary>
    public static IReadOnlyList<ContainerPort> Of(MemoryContainer container) => container.Ports.Count > 0
        ? container.Ports
        : [.. container.Configuration.ExposedPorts.Select(static exposed => new ContainerPort(Inside(exposed), null, Protocol(exposed), null))];

    public void Free(MemoryContainer container)
    {
        _taken.RemoveAll(taken => taken.Container == container.Id);
        container.Ports = [];
    }

    private static int Inside(string exposed) => int.Parse(exposed.Split('/')[0], CultureInfo.InvariantCulture);

    private static string Protocol(string exposed) => exposed.Split('/') is [_, var protocol] ? protocol : "tcp";

    private List<ContainerPort> Take(MemoryContainer container, int inside, string protocol, PortBinding binding)
    {
        // Without an address the port is open at all of them, of both kinds.
        string[] addresses = binding.HostIp.Length == 0 ? ["0.0.0.0", "::"] : [binding.HostIp];
        int outside = Choose(container, protocol, binding, addresses);
        List<ContainerPort> ports = [.. addresses.Select(address => new ContainerPort(inside, outside, protocol, address))];
        _taken.AddRange(ports.Select(port => (port, container.Id)));
        return ports;
    }

    private int Choose(MemoryContainer container, string protocol, PortBinding binding, string[] addresses)
    {
        if (binding.HostPort is "" or "0")
        {
            for (int i = FirstFree; i <= LastFree; i++)
            {
                int port = _nextFree++;
                _nextFree = _nextFree > LastFree ? FirstFree : _nextFree;
                if (Holder(port, protocol, addresses) is null)
                {
                    return port;
                }
            }

            throw Refusal(container, "all ports are allocated");
        }

        PortRange range = PortRange.Parse(binding.HostPort);
        for (int port = range.First; port <= range.Last; port++)
        {
            string? holder = Holder(port, protocol, addresses);
            if (holder is null)
            {
                return port;
            }

            if (range.Count == 1)
            {
                throw Refusal(container, $"Bind for {holder}:{range.First} failed: port is already allocated");
            }
        }

        throw Refusal(container, "all ports are allocated");
    }

    /// <summary>The address at which somebody has the port already; null when it is free.</summary>
    private string? Holder(int port, string protocol, string[] addresses)
    {
        foreach ((ContainerPort taken, _) in _taken)
        {
            if (taken.PublicPort == port && taken.Protocol == protocol && addresses.Any(address => Overlaps(address, taken.HostIp!)))
            {
                return taken.HostIp;
            }
        }

        return null;
    }

    private static bool Overlaps(string one, string other) =>
        one == other
        || (one.Contains(':', StringComparison.Ordinal) == other.Contains(':', StringComparison.Ordinal) && (IsAll(one) || IsAll(other)));

    private static bool IsAll(string address) => address is "0.0.0.0" or "::";

    private static DockerEngineException Refusal(MemoryContainer container, string reason) => EngineErrors.Engine(
        $"failed to set up container networking: driver failed programming external connectivity on endpoint {container.Name} ({HexId.Next()}): {reason}");
}
