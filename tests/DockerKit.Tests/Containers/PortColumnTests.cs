namespace DockerKit.Tests;

/// <summary>Cases of docker/cli, cli/command/formatter/container_test.go (TestDisplayablePorts).</summary>
public sealed class PortColumnTests
{
    public static TheoryData<string, string> Cases => new()
    {
        { "9988/tcp", "9988/tcp" },
        { "9988/udp", "9988/udp" },
        { "0.0.0.0:0:9988/tcp", "0.0.0.0:0->9988/tcp" },
        { ":8899:9988/tcp", "9988/tcp" },
        { "4.3.2.1:8899:9988/tcp", "4.3.2.1:8899->9988/tcp" },
        { "::1:8899:9988/tcp", "[::1]:8899->9988/tcp" },
        { "4.3.2.1:9988:9988/tcp", "4.3.2.1:9988->9988/tcp" },
        { "::1:9988:9988/tcp", "[::1]:9988->9988/tcp" },
        { "9988/udp 9988/udp", "9988/udp, 9988/udp" },
        { "1.2.3.4:9998:9998/udp 1.2.3.4:9999:9999/udp", "1.2.3.4:9998-9999->9998-9999/udp" },
        { "::1:9998:9998/udp ::1:9999:9999/udp", "[::1]:9998-9999->9998-9999/udp" },
        { "1.2.3.4:8887:9998/udp 1.2.3.4:8888:9999/udp", "1.2.3.4:8887->9998/udp, 1.2.3.4:8888->9999/udp" },
        { "9998/udp 9999/udp", "9998-9999/udp" },
        { "1.2.3.4:6677:9998/udp 9999/udp", "9999/udp, 1.2.3.4:6677->9998/udp" },
        { "1.2.3.4:8887:9998/tcp 1.2.3.4:8887:9998/udp", "1.2.3.4:8887->9998/tcp, 1.2.3.4:8887->9998/udp" },
        { "1.2.3.4:6677:9998/udp 1.2.3.4:9999:9999/udp", "1.2.3.4:9999->9999/udp, 1.2.3.4:6677->9998/udp" },
        { "80/tcp 1024/tcp 80/udp 1024/udp 1.1.1.1:1024:80/tcp 1.1.1.1:1024:80/udp 1.1.1.1:80:1024/tcp 1.1.1.1:80:1024/udp 1.1.1.1:1024:1024/tcp 1.1.1.1:1024:1024/udp 2.1.1.1:1024:1024/tcp 2.1.1.1:1024:1024/udp 1.1.1.1:1024:80/tcp",
            "80/tcp, 80/udp, 1024/tcp, 1024/udp, 1.1.1.1:1024->1024/tcp, 1.1.1.1:1024->1024/udp, 2.1.1.1:1024->1024/tcp, 2.1.1.1:1024->1024/udp, 1.1.1.1:1024->80/tcp, 1.1.1.1:1024->80/tcp, 1.1.1.1:1024->80/udp, 1.1.1.1:80->1024/tcp, 1.1.1.1:80->1024/udp" },
        { "8080/sctp", "8080/sctp" },
        { "", "" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ports_are_drawn_together_as_docker_ps_does(string ports, string column)
    {
        ContainerPort[] all = [.. ports.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Read)];

        Assert.Equal(column, new ContainerSummary { Id = "x", Ports = all }.PortsText);
    }

    /// <summary>Reads <c>HOST:PUBLIC:PRIVATE/PROTOCOL</c>. A published port without an address is what only Go's zero values can say: it prints as exposed.</summary>
    private static ContainerPort Read(string text)
    {
        string[] halves = text.Split('/');
        string[] parts = halves[0].Split(':');
        int port = int.Parse(parts[^1], null);
        string host = parts.Length < 3 ? "" : string.Join(':', parts[..^2]);
        return host.Length == 0 ? new ContainerPort(port, null, halves[1], null) : new ContainerPort(port, int.Parse(parts[^2], null), halves[1], host);
    }
}
