namespace DockerKit.EngineTests;

/// <summary><c>docker ps</c> as the judge of what a list says.</summary>
public sealed class ListContainersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task Every_column_is_what_docker_ps_prints(TestEngine engine)
    {
        string label = $"list={TestEngine.UniqueName()}";
        string volume = TestEngine.UniqueName("volume");
        await engine.StartContainer("--label", label, "--name", TestEngine.UniqueName("ports"), "-p", "21500-21502:21500-21502", "-p", "127.0.0.1:21510:80/udp", "--expose", "443", "-v", $"{volume}:/data", TestEngine.Busybox, "sleep", "1000");
        await engine.CliOk("wait", await engine.StartContainer("--label", label, "--name", TestEngine.UniqueName("ended"), TestEngine.Busybox, "sh", "-c", "echo \"it's\" > /file; exit 3"));
        await engine.CliOk("create", "--label", label, "--label", TestEngine.Label, "--network", "none", "--name", TestEngine.UniqueName("created"), TestEngine.Busybox, "echo", "a b");
        await using DockerKitClient docker = engine.Connect();
        ListContainersCommand command = docker.Containers.List().All().WithSize().WithLabel(label);

        IReadOnlyList<ContainerSummary> before = await command.ExecuteAsync(Token);
        string[] rows = (await engine.CliOk("ps", "-a", "-s", "--no-trunc", "--filter", $"label={label}", "--format",
            "{{.ID}}|{{.Names}}|{{.Image}}|{{.Command}}|{{.Ports}}|{{.CreatedAt}}|{{.Networks}}|{{.Mounts}}|{{.Size}}|{{.Status}}")).Lines;
        IReadOnlyList<ContainerSummary> after = await command.ExecuteAsync(Token);

        Assert.Equal(3, rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            string[] columns = rows[i].Split('|');
            ContainerSummary row = before[i];
            Assert.Equal(
                [row.Id, row.Name, row.Image, $"\"{row.Command}\"", row.PortsText, string.Join(',', row.Networks), string.Join(',', row.Mounts)],
                [columns[0], columns[1], columns[2], Unquoted(columns[3]), Bracketed(columns[4]), columns[6], columns[7]]);
            Assert.Equal(DateTimeOffset.Parse(columns[5][..25], null), row.Created);
            Assert.StartsWith($"{row.WritableSize!.Value.ToHumanString()} (virtual {row.TotalSize!.Value.ToHumanString()})", columns[8], StringComparison.Ordinal);

            // The engine's clock goes on between the three lists.
            Assert.Contains(columns[9], new[] { row.Status, after[i].Status });
        }

        Assert.Equal([ContainerState.Created, ContainerState.Exited, ContainerState.Running], before.Select(static row => row.State));
        Assert.Contains("0.0.0.0:21500-21502->21500-21502/tcp", before[^1].PortsText, StringComparison.Ordinal);
        await docker.Containers.RemoveAll(command).IncludingRunning().WithVolumes().ExecuteAsync(Token);
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task Every_option_and_filter_finds_what_its_docker_line_finds(TestEngine engine)
    {
        string label = $"filter={TestEngine.UniqueName()}";
        string name = TestEngine.UniqueName("filtered");
        string volume = TestEngine.UniqueName("volume");
        string running = await engine.StartContainer("--label", label, "--label", "role=web", "--name", name, "-p", "21520:80", "--expose", "53/udp", "-v", $"{volume}:/data", TestEngine.Busybox, "sleep", "1000");
        string ended = await engine.StartContainer("--label", label, "--network", "none", TestEngine.Busybox, "sh", "-c", "exit 9");
        await engine.CliOk("wait", ended);
        await using DockerKitClient docker = engine.Connect();
        ListContainersCommand list = docker.Containers.List().WithLabel(label);
        ListContainersCommand all = list.All();
        ListContainersCommand[] commands =
        [
            list, all, all.WithLabel("role", "web"), all.WithStatus(ContainerState.Running), all.WithStatus(ContainerState.Exited, ContainerState.Created),
            all.WithName(name), all.WithName($"^/{name}$"), all.WithId(ended[..12]), all.WithAncestor(TestEngine.Busybox), all.WithHealth(ContainerHealth.None), all.WithHealth(ContainerHealth.Healthy),
            all.WithExitCode(9), all.WithExitCode(8, 9), all.Before(ended), all.Since(running), all.WithNetwork("none"), all.WithVolume(volume), all.WithVolume("/data"),
            all.Publishing("21520"), all.Publishing("21519-21521/tcp"), all.Publishing("80"), all.Exposing("50-60/udp"), all.Exposing("54/udp"), list.Last(1), list.Latest(), list.WithFilter("is-task", "false"),
        ];
        var found = new List<int>();
        foreach (ListContainersCommand command in commands)
        {
            IReadOnlyList<string> ids = await command.IdsOnly().ExecuteAsync(Token);
            CliResult cli = await engine.Shell(command.IdsOnly().ToCommandLine());
            Assert.True(cli.ExitCode == 0, cli.StandardError);
            Assert.True(ids.SequenceEqual(cli.Lines), $"{command}: {string.Join(' ', ids)} and not {string.Join(' ', cli.Lines)}");
            found.Add(ids.Count);
        }

        Assert.Equal([1, 2, 1, 1, 1, 1, 1, 1, 2, 2, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0], found[..23]);
        await docker.Containers.Remove(running, ended).Force().WithVolumes().ExecuteAsync(Token);
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task An_unknown_filter_is_a_bad_request_in_the_engines_words(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        var error = await Assert.ThrowsAsync<DockerBadRequestException>(() => docker.Containers.List().WithFilter("colour", "red").ExecuteAsync(Token));

        Assert.Contains("colour", error.EngineMessage, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task Inspect_says_what_docker_inspect_says(TestEngine engine)
    {
        string name = TestEngine.UniqueName("inspected");
        string id = await engine.StartContainer("--name", name, "-t", "-e", "A=1", "-p", "21530:80", "--expose", "53/udp", "--health-cmd", "true", TestEngine.Busybox, "sleep", "1000");
        await using DockerKitClient docker = engine.Connect();
        ContainerDetails details = await docker.Containers.Get(name).Inspect().WithSize().ExecuteAsync(Token);
        string cli = (await engine.CliOk("inspect", "-f", "{{.Id}} {{.Created}} {{.Path}} {{.Args}} {{.Image}} {{.State.Pid}} {{.State.Status}} {{.Config.Tty}}", name)).Text;

        Assert.Equal(id, details.Id);
        Assert.Equal(name, details.Name);
        Assert.StartsWith($"{details.Id} {details.Created.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffff}", cli, StringComparison.Ordinal);
        Assert.EndsWith($" {details.Path} [{string.Join(' ', details.Arguments)}] {details.ImageId} {details.ProcessId} running true", cli, StringComparison.Ordinal);
        Assert.True(details.HasTerminal && details.StartedAt is not null && details.FinishedAt is null && details.Health is not null && details.TotalSize is not null);
        Assert.Equal(TestEngine.Busybox, details.Image);
        Assert.Contains("A=1", details.Environment);
        Assert.Contains("53/udp", details.Ports.Select(static port => port.ToString()));
        Assert.Contains("0.0.0.0:21530->80/tcp", details.Ports.Select(static port => port.ToString()));
        Assert.NotEmpty(details.IPAddresses["bridge"]);
        Assert.Equal(details.Id, details.Json.GetProperty("Id").GetString());
        await docker.Containers.Remove(id).Force().ExecuteAsync(Token);
    }

    /// <summary>The CLI quotes the command as Go does; the engine's own text is what a list has.</summary>
    private static string Unquoted(string command) => command.Replace("\\\"", "\"", StringComparison.Ordinal);

    /// <summary>CLIs before 23 write IPv6 addresses without brackets.</summary>
    private static string Bracketed(string ports) => ports.Replace(":::", "[::]:", StringComparison.Ordinal);
}
