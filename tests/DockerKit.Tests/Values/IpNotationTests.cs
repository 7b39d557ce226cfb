using System.Text.Json;

namespace DockerKit.Tests;

public sealed class IpNotationTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("container-options.json", "ipAddress");

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_address_reads_as_the_cli_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        Assert.Equal(row.Text("expected"), IpNotation.Normalize(row.Text("value")!));
    }

    [Theory]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("::", "::")]
    [InlineData("1::", "1::")]
    [InlineData("1:0:0:2:0:0:0:3", "1:0:0:2::3")]
    [InlineData("1:0:0:2:3:0:0:4", "1::2:3:0:0:4")]
    [InlineData("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0")]
    [InlineData("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8")]
    [InlineData("::1.2.3.4", "::102:304")]
    [InlineData("::ffff:1.2.3.4", "::ffff:1.2.3.4")]
    [InlineData("64:ff9b::1.2.3.4", "64:ff9b::102:304")]
    [InlineData("1:2:3:4:5:6:7.8.9.10", "1:2:3:4:5:6:708:90a")]
    [InlineData("fe80::1%eth0", "fe80::1%eth0")]
    [InlineData("FE80:0000::0A", "fe80::a")]
    [InlineData("", null)]
    [InlineData("1", null)]
    [InlineData("1.2.3", null)]
    [InlineData("1.2.3.4.5", null)]
    [InlineData("1.2.3.", null)]
    [InlineData("1.2.3.256", null)]
    [InlineData("1.2.3.04", null)]
    [InlineData("0x7f.0.0.1", null)]
    [InlineData("1.2.3.4%eth0", null)]
    [InlineData("fe80::1%", null)]
    [InlineData("1:2:3:4:5:6:7:8:9", null)]
    [InlineData("1:2:3:4:5:6:7:8::", null)]
    [InlineData("1:2:3:4:5:6:7", null)]
    [InlineData("1::2::3", null)]
    [InlineData(":::", null)]
    [InlineData(":1:2:3:4:5:6:7", null)]
    [InlineData("1:2:3:4:5:6:7:", null)]
    [InlineData("12345::", null)]
    [InlineData("::g", null)]
    [InlineData("::-1", null)]
    [InlineData("::1\0", null)]
    [InlineData("[::1]", null)]
    [InlineData("::1/64", null)]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4", null)]
    public void An_address_prints_canonically_or_is_refused(string text, string? canonical)
    {
        Assert.Equal(canonical, IpNotation.Canonical(text));
        Assert.Equal(canonical is not null && !text.Contains('%', StringComparison.Ordinal), IpNotation.IsAddress(text));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("::1", false)]
    public void The_family_of_an_address_is_known(string text, bool isIPv4) => Assert.Equal(isIPv4, IpNotation.IsIPv4(text));

    [Fact]
    public void An_address_written_as_ipv6_for_ipv4_becomes_plain_ipv4_where_the_cli_does_so() =>
        Assert.Equal("1.2.3.4", IpNotation.Normalize(" ::ffff:1.2.3.4"));
}
