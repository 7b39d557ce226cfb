using System.Globalization;

namespace DockerKit;

/// <summary>
/// The PORTS column of <c>docker ps</c>: <c>0.0.0.0:8000-8002->8000-8002/tcp, 53/udp</c>.
/// Source: https://github.com/docker/cli (cli/command/formatter, DisplayablePorts).
/// </summary>
internal static class PortColumn
{
    public static string Format(IReadOnlyList<ContainerPort> ports)
    {
        if (ports.Count < 2)
        {
            return ports.Count == 0 ? "" : ports[0].ToString();
        }

        var done = new List<string>();
        var open = new List<Group>();
        var moved = new List<string>();
        foreach (ContainerPort port in ports.Order(Comparer<ContainerPort>.Create(Compare)))
        {
            // Only what has the same number inside and outside is drawn together, apart for each address and protocol.
            if (port.HostIp is { Length: > 0 } && port.PublicPort != port.PrivatePort)
            {
                moved.Add(port.ToString());
                continue;
            }

            int at = open.FindIndex(group => group.Port.HostIp == port.HostIp && group.Port.Protocol == port.Protocol);
            if (at < 0)
            {
                open.Add(new Group(port, port.PrivatePort));
            }
            else if (port.PrivatePort == open[at].Last + 1)
            {
                open[at] = open[at] with { Last = port.PrivatePort };
            }
            else
            {
                done.Add(open[at].ToString());
                open[at] = new Group(port, port.PrivatePort);
            }
        }

        return string.Join(", ", done.Concat(open.Select(static group => group.ToString())).Concat(moved));
    }

    private static int Compare(ContainerPort x, ContainerPort y)
    {
        int order = x.PrivatePort.CompareTo(y.PrivatePort);
        order = order != 0 ? order : string.CompareOrdinal(x.HostIp ?? "", y.HostIp ?? "");
        order = order != 0 ? order : (x.PublicPort ?? 0).CompareTo(y.PublicPort ?? 0);
        return order != 0 ? order : string.CompareOrdinal(x.Protocol, y.Protocol);
    }

    private readonly record struct Group(ContainerPort Port, int Last)
    {
        public override string ToString()
        {
            if (Last == Port.PrivatePort)
            {
                return Port.ToString();
            }

            string range = string.Create(CultureInfo.InvariantCulture, $"{Port.PrivatePort}-{Last}");
            return Port.HostIp is { Length: > 0 } ? $"{Port.Host}:{range}->{range}/{Port.Protocol}" : $"{range}/{Port.Protocol}";
        }
    }
}
