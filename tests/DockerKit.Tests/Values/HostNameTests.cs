using System.Text.Json;

namespace DockerKit.Tests;

public sealed class HostNameTests
{
    public static IEnumerable<TheoryDataRow<string>> ExtraHosts() => Vectors.Rows("container-options.json", "addHost");

    public static IEnumerable<TheoryDataRow<string>> Links() => Vectors.Rows("container-options.json", "link");

    public static IEnumerable<TheoryDataRow<string>> SearchDomains() => Vectors.Rows("container-options.json", "dnsSearch");

    [Theory]
    [MemberData(nameof(ExtraHosts))]
    public void An_extra_host_reads_as_the_cli_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        string text = row.Text("value")!;
        bool read = ExtraHost.TryParse(text, out ExtraHost? host);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        if (read)
        {
            Assert.Equal(row.Text("expected"), host!.ToString());
            Assert.Equal(host, ExtraHost.Parse(host.ToString()));
        }
        else
        {
            FormatException error = Assert.Throws<FormatException>(() => ExtraHost.Parse(text));
            Assert.Contains($"'{text}'", error.Message, StringComparison.Ordinal);
            Assert.Contains("db=10.0.0.7", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Links))]
    public void A_link_reads_as_the_cli_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        string text = row.Text("value")!;
        bool read = ContainerLink.TryParse(text, out ContainerLink? link);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        if (read)
        {
            Assert.Equal(row.Text("name") ?? text, link!.Container);
            Assert.Equal(row.Text("alias") ?? text, link.Alias);
            Assert.Equal(text, link.ToString());
        }
        else
        {
            Assert.Contains("database:db", Assert.Throws<FormatException>(() => ContainerLink.Parse(text)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(SearchDomains))]
    public void A_search_domain_reads_as_the_cli_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), DnsNotation.Search(row.Text("value")!) is not null);
    }

    [Theory]
    [InlineData(" . ", ".")]
    [InlineData(" example.com. ", "example.com")]
    [InlineData("example.com..", null)]
    [InlineData("a_b.example", null)]
    [InlineData("", null)]
    public void A_search_domain_is_tidied(string text, string? domain) => Assert.Equal(domain, DnsNotation.Search(text));

    [Fact]
    public void The_engine_s_host_has_a_name_of_its_own()
    {
        ExtraHost host = ExtraHost.Gateway("host.docker.internal");
        Assert.True(host.IsHostGateway);
        Assert.Equal("host.docker.internal:host-gateway", host.ToString());
        Assert.False(ExtraHost.Of("db", "10.0.0.7").IsHostGateway);
        Assert.Equal(ExtraHost.Parse("db=[::1]"), ExtraHost.Of("db", "::1"));
        Assert.Throws<FormatException>(() => ExtraHost.Of("a=b", "::1"));
    }

    [Theory]
    [InlineData("db", "address is missing")]
    [InlineData("=::1", "name is missing")]
    [InlineData("a:b=::1", "cannot hold ':'")]
    [InlineData("db=localhost", "'localhost' is not an IP address")]
    public void A_refused_extra_host_says_what_is_wrong(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<FormatException>(() => ExtraHost.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_link_that_the_engine_reports_is_read_too()
    {
        ContainerLink link = ContainerLink.Parse("/database:/web/db");
        Assert.Equal(("database", "db"), (link.Container, link.Alias));
        Assert.Equal(link, ContainerLink.Parse("database:db"));
        Assert.Equal(ContainerLink.Parse("a:a"), ContainerLink.Parse("a"));
        Assert.Contains("more than one colon", Assert.Throws<FormatException>(() => ContainerLink.Parse("a:b:c")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_text_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentNullException>(() => ExtraHost.Parse(null!));
        Assert.Throws<ArgumentNullException>(() => ContainerLink.Parse(null!));
        Assert.False(ExtraHost.TryParse(null, out _));
        Assert.False(ContainerLink.TryParse(null, out _));
    }
}
