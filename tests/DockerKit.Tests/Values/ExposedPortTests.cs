using System.Text.Json;

namespace DockerKit.Tests;

public sealed class ExposedPortTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("port-specs.json", "expose");

    public static IEnumerable<TheoryDataRow<string>> Ranges() => Vectors.Rows("port-specs.json", "portRange")
        // Upstream's reader of an optional range takes the empty text for none; here that is the default of PortRange.
        .Where(static row => Vectors.Case(row.Data).Text("source") != "nat:TestParsePortRangeToInt");

    public static IEnumerable<TheoryDataRow<string>> Numbers() => Vectors.Rows("port-specs.json", "portNumber")
        // Likewise for upstream's reader of an optional number.
        .Where(static row => Vectors.Case(row.Data) is var number && !(number.Text("source") == "nat:TestParsePort" && number.Text("input") == ""));

    public static IEnumerable<TheoryDataRow<string>> NewPorts() => Vectors.Rows("port-specs.json", "newPort");

    public static IEnumerable<TheoryDataRow<string>> Splits() => Vectors.Rows("port-specs.json", "splitProtoPort")
        // Upstream splits any text; here only text that holds a port can be split.
        .Where(static row => Vectors.Case(row.Data).Text("input") != "any port value/any proto value");

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_exposed_port_reads_as_the_cli_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        string text = row.Text("expose")!;
        bool read = ExposedPort.TryParse(text, out ExposedPort? exposed);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        if (read)
        {
            Assert.Equal(
                row.GetProperty("exposedPorts").EnumerateArray().Select(static e => e.GetString()),
                exposed!.Expand().Select(static e => e.ToString()));
            Assert.Equal(exposed, ExposedPort.Parse(exposed.ToString()));
        }
        else
        {
            FormatException error = Assert.Throws<FormatException>(() => ExposedPort.Parse(text));
            Assert.Contains($"'{text}'", error.Message, StringComparison.Ordinal);
            Assert.Contains("8080/tcp", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Ranges))]
    public void A_range_reads_as_the_reference_implementation_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        bool read = PortRange.TryParse(row.Text("input"), out PortRange range);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        Assert.Equal(read, !range.IsEmpty);
        if (read)
        {
            Assert.Equal((row.GetProperty("start").GetInt32(), row.GetProperty("end").GetInt32()), (range.First, range.Last));
            Assert.Equal(range, PortRange.Parse(range.ToString()));
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_port_number_reads_as_the_reference_implementation_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        bool read = PortRange.TryParse(row.Text("input"), out PortRange range);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        Assert.Equal(read ? new PortRange(row.GetProperty("port").GetInt32()) : default, range);
    }

    [Theory]
    [MemberData(nameof(NewPorts))]
    public void A_port_and_its_protocol_print_together(string json)
    {
        JsonElement row = Vectors.Case(json);
        bool read = PortRange.TryParse(row.Text("port"), out PortRange range);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        if (read)
        {
            Assert.Equal(row.Text("result"), new ExposedPort(range, PortProtocol.Parse(row.Text("proto")!)).ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public void A_port_is_told_apart_from_its_protocol(string json)
    {
        JsonElement row = Vectors.Case(json);
        bool read = ExposedPort.TryParse(row.Text("input"), out ExposedPort? exposed);
        Assert.Equal(row.Text("port") != "", read);
        Assert.Equal(row.Text("port"), $"{exposed?.Ports}");
        Assert.Equal(row.Text("proto")!.ToLowerInvariant(), $"{exposed?.Protocol}");
    }

    [Fact]
    public void No_port_is_not_port_zero()
    {
        Assert.Equal((0, 0, 0, ""), (default(PortRange).First, default(PortRange).Last, default(PortRange).Count, $"{default(PortRange)}"));
        Assert.Equal(("0", 1), ($"{new PortRange(0)}", new PortRange(0).Count));
        Assert.NotEqual(default, new PortRange(0));
        Assert.Throws<ArgumentException>(() => new ExposedPort(default));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PortRange(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PortRange(-1));
        Assert.Throws<FormatException>(() => PortRange.Parse("+80"));
    }

    [Fact]
    public void A_protocol_reads_in_any_case_and_is_tcp_when_nothing_is_said()
    {
        Assert.Equal(PortProtocol.Udp, PortProtocol.Parse("UDP"));
        Assert.Equal(PortProtocol.Tcp, default);
        Assert.Equal("tcp udp sctp", $"{PortProtocol.Parse("tcp")} {PortProtocol.Udp} {PortProtocol.Sctp}");
        Assert.Contains("'icmp'", Assert.Throws<FormatException>(() => PortProtocol.Parse("icmp")).Message, StringComparison.Ordinal);
        Assert.False(PortProtocol.TryParse("", out _));
    }

    [Fact]
    public void A_missing_text_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentNullException>(() => ExposedPort.Parse(null!));
        Assert.Throws<ArgumentNullException>(() => PortRange.Parse(null!));
        Assert.Throws<ArgumentNullException>(() => PortProtocol.Parse(null!));
        Assert.False(ExposedPort.TryParse(null, out _));
    }
}
