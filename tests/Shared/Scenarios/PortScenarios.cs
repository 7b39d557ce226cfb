namespace DockerKit.Scenarios;

public abstract class PortScenarios(ScenarioEngine engine) : Scenario(engine)
{
    [Fact]
    public async Task A_published_port_is_shown_while_it_runs()
    {
        int port = ScenarioEngine.HostPorts();
        Container container = await Run("sleep", "1000").WithPort(port, 80).WithExposedPort("53/udp").StartAsync(Token);

        Assert.Equal($"0.0.0.0:{port}->80/tcp 53/udp", await ShownAsync(container));
        ContainerSummary row = Assert.Single(await Mine.ExecuteAsync(Token));
        Assert.Contains($"0.0.0.0:{port}->80/tcp", row.PortsText, StringComparison.Ordinal);
        Assert.Contains("53/udp", row.PortsText, StringComparison.Ordinal);

        await container.Stop().WithTimeout(TimeSpan.Zero).ExecuteAsync(Token);
        await EventuallyAsync("", async () => Assert.Single(await Mine.All().ExecuteAsync(Token)).PortsText);
        await container.Start().ExecuteAsync(Token);
        Assert.Equal($"0.0.0.0:{port}->80/tcp 53/udp", await ShownAsync(container));
    }

    [Fact]
    public async Task A_port_without_a_host_port_gets_a_free_one()
    {
        Container one = await Run("sleep", "1000").WithPort("127.0.0.1::80").StartAsync(Token);
        Container two = await Run("sleep", "1000").WithPort("127.0.0.1::80").StartAsync(Token);

        ContainerPort[] ports = [await OnlyAsync(one), await OnlyAsync(two)];
        Assert.All(ports, static port => Assert.Equal(("127.0.0.1", 80, "tcp"), (port.HostIp, port.PrivatePort, port.Protocol)));
        Assert.All(ports, static port => Assert.InRange(port.PublicPort!.Value, 1024, 65535));
        Assert.NotEqual(ports[0].PublicPort, ports[1].PublicPort);
    }

