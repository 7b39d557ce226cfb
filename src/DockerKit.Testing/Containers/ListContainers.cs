using System.Globalization;
using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary><c>GET /containers/json</c>. Source: https://github.com/moby/moby, daemon/list.go.</summary>
internal static class ListContainers
{
    private static readonly string[] Known =
        ["ancestor", "before", "exited", "expose", "health", "id", "is-task", "isolation", "label", "name", "network", "publish", "since", "status", "volume"];

    private static readonly string[] States = ["created", "running", "paused", "restarting", "removing", "exited", "dead"];
    private static readonly string[] Healths = ["none", "starting", "healthy", "unhealthy"];

    public static IReadOnlyList<ContainerSummary> Run(EngineState engine, ListContainersRequest request)
    {
        var filters = new FilterSet(request.Filters, Known);
        Check(filters, "status", "state", States);
        Check(filters, "health", "health", Healths);
        bool? isTask = filters.Flag("is-task");
        IReadOnlyList<int> codes = filters.Numbers("exited");
        HashSet<string> published = PortsOf(filters, "publish");
        HashSet<string> exposed = PortsOf(filters, "expose");
        bool all = request.All || request.Limit > 0 || filters.Has("status");
        lock (engine.Gate)
        {
            IReadOnlyList<MemoryContainer> containers = engine.Containers.All;
            int before = IndexOf(engine, filters.Last("before"), containers.Count);
            int since = IndexOf(engine, filters.Last("since"), -1);
            HashSet<string>? ancestors = AncestorsOf(engine, filters);
            var rows = new List<ContainerSummary>();
            for (int i = before - 1; i > since; i--) // the newest first
            {
                MemoryContainer container = containers[i];
                if ((all || container.IsAlive)
                    && isTask != true
                    && filters.MatchesLabels(container.Configuration.Labels)
                    && filters.Matches("id", container.Id)
                    && filters.Matches("name", container.Name, $"/{container.Name}")
                    && filters.MatchesExactly("status", ContainerText.State(container.State))
                    && filters.MatchesExactly("health", ContainerText.Health(container.HealthAt(engine.Now)))
                    && (!filters.Has("exited") || (codes.Contains(container.ExitCode) && !container.IsAlive && container.StartedAt is not null))
                    && ancestors?.Contains(container.ImageId) != false
                    && (!filters.Has("network") || container.Addresses.Keys.Any(name => IsNamed(filters, engine, name)))
                    && (!filters.Has("volume") || container.Mounts.Any(mount => filters.All("volume").Any(wanted => wanted == mount.Name || wanted == mount.Source || wanted == mount.Target)))
                    && (published.Count == 0 || container.Ports.Any(port => port.PublicPort is { } outside && published.Contains(PortText(outside, port.Protocol))))
                    && (exposed.Count == 0 || container.Ports.Any(port => exposed.Contains(PortText(port.PrivatePort, port.Protocol)))))
                {
                    rows.Add(ContainerText.Row(engine, container, request.Size));
                    if (rows.Count == request.Limit)
                    {
                        break;
                    }
                }
            }

            return rows;
        }
    }

    private static void Check(FilterSet filters, string name, string what, string[] known)
    {
        foreach (string value in filters.All(name))
        {
            if (!known.Contains(value))
            {
                throw EngineErrors.BadRequest($"invalid filter '{name}={value}': invalid value for {what} ({value}): must be one of {string.Join(", ", known)}");
            }
        }
    }

    private static int IndexOf(EngineState engine, string? container, int otherwise)
    {
        if (container is null)
        {
            return otherwise;
        }

        try
        {
            return engine.Containers.All.ToList().IndexOf(engine.Containers.Find(container));
        }
        catch (DockerBadRequestException)
        {
            throw EngineErrors.NoSuchContainer(container); // an id's beginning that several have, too
        }
    }

    /// <summary>The images of that name, and those built on them. A name that is none finds nothing, and is no error.</summary>
    private static HashSet<string>? AncestorsOf(EngineState engine, FilterSet filters)
    {
        if (!filters.Has("ancestor"))
        {
            return null;
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in filters.All("ancestor"))
        {
            if (engine.Images.TryFind(name, out MemoryImage? ancestor))
            {
                ids.UnionWith(engine.Images.All.Where(image => IsOrComesFrom(image, ancestor)).Select(static image => image.Id));
            }
        }

        return ids;
    }

    private static bool IsOrComesFrom(MemoryImage? image, MemoryImage ancestor)
    {
        while (image is not null && image != ancestor)
        {
            image = image.Parent;
        }

        return image is not null;
    }

    private static bool IsNamed(FilterSet filters, EngineState engine, string network) =>
        filters.All("network").Any(wanted => wanted == network || engine.Networks.IdOf(network)?.StartsWith(wanted, StringComparison.Ordinal) == true);

    /// <summary>What <c>80</c>, <c>80/udp</c> or <c>8000-8010/tcp</c> stands for.</summary>
    private static HashSet<string> PortsOf(FilterSet filters, string name)
    {
        var ports = new HashSet<string>(StringComparer.Ordinal);
        foreach (string value in filters.All(name))
        {
            string[] parts = value.Split('/');
            string[] ends = parts[0].Split('-');
            int first = NumberOf(ends[0], name, value);
            int last = ends.Length > 1 ? NumberOf(ends[1], name, value) : first;
            for (int port = first; port <= last; port++)
            {
                ports.Add(PortText(port, parts.Length > 1 ? parts[1] : "tcp"));
            }
        }

        return ports;
    }

    private static int NumberOf(string text, string name, string value)
    {
        bool isNumber = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number);
        return isNumber && number <= ushort.MaxValue
            ? (int)number
            : throw EngineErrors.Engine($"error while looking up for {name} {value}: strconv.ParseUint: parsing \"{text}\": {(isNumber ? "value out of range" : "invalid syntax")}");
    }

    private static string PortText(int port, string protocol) => string.Create(CultureInfo.InvariantCulture, $"{port}/{protocol}");
}
