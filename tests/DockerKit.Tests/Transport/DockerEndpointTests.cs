using System.Text.Json;

namespace DockerKit.Tests;

public class DockerEndpointTests
{
    private const string File = "connection-precedence.json";

    public static IEnumerable<TheoryDataRow<string>> ParseHost() => Vectors.Rows(File, "parseHost");

    public static IEnumerable<TheoryDataRow<string>> ParseDaemonHost() => Vectors.Rows(File, "parseDaemonHost");

    public static IEnumerable<TheoryDataRow<string>> HostUrl() => Vectors.Rows(File, "hostUrl");

    [Theory]
    [MemberData(nameof(ParseHost))]
    [MemberData(nameof(ParseDaemonHost))]
    public void It_reads_what_the_CLI_reads(string row)
    {
        JsonElement c = Vectors.Case(row);
        string input = c.Text("input")!;
        Assert.SkipWhen(input.StartsWith("fd://", StringComparison.Ordinal), "fd:// is for the engine to listen on; a client cannot dial it, so it is refused where it is written.");
        Assert.SkipWhen(input.Length == 0, "The CLI's outer parser, parseHost, takes nothing for the default; the inner one, which this row tests, does not see it.");
        bool valid = DockerEndpoint.TryParse(input, out DockerEndpoint? endpoint);
        Assert.Equal(c.GetProperty("valid").GetBoolean(), valid);
        Assert.Equal(c.Text("expected"), endpoint?.ToString());
    }

    [Theory]
    [MemberData(nameof(HostUrl))]
    public void It_has_the_parts_that_the_Go_client_sees(string row)
    {
        JsonElement c = Vectors.Case(row);
        string input = c.Text("host")!;
        Assert.SkipWhen(input is "" or "foobar", "The Go client wants a scheme; the CLI, which DockerKit follows, takes a host alone as tcp:// and nothing as the default.");
        Assert.SkipWhen(input == "foo://bar", "The Go client fails on dialling an unknown scheme; DockerKit where it is written.");
        var endpoint = DockerEndpoint.Parse(input);
        Assert.Equal(c.Text("scheme"), endpoint.Scheme);
        Assert.Equal(c.Text("address"), endpoint.Address);
        Assert.Equal(c.Text("basePath"), endpoint.BasePath);
    }

    [Theory]
    [InlineData("unix:///run/user/1000/docker.sock")]
    [InlineData("npipe:////./pipe/docker_engine")]
    [InlineData("tcp://[::1]:2376")]
    [InlineData("https://engine.example:2376")]
    [InlineData("http://engine.example:2375/base")]
    public void It_prints_what_it_was_read_from(string text)
    {
        var endpoint = DockerEndpoint.Parse(text);
        Assert.Equal(text, endpoint.ToString());
        Assert.Equal(endpoint, DockerEndpoint.Parse(endpoint.ToString()));
    }