    [Fact]
    public async Task A_range_is_one_port_each()
    {
        int port = ScenarioEngine.HostPorts(3);
        Container container = await Run("sleep", "1000").WithPort($"127.0.0.1:{port}-{port + 2}:{port}-{port + 2}").StartAsync(Token);

        Assert.Equal(string.Join(' ', Enumerable.Range(0, 3).Select(i => $"127.0.0.1:{port + i}->{port + i}/tcp")), await ShownAsync(container));
        Assert.Equal($"127.0.0.1:{port}-{port + 2}->{port}-{port + 2}/tcp", Assert.Single(await Mine.ExecuteAsync(Token)).PortsText);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused_at_the_start_and_free_again_after_a_stop()
    {
        int port = ScenarioEngine.HostPorts();
        Container first = await Run("sleep", "1000").WithPort(port, 80).StartAsync(Token);
        Container second = await Create("sleep", "1000").WithPort(port, 8080).ExecuteAsync(Token);

        await FailsAsync<DockerEngineException>(() => second.Start().ExecuteAsync(Token), 500, "port is already allocated");
        Assert.Equal(ContainerState.Created, await StateAsync(second));
        await first.Stop().WithTimeout(TimeSpan.Zero).ExecuteAsync(Token);
        Assert.True((await second.Start().ExecuteAsync(Token)).Single().Value.Changed);
        await FailsAsync<DockerEngineException>(() => first.Start().ExecuteAsync(Token), 500, "port is already allocated");
        Assert.Equal(ContainerState.Exited, await StateAsync(first));
    }

    [Fact]
    public async Task A_run_whose_port_is_taken_leaves_its_container()
    {
        int port = ScenarioEngine.HostPorts();
        await Run("sleep", "1000").WithPort(port, 80).StartAsync(Token);

        var error = await FailsAsync<DockerEngineException>(() => Run("sleep", "1000").WithPort(port, 80).StartAsync(Token), 500, "port is already allocated");
        Assert.Equal(ContainerState.Created, await StateAsync(Containers.Get(error.ContainerId!)));
        await FailsAsync<DockerEngineException>(() => Run("sleep", "1000").WithPort(port, 80).RemoveWhenDone().StartAsync(Token), 500, "port is already allocated");
        await EventuallyAsync(2, async () => (await Mine.All().ExecuteAsync(Token)).Count);
    }

    [Fact]
    public async Task The_same_port_of_another_protocol_or_address_is_not_taken()
    {
        int port = ScenarioEngine.HostPorts();
        await Run("sleep", "1000").WithPort($"127.0.0.1:{port}:80").StartAsync(Token);

        Container udp = await Run("sleep", "1000").WithPort($"127.0.0.1:{port}:80/udp").StartAsync(Token);
        Container other = await Run("sleep", "1000").WithPort($"127.0.0.2:{port}:80").StartAsync(Token);
        Assert.Equal($"127.0.0.1:{port}->80/udp", await ShownAsync(udp));
        Assert.Equal($"127.0.0.2:{port}->80/tcp", await ShownAsync(other));
        await FailsAsync<DockerEngineException>(() => Run("sleep", "1000").WithPort(port, 80).RemoveWhenDone().StartAsync(Token), 500, port.ToString(null, null));
    }

    [Fact]
    public async Task Publish_all_gives_each_exposed_port_a_free_one()
    {
        Container container = await Run("sleep", "1000").WithExposedPort("80").WithExposedPort("53/udp").PublishAllPorts().StartAsync(Token);

        ContainerPort[] ports = [.. (await container.Inspect().ExecuteAsync(Token)).Ports.Where(static port => port.HostIp != "::")];
        Assert.Equal(["53/udp", "80/tcp"], ports.Select(static port => $"{port.PrivatePort}/{port.Protocol}").Order());
        Assert.All(ports, static port => Assert.True(port.PublicPort > 0));
    }

    /// <summary>What is shown for IPv4: whether an engine publishes on IPv6 too is its host's affair.</summary>
    private static async Task<string> ShownAsync(Container container)
    {
        ContainerDetails details = await container.Inspect().ExecuteAsync(Token);
        return string.Join(' ', details.Ports.Where(static port => port.HostIp != "::").Select(static port => port.ToString()).Order(StringComparer.Ordinal));
    }

    private static async Task<ContainerPort> OnlyAsync(Container container) => Assert.Single((await container.Inspect().ExecuteAsync(Token)).Ports);

    [Fact]
    public async Task Of_a_range_of_host_ports_for_one_port_the_first_free_one_is_taken()
    {
        int port = ScenarioEngine.HostPorts(3);
        await Run("sleep", "1000").WithPort($"127.0.0.1:{port}:80").StartAsync(Token);
        Container second = await Run("sleep", "1000").WithPort($"127.0.0.1:{port}-{port + 2}:80").StartAsync(Token);

        Assert.InRange((await OnlyAsync(second)).PublicPort!.Value, port + 1, port + 2);
    }

    [Fact]
    public async Task A_created_container_publishes_nothing_yet()
    {
        int port = ScenarioEngine.HostPorts();
        Container created = await Create("sleep", "1000").WithPort(port, 80).ExecuteAsync(Token);
        Container running = await Run("sleep", "1000").WithPort(port, 80).StartAsync(Token);

        Assert.Equal("80/tcp", await ShownAsync(created));
        Assert.Equal($"0.0.0.0:{port}->80/tcp", await ShownAsync(running));
        Assert.Empty(Assert.Single(await Mine.All().WithStatus(ContainerState.Created).ExecuteAsync(Token)).Ports);
    }

    [Fact]
    public async Task A_killed_and_a_removed_container_give_their_port_back()
    {
        int port = ScenarioEngine.HostPorts();
        Container first = await Run("sleep", "1000").WithPort(port, 80).StartAsync(Token);
        await first.Kill().ExecuteAsync(Token);
        await first.Wait().ExecuteAsync(Token);
        Container second = await Run("sleep", "1000").WithPort(port, 80).StartAsync(Token);
        await second.Remove().Force().ExecuteAsync(Token);

        Container third = await Run("sleep", "1000").WithPort(port, 80).StartAsync(Token);
        Assert.Equal($"0.0.0.0:{port}->80/tcp", await ShownAsync(third));
    }

    [Fact]
    public async Task Without_a_network_nothing_is_published()
    {
        Container container = await Run("sleep", "1000").WithNetwork("none").WithPort(ScenarioEngine.HostPorts(), 80).StartAsync(Token);

        Assert.DoesNotContain((await container.Inspect().ExecuteAsync(Token)).Ports, static port => port.PublicPort is not null);
    }
}
