using System.Text.Json;
using DockerKit.Transport;

namespace DockerKit.Tests;

public sealed class NetworkPlanTests
{
    public static IEnumerable<TheoryDataRow<string>> Configurations() => Vectors.Rows("container-options.json", "networkConfig");

    public static IEnumerable<TheoryDataRow<string>> Links() => Vectors.Rows("container-options.json", "runLinks");

    [Theory]
    [MemberData(nameof(Configurations))]
    public void The_network_options_come_to_what_the_cli_sends(string json)
    {
        JsonElement row = Vectors.Case(json);
        string[] flags = [.. row.GetProperty("flags").EnumerateArray().Select(static e => e.GetString()!)];
        if (!row.GetProperty("valid").GetBoolean())
        {
            Assert.Throws<FormatException>(() => Plan(flags));
            return;
        }

        NetworkPlan plan = Plan(flags);
        Assert.Equal(row.Text("NetworkMode"), plan.NetworkMode);
        Assert.Equal(row.GetProperty("EndpointsConfig").EnumerateObject().Select(static e => e.Name), plan.Endpoints.Keys);
        foreach (JsonProperty expected in row.GetProperty("EndpointsConfig").EnumerateObject())
        {
            AssertEndpoint(expected.Value, plan.Endpoints[expected.Name]);
        }
    }

    [Theory]
    [MemberData(nameof(Links))]
    public void Links_go_where_the_cli_puts_them(string json)
    {
        JsonElement row = Vectors.Case(json);
        NetworkPlan plan = Plan(row.Text("args")!.Split(' '));
        Assert.Equal(Texts(row, "HostConfigLinks"), plan.Links);
        JsonElement endpoints = row.GetProperty("EndpointLinks");
        string[] names = endpoints.ValueKind == JsonValueKind.Null ? [] : [.. endpoints.EnumerateObject().Select(static e => e.Name)];
        Assert.Equal(names, plan.Endpoints.Keys);
        Assert.All(names, name => Assert.Equal(Texts(endpoints, name), plan.Endpoints[name].Links));
    }

    [Fact]
    public void A_mac_address_alone_belongs_to_the_default_network()
    {
        // The one case of the group miscFlags that is about networks.
        NetworkPlan plan = Plan(["--mac-address", "92:d0:c6:0a:29:33"]);
        Assert.Equal("default", plan.NetworkMode);
        Assert.Equal("92:d0:c6:0a:29:33", plan.Endpoints["default"].MacAddress);
    }

    [Fact]
    public void Several_networks_each_get_an_endpoint_and_the_options_go_to_the_first()
    {
        NetworkPlan plan = Plan(["--network", "b", "--network", "name=a,gw-priority=2", "--network-alias", "web", "--ip", "10.0.0.2"]);
        Assert.Equal("b", plan.NetworkMode);
        Assert.Equal(["a", "b"], plan.Endpoints.Keys);
        Assert.Equal(["web"], plan.Endpoints["b"].Aliases);
        Assert.Equal("10.0.0.2", plan.Endpoints["b"].IPv4Address);
        Assert.Equal(2, plan.Endpoints["a"].GatewayPriority);
        Assert.Empty(plan.Endpoints["a"].Aliases);
    }

    [Fact]
    public void Without_any_option_the_default_network_has_a_plain_endpoint_as_the_cli_sends_it()
    {
        NetworkPlan plan = NetworkPlan.Make([]);
        Assert.Equal("default", plan.NetworkMode);
        Assert.Equal(["default"], plan.Endpoints.Keys);
        Assert.Empty(plan.Links);
    }

    [Theory]
    [InlineData("--network host --network-alias web", "network of one's own")]
    [InlineData("--network-alias web", "network of one's own")]
    [InlineData("--network name=bridge,alias=web", "network of one's own")]
    [InlineData("--network a --network a", "more than once")]
    [InlineData("--network a --network bridge", "cannot be joined together with 'a'")]
    [InlineData("--network name=a,alias=x --network-alias y", "--network-alias is given too")]
    [InlineData("--network name=a,ip=10.0.0.1 --ip 10.0.0.2", "--ip is given too")]
    [InlineData("--network name=a,mac-address=92:d0:c6:0a:29:33 --mac-address 92:d0:c6:0a:29:33", "--mac-address is given too")]
    [InlineData("--ip ::1", "--ip takes nothing else")]
    [InlineData("--ip6 10.0.0.1", "--ip6 takes nothing else")]
    [InlineData("--ip6 x", "--ip6 takes nothing else")]
    [InlineData("--link-local-ip x", "--link-local-ip takes nothing else")]
    [InlineData("--mac-address foobar", "'foobar' is not a valid MAC address")]
    public void A_contradiction_is_refused_in_words(string flags, string problem) =>
        Assert.Contains(problem, Assert.Throws<FormatException>(() => Plan(flags.Split(' '))).Message, StringComparison.Ordinal);

    /// <summary>The plan of flags as typed after <c>docker run</c>.</summary>
    private static NetworkPlan Plan(string[] flags)
    {
        string[] words = [.. flags.SelectMany(static f => f.StartsWith("--", StringComparison.Ordinal) ? f.Split('=', 2) : [f])];
        ILookup<string, string> values = words.Chunk(2).ToLookup(static pair => pair[0], static pair => pair[1]);
        return NetworkPlan.Make(
            [.. values["--network"].Select(NetworkAttachment.Parse)],
            [.. values["--network-alias"]],
            [.. values["--link"].Select(ContainerLink.Parse)],
            values["--ip"].SingleOrDefault(),
            values["--ip6"].SingleOrDefault(),
            [.. values["--link-local-ip"]],
            values["--mac-address"].SingleOrDefault());
    }

    private static void AssertEndpoint(JsonElement expected, EndpointConfiguration actual)
    {
        JsonElement addresses = expected.TryGetProperty("IPAMConfig", out JsonElement ipam) ? ipam : default;
        string? Address(string name) => addresses.ValueKind == JsonValueKind.Object ? addresses.Text(name) : null;
        Assert.Equal(Address("IPv4Address"), actual.IPv4Address);
        Assert.Equal(Address("IPv6Address"), actual.IPv6Address);
        Assert.Equal(addresses.ValueKind == JsonValueKind.Object ? Texts(addresses, "LinkLocalIPs") : [], actual.LinkLocalAddresses);
        Assert.Equal(Texts(expected, "Links"), actual.Links);
        Assert.Equal(Texts(expected, "Aliases"), actual.Aliases);
        Assert.Equal(expected.Text("MacAddress"), actual.MacAddress);
        Assert.Equal(
            expected.TryGetProperty("DriverOpts", out JsonElement options)
                ? options.EnumerateObject().Select(static p => KeyValuePair.Create(p.Name, p.Value.GetString()!)) : [],
            actual.DriverOptions);
    }

    private static IEnumerable<string> Texts(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(static e => e.GetString()!) : [];
}
