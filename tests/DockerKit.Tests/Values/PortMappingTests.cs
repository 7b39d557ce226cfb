using System.Globalization;
using System.Text.Json;

namespace DockerKit.Tests;

public sealed class PortMappingTests
{
    // The groups servicePublish and servicePublishHostIpWarning are for `docker service`, which has a grammar of its own: not run here.
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("port-specs.json", "cases");

    public static IEnumerable<TheoryDataRow<string>> RoundTrips() => Vectors.Rows("port-specs.json", "roundTrip");

    public static IEnumerable<TheoryDataRow<string>> LongForms() => Vectors.Rows("port-specs.json", "publishLongSyntax");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_mapping_reads_as_the_reference_implementation_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        string spec = row.Text("spec")!;
        bool read = PortMapping.TryParse(spec, out PortMapping? mapping);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        if (!read)
        {
            FormatException error = Assert.Throws<FormatException>(() => PortMapping.Parse(spec));
            Assert.Contains($"'{spec}'", error.Message, StringComparison.Ordinal);
            return;
        }

        IEnumerable<string> expected = row.GetProperty("bindings").EnumerateArray()
            .Select(static b => $"{b.Text("hostIp")}|{b.Text("hostPort")}|{b.Text("containerPort")}");
        Assert.Equal(expected, mapping!.Expand().Select(static m => $"{m.HostIp}|{m.HostPort}|{m.ContainerPort}/{m.Protocol}"));
        Assert.Equal(mapping, PortMapping.Parse(mapping.ToString()));
        Assert.All(mapping.Expand(), static m => Assert.Equal(m, PortMapping.Parse(m.ToString())));
    }

    [Theory]
    [MemberData(nameof(RoundTrips))]
    public void A_mapping_prints_canonically(string json)
    {
        JsonElement row = Vectors.Case(json);
        Assert.Equal(row.Text("canonical"), PortMapping.Parse(row.Text("spec")!).ToString());
    }

    [Theory]
    [MemberData(nameof(LongForms))]
    public void The_long_form_becomes_the_short_one(string json)
    {
        JsonElement row = Vectors.Case(json);
        string[] specs = [.. row.GetProperty("publish").EnumerateArray().Select(static e => e.GetString()!)];
        if (row.GetProperty("valid").GetBoolean())
        {
            IEnumerable<string?> expected = row.GetProperty("shortForm").EnumerateArray().Select(static e => e.GetString());
            Assert.Equal(expected, specs.Select(static s => PortMapping.Parse(s).ToString()));
        }
        else
        {
            Assert.Contains(specs, static s => !PortMapping.TryParse(s, out _));
        }
    }

    [Fact]
    public void A_port_range_expands_to_one_mapping_per_port()
    {
        IReadOnlyList<PortMapping> each = PortMapping.Parse("127.0.0.1:8000-8002:80-82/udp").Expand();
        Assert.Equal(
            ["127.0.0.1:8000:80/udp", "127.0.0.1:8001:81/udp", "127.0.0.1:8002:82/udp"],
            each.Select(static m => m.ToString()));
    }

    [Fact]
    public void A_range_of_host_ports_for_one_container_port_stays_a_range()
    {
        PortMapping mapping = Assert.Single(PortMapping.Parse("8080-8082:80").Expand());
        Assert.Equal("8080-8082", mapping.HostPort.ToString());
        Assert.Equal("80", mapping.ContainerPort.ToString());
    }

    [Fact]
    public void The_whole_range_expands_to_every_port_once()
    {
        IReadOnlyList<PortMapping> each = PortMapping.Parse("0-65535:0-65535").Expand();
        Assert.Equal(65536, each.Count);
        Assert.Equal("65535:65535", each[^1].ToString());
    }

    [Fact]
    public void What_is_unset_prints_as_nothing()
    {
        PortMapping mapping = PortMapping.Parse("80");
        Assert.Equal("|||", $"{mapping.HostIp}|{mapping.HostPort}||");
        Assert.Equal("tcp", $"{mapping.Protocol}");
        Assert.Equal("80", $"{mapping.ContainerPort}");
        Assert.True(mapping.HostPort.IsEmpty);
        Assert.NotEqual(PortMapping.Parse("0:80"), mapping);
        Assert.Equal("0", PortMapping.Parse("0:80").HostPort.ToString());
    }

    [Theory]
    [InlineData("8080:80", "8080:80")]
    [InlineData("8080:80/TCP", "8080:80/tcp")]
    [InlineData("0080:080/", "80:80")]
    [InlineData("::1::80", "[::1]::80")]
    [InlineData("[]:8080:80", ":8080:80")]
    [InlineData("[127.0.0.1]:8080:80", "127.0.0.1:8080:80")]
    [InlineData("+8080:+80", "8080:80")]
    [InlineData("80-80:81-81", "80:81")]
    [InlineData("published=127.0.0.1:8080,target=80,mode=host", "127.0.0.1:8080:80/tcp")]
    [InlineData("target=80,protocol=udp", ":80/udp")]
    public void A_mapping_prints_as_it_was_typed_but_tidy(string typed, string tidy)
    {
        Assert.Equal(tidy, PortMapping.Parse(typed).ToString());
        Assert.Equal(PortMapping.Parse(typed), PortMapping.Parse(tidy));
    }

    [Fact]
    public void Mappings_are_equal_when_they_mean_the_same()
    {
        Assert.Equal(PortMapping.Parse("8080:80"), PortMapping.Parse(":8080:80/TCP"));
        Assert.Equal(PortMapping.Parse("8080:80").GetHashCode(), PortMapping.Parse("target=80,published=8080").GetHashCode());
        Assert.Equal(PortMapping.Tcp(8080, 80), PortMapping.Parse("8080:80"));
        Assert.Equal(PortMapping.Udp(53, 53), PortMapping.Parse("53:53/udp"));
        Assert.NotEqual(PortMapping.Parse("53:53/udp"), PortMapping.Parse("53:53/tcp"));
        Assert.True(PortMapping.Parse("[::1]:80:80") == PortMapping.Parse("::1:80:80"));
    }

    [Theory]
    [InlineData(80, 80, "", "80:80")]
    [InlineData(80, null, "", "80")]
    [InlineData(80, null, "127.0.0.1", "127.0.0.1::80")]
    [InlineData(80, 8080, "::1", "[::1]:8080:80")]
    public void A_mapping_made_of_parts_prints_the_short_form(int container, int? host, string ip, string text)
    {
        var mapping = new PortMapping(new PortRange(container), host is { } port ? new PortRange(port) : default, ip);
        Assert.Equal(text, mapping.ToString());
        Assert.Equal(mapping, PortMapping.Parse(text));
    }

    [Fact]
    public void Parts_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new PortMapping(default));
        Assert.Throws<ArgumentException>(() => new PortMapping(new PortRange(80, 82), new PortRange(80)));
        Assert.Throws<FormatException>(() => new PortMapping(new PortRange(80), hostIp: "localhost"));
        Assert.Throws<ArgumentNullException>(() => new PortMapping(new PortRange(80), hostIp: null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => PortMapping.Tcp(65536, 80));
    }

    [Theory]
    [InlineData("", "container's port is missing")]
    [InlineData("localhost:80:80", "'localhost' is not an IP address")]
    [InlineData("[::1:80:80", "'[::1' is not an IP address")]
    [InlineData("fe80::1%eth0:80:80", "not an IP address")]
    [InlineData("127.0.0.01:80:80", "not an IP address")]
    [InlineData("80:65536", "'65536' is not a port")]
    [InlineData("80:80/icmp", "'icmp' is not tcp, udp or sctp")]
    [InlineData("80-82:80-83", "80-82 are not as many")]
    [InlineData("8000:80-82", "8000 are not as many")]
    [InlineData("9000-8000", "runs backwards")]
    [InlineData("8000-", "has no end")]
    [InlineData("80\0", "is not a port")]
    [InlineData("٨٠", "is not a port")]
    [InlineData("published=1500,444", "name=value")]
    [InlineData("published=8080", "container's port is missing")]
    public void A_refusal_says_what_is_wrong_and_shows_a_right_one(string text, string problem)
    {
        FormatException error = Assert.Throws<FormatException>(() => PortMapping.Parse(text));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:8080:80/tcp", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_text_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentNullException>(() => PortMapping.Parse(null!));
        Assert.False(PortMapping.TryParse(null, out _));
    }

    [Theory]
    [InlineData(":")]
    [InlineData("80,")]
    [InlineData("=")]
    [InlineData("1-")]
    [InlineData("[")]
    public void Endless_text_is_refused_at_once(string part)
    {
        string text = string.Concat(Enumerable.Repeat(part, 200_000));
        Assert.False(PortMapping.TryParse(text, CultureInfo.InvariantCulture, out _));
    }
}
