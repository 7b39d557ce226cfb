using System.Text.Json;

namespace DockerKit.Scenarios;

public abstract class CreateScenarios(ScenarioEngine engine) : Scenario(engine)
{
    [Fact]
    public async Task A_created_container_has_not_run_yet()
    {
        Container container = await Create("echo", "hello").ExecuteAsync(Token);

        ContainerDetails details = await container.Inspect().ExecuteAsync(Token);
        Assert.Equal((ContainerState.Created, 0, 0), (details.State, details.ExitCode, details.ProcessId));
        Assert.Equal(("echo", "hello"), (details.Path, Assert.Single(details.Arguments)));
        Assert.Null(details.StartedAt);
        Assert.Null(details.FinishedAt);
        Assert.InRange(details.Created, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.Equal("", (await container.Logs().ExecuteAsync(Token)).StandardOutput);
        Assert.Empty(container.Warnings);
    }

    [Fact]
    public async Task The_image_is_shown_as_it_was_written_and_by_its_id()
    {
        string name = $"{ScenarioEngine.UniqueName("image")}:1";
        string id = await Engine.AddImageAsync(new Dictionary<string, string>(), name);
        Container byName = await CreateOf(name).ExecuteAsync(Token);
        Container byId = await CreateOf(id[7..19]).ExecuteAsync(Token);

        foreach ((Container container, string written) in new[] { (byName, name), (byId, id[7..19]) })
        {
            ContainerDetails details = await container.Inspect().ExecuteAsync(Token);
            Assert.Equal((written, id), (details.Image, details.ImageId));
        }
    }

    [Fact]
    public async Task Without_a_command_it_is_the_images_own()
    {
        ContainerDetails details = await (await CreateOf(Image).ExecuteAsync(Token)).Inspect().ExecuteAsync(Token);
        Assert.Equal("sh", details.Path);
        Assert.Empty(details.Arguments);
        Assert.Equal("sh", details.Json.GetProperty("Config").GetProperty("Cmd")[0].GetString());
    }

    [Fact]
    public async Task An_entrypoint_goes_before_the_command()
    {
        Container container = await Create("one", "two").WithEntrypoint("echo", "zero").ExecuteAsync(Token);

        ContainerDetails details = await container.Inspect().ExecuteAsync(Token);
        Assert.Equal("echo", details.Path);
        Assert.Equal(["zero", "one", "two"], details.Arguments);
    }

    [Fact]
    public async Task Environment_and_labels_are_those_given_and_the_images()
    {
        string image = $"{ScenarioEngine.UniqueName("image")}:1";
        await Engine.AddImageAsync(new Dictionary<string, string> { ["of"] = "the image", ["both"] = "image" }, image);
        Container container = await CreateOf(image).WithEnvironment("GREETING", "hello you").WithEnvironment("EMPTY", "").WithLabel("both", "container").WithLabel("bare").ExecuteAsync(Token);

        ContainerDetails details = await container.Inspect().ExecuteAsync(Token);
        Assert.Equal(["GREETING=hello you", "EMPTY=", "PATH=/bin"], details.Environment);
        Assert.Equal(("the image", "container", ""), (details.Labels["of"], details.Labels["both"], details.Labels["bare"]));
    }

    [Fact]
    public async Task Process_options_are_shown_by_inspect()
    {
        Container container = await Create("true").WithHostname("web-1").WithDomainName("example.com").WithUser("33:33").WithWorkingDirectory("/www").WithTerminal().Interactive()
            .WithStopSignal(Signal.Quit).WithStopTimeout(TimeSpan.FromSeconds(3)).ExecuteAsync(Token);

        ContainerDetails details = await container.Inspect().ExecuteAsync(Token);
        JsonElement config = details.Json.GetProperty("Config");
        Assert.True(details.HasTerminal);
        Assert.Equal(["web-1", "example.com", "33:33", "/www", "SIGQUIT"], new[] { "Hostname", "Domainname", "User", "WorkingDir", "StopSignal" }.Select(name => config.GetProperty(name).GetString()));
        Assert.Equal(3, config.GetProperty("StopTimeout").GetInt32());
        Assert.True(config.GetProperty("Tty").GetBoolean() && config.GetProperty("OpenStdin").GetBoolean());
    }

    [Fact]
    public async Task Without_a_hostname_it_is_the_short_id()
    {
        Container container = await Create("true").ExecuteAsync(Token);

        ContainerDetails details = await container.Inspect().ExecuteAsync(Token);
        Assert.Equal(container.Id[..12], details.Json.GetProperty("Config").GetProperty("Hostname").GetString());
    }

    [Fact]
    public async Task Limits_are_shown_by_inspect()
    {
        Container container = await Create("true").WithMemory("64m").WithCpus(0.5m).WithPidsLimit(50).WithShmSize("32m").WithUlimit("nofile=100:200").ExecuteAsync(Token);

        JsonElement host = (await container.Inspect().ExecuteAsync(Token)).Json.GetProperty("HostConfig");
        Assert.Equal([64L << 20, 500_000_000, 50, 32L << 20], new[] { "Memory", "NanoCpus", "PidsLimit", "ShmSize" }.Select(name => host.GetProperty(name).GetInt64()));
        JsonElement limit = Assert.Single(host.GetProperty("Ulimits").EnumerateArray());
        Assert.Equal(("nofile", 100, 200), (limit.GetProperty("Name").GetString(), limit.GetProperty("Soft").GetInt32(), limit.GetProperty("Hard").GetInt32()));
    }

    [Fact]
    public async Task Host_options_are_shown_by_inspect()
    {
        Container container = await Create("true").WithRestart("on-failure:3").ReadOnly().WithCapability("NET_ADMIN").WithoutCapability("MKNOD").WithDns("10.0.0.53").WithExtraHost("db:10.0.0.7")
            .WithTmpfs("/scratch:size=1m").WithInit().WithLogOption("max-size", "1m").ExecuteAsync(Token);

        JsonElement host = (await container.Inspect().ExecuteAsync(Token)).Json.GetProperty("HostConfig");
        JsonElement restart = host.GetProperty("RestartPolicy");
        Assert.Equal(("on-failure", 3), (restart.GetProperty("Name").GetString(), restart.GetProperty("MaximumRetryCount").GetInt32()));
        Assert.True(host.GetProperty("ReadonlyRootfs").GetBoolean() && host.GetProperty("Init").GetBoolean());
        Assert.Equal(["10.0.0.53", "db:10.0.0.7"], new[] { "Dns", "ExtraHosts" }.Select(name => host.GetProperty(name)[0].GetString()));
        Assert.EndsWith("NET_ADMIN", host.GetProperty("CapAdd")[0].GetString(), StringComparison.Ordinal);
        Assert.EndsWith("MKNOD", host.GetProperty("CapDrop")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("size=1m", host.GetProperty("Tmpfs").GetProperty("/scratch").GetString());
        Assert.Equal(("json-file", "1m"), (host.GetProperty("LogConfig").GetProperty("Type").GetString(), host.GetProperty("LogConfig").GetProperty("Config").GetProperty("max-size").GetString()));
    }

    [Fact]
    public async Task A_volume_is_shown_by_inspect_and_by_the_list()
    {
        string volume = Engine.NewVolume();
        Container container = await Create("true").WithVolume(volume, "/data").ExecuteAsync(Token);

        ContainerDetails details = await container.Inspect().ExecuteAsync(Token);
        Assert.Equal($"{volume}:/data", details.Json.GetProperty("HostConfig").GetProperty("Binds")[0].GetString());
        JsonElement mount = Assert.Single(details.Json.GetProperty("Mounts").EnumerateArray());
        Assert.Equal(("volume", volume, "/data", true), (mount.GetProperty("Type").GetString(), mount.GetProperty("Name").GetString(), mount.GetProperty("Destination").GetString(), mount.GetProperty("RW").GetBoolean()));
        Assert.Equal(volume, Assert.Single(Assert.Single(await Mine.All().ExecuteAsync(Token)).Mounts));
    }

    [Fact]
    public async Task A_network_that_is_none_and_the_engines_own_are_shown()
    {
        Container none = await Create("true").WithNetwork("none").ExecuteAsync(Token);
        Container bridge = await StartSleeperAsync();

        Assert.Equal("none", (await none.Inspect().ExecuteAsync(Token)).Json.GetProperty("HostConfig").GetProperty("NetworkMode").GetString());
        ContainerDetails details = await bridge.Inspect().ExecuteAsync(Token);
        Assert.Equal("bridge", Assert.Single(details.IPAddresses).Key);
        Assert.Matches(@"^\d+\.\d+\.\d+\.\d+$", details.IPAddresses["bridge"]);
        Assert.Equal("bridge", Assert.Single(Assert.Single(await Mine.ExecuteAsync(Token)).Networks));
    }

    [Fact]
    public async Task A_network_that_does_not_exist_is_found_out_at_the_start()
    {
        string network = ScenarioEngine.UniqueName("network");
        Container container = await Create("true").WithNetwork(network).ExecuteAsync(Token);

        var error = await FailsAsync<DockerNotFoundException>(() => container.Start().ExecuteAsync(Token), 404, $"network {network} not found");
        Assert.Equal(ResourceKind.Network, error.Kind);
        Assert.Equal(ContainerState.Created, await StateAsync(container));
    }

    [Fact]
    public async Task An_image_that_is_nowhere_is_not_found_and_nothing_is_made()
    {
        string image = $"{Engine.Registry}/{ScenarioEngine.UniqueName("nothing")}:1";
        var never = await FailsAsync<DockerNotFoundException>(() => CreateOf(image).WithPull(PullPolicy.Never).ExecuteAsync(Token), 404, $"No such image: {image}");
        Assert.Equal(ResourceKind.Image, never.Kind);
        var pulled = await Assert.ThrowsAnyAsync<DockerKitException>(() => CreateOf(image).ExecuteAsync(Token));
        Assert.True(pulled is DockerNotFoundException { Kind: ResourceKind.Image }, pulled.ToString());
        Assert.Empty(await Mine.All().ExecuteAsync(Token));
    }

    [Fact]
    public async Task Creating_twenty_at_once_makes_twenty()
    {
        Container[] all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Create("true").ExecuteAsync(Token)));

        Assert.Equal(all.Select(static c => c.Id).Order(), (await Mine.All().IdsOnly().ExecuteAsync(Token)).Order());
    }
}
