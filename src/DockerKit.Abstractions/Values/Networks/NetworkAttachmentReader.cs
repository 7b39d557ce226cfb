using System.Globalization;

namespace DockerKit;

/// <summary>Reads and writes the values of <c>--network</c>. Source: docker/cli, opts/network.go.</summary>
internal static class NetworkAttachmentReader
{
    public const string Example = "name=backend,alias=db,ip=172.20.0.5";

    /// <summary>Reads a whole value, and gives null and what is wrong with it when it is none.</summary>
    public static NetworkAttachment? Read(string text, out string? problem)
    {
        if (!IsLongForm(text))
        {
            problem = string.IsNullOrWhiteSpace(text) ? "its name is missing" : null;
            return problem is null ? new NetworkAttachment { Name = text } : null;
        }

        problem = CsvLine.Read(text, out IReadOnlyList<string> fields)?.TrimEnd('.');
        return problem is null ? Read(fields, out problem) : null;
    }

    /// <summary>Reads the fields of the long form.</summary>
    public static NetworkAttachment? Read(IReadOnlyList<string> fields, out string? problem)
    {
        var network = new NetworkAttachment();
        var aliases = new List<string>();
        var linkLocal = new List<string>();
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string field in fields)
        {
            int equals = field.IndexOf('=', StringComparison.Ordinal);
            string value = equals <= 0 ? "" : field[(equals + 1)..].Trim();
            problem = equals <= 0 ? $"'{field}' is not a key=value pair" : field[..equals].Trim().ToLowerInvariant() switch
            {
                "alias" => Keep(aliases, value),
                "link-local-ip" => IpNotation.Canonical(value) is { } ip ? Keep(linkLocal, ip) : $"'{value}' is not an IP address",
                "driver-opt" => ReadOption(options, value),
                string key => Apply(ref network, key, value),
            };
            if (problem is not null)
            {
                return null;
            }
        }

        problem = network.Name.Length == 0 ? "its name is missing" : null;
        return problem is not null ? null : network with
        {
            Aliases = [.. aliases],
            LinkLocalAddresses = [.. linkLocal],
            DriverOptions = MountReader.NoPairs.AddRange(options),
        };
    }

    /// <summary>The shortest text that reads back as the attachment.</summary>
    public static string Print(NetworkAttachment network)
    {
        IReadOnlyList<string> fields = Fields(network);
        return fields.Count == 1 && !IsLongForm(network.Name) ? network.Name : CsvLine.Join(fields);
    }

    /// <summary>The fields of the long form that read back as the attachment.</summary>
    public static IReadOnlyList<string> Fields(NetworkAttachment network)
    {
        var fields = new List<string> { $"name={network.Name}" };
        fields.AddRange(network.Aliases.Select(static alias => $"alias={alias}"));
        Add(fields, "ip", network.IPv4Address);
        Add(fields, "ip6", network.IPv6Address);
        fields.AddRange(network.LinkLocalAddresses.Select(static ip => $"link-local-ip={ip}"));
        Add(fields, "mac-address", network.MacAddress);
        fields.AddRange(network.DriverOptions.Select(static pair => $"driver-opt={pair.Key}={pair.Value}"));
        Add(fields, "gw-priority", network.GatewayPriority == 0 ? null : network.GatewayPriority.ToString(CultureInfo.InvariantCulture));
        return fields;
    }

    /// <summary>Whether there is a word on both sides of an equals sign: that is how the CLI tells the long form from a name.</summary>
    private static bool IsLongForm(string text)
    {
        for (int i = text.IndexOf('=', StringComparison.Ordinal); i >= 0; i = text.IndexOf('=', i + 1))
        {
            if (i > 0 && i + 1 < text.Length && IsWord(text[i - 1]) && IsWord(text[i + 1]))
            {
                return true;
            }
        }

        return false;

        static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
    }

    private static string? Apply(ref NetworkAttachment network, string key, string value)
    {
        switch (key)
        {
            case "name":
                network = network with { Name = value };
                return null;
            case "ip":
                network = network with { IPv4Address = IpNotation.Canonical(value) };
                return network.IPv4Address is null ? $"'{value}' is not an IP address" : null;
            case "ip6":
                network = network with { IPv6Address = IpNotation.Canonical(value) };
                return network.IPv6Address is null ? $"'{value}' is not an IP address" : null;
            case "mac-address":
                network = network with { MacAddress = MacNotation.Canonical(value) };
                return network.MacAddress is null ? $"'{value}' is not a MAC address" : null;
            case "gw-priority":
                bool read = GoInteger.TryParse(value, out int priority);
                network = network with { GatewayPriority = priority };
                return read ? null : $"the gateway priority '{value}' is not a whole number";
            default:
                return $"there is no option '{key}'";
        }
    }

    private static string? Keep(List<string> list, string value)
    {
        list.Add(value);
        return null;
    }

    private static string? ReadOption(Dictionary<string, string> options, string pair)
    {
        int equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            return $"the driver's option '{pair}' is not a name=value pair";
        }

        options[pair[..equals].Trim()] = pair[(equals + 1)..].Trim();
        return null;
    }

    private static void Add(List<string> fields, string key, string? value)
    {
        if (value is not null)
        {
            fields.Add($"{key}={value}");
        }
    }
}