    [Theory]
    [InlineData("tcp://host/a\n/")]
    [InlineData("tcp://host/\u00a0/")]
    [InlineData("tcp://host/a\0b")]
    public void White_space_and_control_characters_in_a_base_path_are_refused(string text) =>
        Assert.Contains("blank", Assert.Throws<FormatException>(() => DockerEndpoint.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("npipe://./pipe/docker_engine", "npipe:////./pipe/docker_engine")]
    [InlineData(@"npipe://\\.\pipe\docker_engine", "npipe:////./pipe/docker_engine")]
    [InlineData("TCP://host", "tcp://host:2375")]
    [InlineData("https://host", "https://host:2376")]
    [InlineData("tcp://host:2376/", "tcp://host:2376")]
    public void It_takes_other_ways_to_write_the_same(string text, string expected) => Assert.Equal(expected, DockerEndpoint.Parse(text).ToString());

    [Theory]
    [InlineData("ssh://user@host", "DockerKit does not open SSH connections")]
    [InlineData("fd://", "nothing can connect to it")]
    [InlineData("tcp://host:99999", "'99999' is not a port from 1 to 65535")]
    [InlineData("tcp://[::1", "[ADDRESS]:PORT")]
    [InlineData("tcp://host/x?y", "no query")]
    [InlineData("unix://tcp://host", "two schemes")]
    [InlineData("npipe://docker_engine", "//SERVER/pipe/NAME")]
    public void A_wrong_one_says_why(string text, string why)
    {
        var e = Assert.Throws<FormatException>(() => DockerEndpoint.Parse(text));
        Assert.Contains($"'{text}' is not a valid Docker endpoint: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_variable_it_is_the_platforms_socket() => Assert.Equal(DockerEndpoint.Default.ToString(), Read().ToString());

    [Fact]
    public void DOCKER_HOST_wins() => Assert.Equal("tcp://env:2375", Read(("DOCKER_HOST", " tcp://env:2375 "), ("XDG_RUNTIME_DIR", "/run/user/7")).ToString());

    [Fact]
    public void A_rootless_socket_is_used_where_only_that_exists()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no rootless engine.");
        DockerEndpoint rootless = DockerEndpointEnvironment.Read(static name => name == "XDG_RUNTIME_DIR" ? "/run/user/7" : null, static path => path == "/run/user/7/docker.sock");
        DockerEndpoint both = DockerEndpointEnvironment.Read(static name => name == "XDG_RUNTIME_DIR" ? "/run/user/7" : null, static _ => true);
        Assert.Equal("unix:///run/user/7/docker.sock", rootless.ToString());
        Assert.Equal("unix:///var/run/docker.sock", both.ToString());
    }

    [Fact]
    public void DOCKER_TLS_VERIFY_turns_verification_on_whatever_it_is()
    {
        DockerEndpoint endpoint = Read(("DOCKER_HOST", "tcp://env:2376"), ("DOCKER_TLS_VERIFY", "0"), ("DOCKER_CERT_PATH", "/certs"));
        Assert.Equal(new DockerTlsOptions { CaFile = Path.Combine("/certs", "ca.pem"), Verify = true }, endpoint.Tls);
    }

    [Fact]
    public void DOCKER_TLS_alone_does_not_verify() => Assert.False(Read(("DOCKER_HOST", "tcp://env:2376"), ("DOCKER_TLS", "1")).Tls!.Verify);

    [Fact]
    public void Certificates_are_looked_for_in_the_configuration_directory() =>
        Assert.Equal(Path.Combine("/config", "ca.pem"), Read(("DOCKER_HOST", "tcp://env:2376"), ("DOCKER_TLS_VERIFY", "1"), ("DOCKER_CONFIG", "/config")).Tls!.CaFile);

    [Fact]
    public void TLS_without_a_host_is_the_local_TLS_port() => Assert.Equal("tcp://localhost:2376", Read(("DOCKER_TLS_VERIFY", "1")).ToString());

    [Fact]
    public void TLS_is_ignored_for_a_socket() => Assert.Null(Read(("DOCKER_HOST", "unix:///s"), ("DOCKER_TLS_VERIFY", "1")).Tls);

    private static DockerEndpoint Read(params (string Name, string Value)[] variables) =>
        DockerEndpointEnvironment.Read(name => variables.FirstOrDefault(v => v.Name == name).Value, static _ => false);

    [Theory]
    [InlineData("/var/run/docker.sock")]
    [InlineData("unix:/var/run/docker.sock")]
    [InlineData("./docker.sock")]
    [InlineData("~/docker.sock")]
    [InlineData(@"\\.\pipe\docker_engine")]
    [InlineData(@"C:\docker.sock")]
    public void A_path_without_a_scheme_is_refused_and_told_how_to_be_written(string path)
    {
        var error = Assert.Throws<FormatException>(() => DockerEndpoint.Parse(path));
        Assert.Contains($"'{path}' is not a valid Docker endpoint: it has no scheme. A socket is written unix:///", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tcp://user:hunter2@host:2375", "tcp://user:***@host:2375")]
    [InlineData("user:hunter2@host", "user:***@host")]
    [InlineData("ssh://user:hun@ter2@host", "ssh://user:***@host")]
    [InlineData("ssh://user@host:22", "ssh://user@host:22")]
    public void A_password_in_an_endpoint_is_refused_without_being_repeated(string text, string shown)
    {
        var error = Assert.Throws<FormatException>(() => DockerEndpoint.Parse(text));
        Assert.Contains($"'{shown}' is not a valid Docker endpoint", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hun", error.Message, StringComparison.Ordinal);
    }
}
