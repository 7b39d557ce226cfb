using System.Text.Json;

namespace DockerKit.Tests;

public sealed class NetworkAttachmentTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("container-options.json", "network");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_network_reads_as_the_cli_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        string text = row.Text("value")!;
        bool read = NetworkAttachment.TryParse(text, out NetworkAttachment? network);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        if (!read)
        {
            FormatException error = Assert.Throws<FormatException>(() => NetworkAttachment.Parse(text));
            Assert.Contains($"'{text}'", error.Message, StringComparison.Ordinal);
            return;
        }

        JsonElement expected = row.GetProperty("expected");
        Assert.Equal(expected.Text("Target"), network!.Name);
        Assert.Equal(Texts(expected, "Aliases"), network.Aliases);
        Assert.Equal(Texts(expected, "LinkLocalIPs"), network.LinkLocalAddresses);
        Assert.Equal(expected.TryGetProperty("GwPriority", out JsonElement priority) ? priority.GetInt32() : 0, network.GatewayPriority);
        Assert.Equal(
            expected.TryGetProperty("DriverOpts", out JsonElement options)
                ? options.EnumerateObject().Select(static p => $"{p.Name}={p.Value.GetString()}") : [],
            network.DriverOptions.Select(static p => $"{p.Key}={p.Value}"));
        Assert.Equal(network, NetworkAttachment.Parse(network.ToString()));
    }

    [Theory]
    [InlineData("backend", true)]
    [InlineData("bridge", false)]
    [InlineData("host", false)]
    [InlineData("none", false)]
    [InlineData("default", false)]
    [InlineData("container:web", false)]
    [InlineData("my container:web", true)]
    public void Docker_s_own_modes_are_told_apart(string name, bool isUserDefined) =>
        Assert.Equal(isUserDefined, NetworkAttachment.Parse(name).IsUserDefined);

    [Fact]
    public void An_attachment_can_be_made_without_a_text()
    {
        Assert.Equal("host", NetworkAttachment.Host.ToString());
        Assert.Equal("none", NetworkAttachment.None.ToString());
        Assert.Equal("bridge", NetworkAttachment.Bridge.ToString());
        Assert.Equal("container:web", NetworkAttachment.Container("web").ToString());
        Assert.Equal("backend", NetworkAttachment.To("backend").ToString());
        NetworkAttachment all = NetworkAttachment.To("Backend").WithAlias("db").WithAlias("Main,db").WithIPv4Address("172.20.0.5")
            .WithIPv6Address("2001:DB8::5").WithLinkLocalAddress("169.254.1.1").WithMacAddress("92-D0-C6-0A-29-33")
            .WithDriverOption("b", "2").WithDriverOption("a", "1").WithGatewayPriority(-5);
        Assert.Equal(
            "name=Backend,alias=db,\"alias=Main,db\",ip=172.20.0.5,ip6=2001:db8::5,link-local-ip=169.254.1.1,"
            + "mac-address=92:d0:c6:0a:29:33,driver-opt=a=1,driver-opt=b=2,gw-priority=-5",
            all.ToString());
        Assert.Equal(all, NetworkAttachment.Parse(all.ToString()));
        Assert.Equal(all.GetHashCode(), NetworkAttachment.Parse(all.ToString()).GetHashCode());
    }

    [Fact]
    public void A_name_that_looks_like_the_long_form_still_reads_back()
    {
        NetworkAttachment odd = NetworkAttachment.To("a=b");
        Assert.Equal("name=a=b", odd.ToString());
        Assert.Equal(odd, NetworkAttachment.Parse("name=a=b"));
        Assert.Equal("name=", NetworkAttachment.Parse("name=").Name);
    }

    [Theory]
    [InlineData("", "name is missing")]
    [InlineData(" ", "name is missing")]
    [InlineData("alias=web", "name is missing")]
    [InlineData("name=net1,web", "'web' is not a key=value pair")]
    [InlineData("name=net1,mac-address=foobar", "'foobar' is not a MAC address")]
    [InlineData("name=net1,ip=172.20.88", "'172.20.88' is not an IP address")]
    [InlineData("name=net1,ip6=::g", "'::g' is not an IP address")]
    [InlineData("name=net1,link-local-ip=x", "'x' is not an IP address")]
    [InlineData("name=net1,driver-opt=x", "not a name=value pair")]
    [InlineData("name=net1,gw-priority=1.5", "'1.5' is not a whole number")]
    [InlineData("name=net1,speed=1", "no option 'speed'")]
    [InlineData("name=net1,\"alias=a", "a quote is not closed")]
    public void A_refusal_says_what_is_wrong_and_shows_a_right_one(string text, string problem)
    {
        FormatException error = Assert.Throws<FormatException>(() => NetworkAttachment.Parse(text));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("name=backend,alias=db,ip=172.20.0.5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_docker_could_not_be_told_is_refused_when_it_is_made()
    {
        Assert.Throws<FormatException>(() => NetworkAttachment.To(""));
        Assert.Throws<FormatException>(() => NetworkAttachment.Container(" "));
        Assert.Throws<FormatException>(() => NetworkAttachment.To("n").WithIPv4Address("localhost"));
        Assert.Throws<FormatException>(() => NetworkAttachment.To("n").WithDriverOption("", "1"));
        Assert.Throws<FormatException>(() => NetworkAttachment.To("n").WithDriverOption("a=b", "1"));
        Assert.Throws<ArgumentNullException>(() => NetworkAttachment.Parse(null!));
        Assert.Throws<ArgumentNullException>(() => NetworkAttachment.To("n").WithAlias(null!));
        Assert.False(NetworkAttachment.TryParse(null, out _));
    }

    [Theory]
    [InlineData("92:D0:c6:0a:29:33", "92:d0:c6:0a:29:33")]
    [InlineData(" 92-d0-c6-0a-29-33 ", "92:d0:c6:0a:29:33")]
    [InlineData("92d0.c60a.2933", "92:d0:c6:0a:29:33")]
    [InlineData("02:00:5e:10:00:00:00:01", "02:00:5e:10:00:00:00:01")]
    [InlineData("92:d0-c6:0a:29:33", null)]
    [InlineData("92:d0:c6:0a:29", null)]
    [InlineData("92:d0:c6:0a:29:33:", null)]
    [InlineData("92:d0:c6:0a:29:3g", null)]
    [InlineData("92d0c60a293300", null)]
    [InlineData("", null)]
    [InlineData("foobar", null)]
    public void A_mac_address_is_read_in_each_usual_form(string text, string? canonical) => Assert.Equal(canonical, MacNotation.Canonical(text));

    private static IEnumerable<string> Texts(JsonElement expected, string name) =>
        expected.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray().Select(static e => e.GetString()!) : [];
}
