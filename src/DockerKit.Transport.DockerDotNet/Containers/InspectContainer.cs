using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using static DockerKit.Transport.DockerDotNet.JsonFields;

namespace DockerKit.Transport.DockerDotNet;

/// <summary><c>GET /containers/{id}/json</c>.</summary>
internal static class InspectContainer
{
    public static Task<ContainerDetails> RunAsync(EngineConnection connection, InspectContainerRequest request, CancellationToken cancellationToken)
    {
        string path = ContainerPath.Of(request.Container, "json").Add("size", request.Size ? true : null).ToString();
        return WholeBody.GetObjectAsync(connection, path, Read, cancellationToken);
    }

    /// <summary>Whether the container has a terminal, without reading the rest.</summary>
    public static async Task<bool> HasTerminalAsync(EngineConnection connection, string container, CancellationToken cancellationToken) =>
        (await RunAsync(connection, new InspectContainerRequest { Container = container }, cancellationToken).ConfigureAwait(false)).HasTerminal;

    private static ContainerDetails Read(JsonElement json)
    {
        JsonElement config = Child(json, "Config");
        JsonElement state = Child(json, "State");
        JsonElement network = Child(json, "NetworkSettings");
        return new ContainerDetails
        {
            Id = Text(json, "Id"),
            Name = Text(json, "Name").TrimStart('/'),
            Created = Time(json, "Created") ?? default,
            Path = Text(json, "Path"),
            Arguments = Texts(json, "Args"),
            ImageId = Text(json, "Image"),
            Image = Text(config, "Image"),
            State = ContainerStates.Parse(Text(state, "Status")),
            ExitCode = Number(state, "ExitCode") ?? 0,
            Error = Text(state, "Error"),
            OomKilled = Flag(state, "OOMKilled"),
            ProcessId = Count(state, "Pid"),
            StartedAt = Time(state, "StartedAt"),
            FinishedAt = Time(state, "FinishedAt"),
            Health = Text(Child(state, "Health"), "Status") is { Length: > 0 } health ? health : null,
            RestartCount = Count(json, "RestartCount"),
            HasTerminal = Flag(config, "Tty"),
            Environment = Texts(config, "Env"),
            Labels = TextMap(config, "Labels"),
            Ports = Ports(network, config),
            IPAddresses = IPAddresses(network),
            WritableSize = Number(json, "SizeRw") is { } own ? ByteSize.FromBytes(own) : null,
            TotalSize = Number(json, "SizeRootFs") is { } all ? ByteSize.FromBytes(all) : null,
            Json = json,
        };
    }

    /// <summary>While it runs, the engine tells what is published and exposed; afterwards only the configuration tells what is exposed.</summary>
    private static List<ContainerPort> Ports(JsonElement network, JsonElement config)
    {
        var ports = new List<ContainerPort>();
        foreach (JsonProperty port in Fields(network, "Ports"))
        {
            if (port.Value.ValueKind != JsonValueKind.Array || port.Value.GetArrayLength() == 0)
            {
                ports.Add(Port(port.Name, null, null));
                continue;
            }

            foreach (JsonElement binding in port.Value.EnumerateArray())
            {
                ports.Add(Port(port.Name, Text(binding, "HostIp"), Text(binding, "HostPort")));
            }
        }

        if (ports.Count == 0)
        {
            ports.AddRange(Fields(config, "ExposedPorts").Select(static port => Port(port.Name, null, null)));
        }

        return ports;
    }

    private static ContainerPort Port(string inside, string? hostIp, string? hostPort)
    {
        int slash = inside.IndexOf('/', StringComparison.Ordinal);
        string number = slash < 0 ? inside : inside[..slash];
        return new ContainerPort(
            int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : 0,
            int.TryParse(hostPort, NumberStyles.None, CultureInfo.InvariantCulture, out int outside) ? outside : null,
            slash < 0 ? "tcp" : inside[(slash + 1)..],
            hostIp);
    }

    private static ReadOnlyDictionary<string, string> IPAddresses(JsonElement network)
    {
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty endpoint in Fields(network, "Networks"))
        {
            if (Text(endpoint.Value, "IPAddress") is { Length: > 0 } address)
            {
                addresses[endpoint.Name] = address;
            }
        }

        return addresses.AsReadOnly();
    }
}
