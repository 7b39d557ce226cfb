namespace DockerKit.Scenarios;

public abstract class ListScenarios(ScenarioEngine engine) : Scenario(engine)
{
    [Fact]
    public async Task Only_what_runs_is_listed_unless_all_are_asked_for_and_the_newest_comes_first()
    {
        (string created, string running, string ended) = await ThreeAsync();

        await EventuallyAsync(running, () => NamesAsync(Mine));
        Assert.Equal($"{ended} {running} {created}", await NamesAsync(Mine.All()));
    }

    [Fact]
    public async Task A_row_shows_what_docker_ps_prints()
    {
        string name = ScenarioEngine.UniqueName("row");
        Container container = await Run("sleep", "1000").WithName(name).WithLabel("role", "web").StartAsync(Token);

        ContainerSummary row = Assert.Single(await Mine.ExecuteAsync(Token));
        Assert.Equal((container.Id, container.Id[..12], name, Image), (row.Id, row.ShortId, row.Name, row.Image));
        Assert.Equal((ContainerState.Running, "sleep 1000", "web"), (row.State, row.Command, row.Labels["role"]));
        Assert.Matches("^Up (Less than a second|[0-9]+ seconds?)$", row.Status);
        Assert.Equal([name], row.Names.Select(static n => n.TrimStart('/')));
        Assert.Equal((await container.Inspect().ExecuteAsync(Token)).ImageId, row.ImageId);
        Assert.Empty(row.Ports);
        Assert.Empty(row.Mounts);
        Assert.Null(row.WritableSize);
    }

    [Fact]
    public async Task The_status_tells_how_it_ended_or_that_it_was_never_started()
    {
        await Create("true").ExecuteAsync(Token);
        await EndedAsync(3);

        await EventuallyAsync("3 Created", async () =>
        {
            IReadOnlyList<ContainerSummary> rows = await Mine.All().ExecuteAsync(Token);
            return string.Join(' ', rows.Select(static row => row.Status.StartsWith("Exited (3) ", StringComparison.Ordinal) && row.Status.EndsWith(" ago", StringComparison.Ordinal) ? "3" : row.Status));
        });
    }

    [Fact]
    public async Task Only_the_ids_come_in_the_same_order()
    {
        await ThreeAsync();
        Assert.Equal((await Mine.All().ExecuteAsync(Token)).Select(static row => row.Id), await Mine.IdsOnly().All().ExecuteAsync(Token));
    }

    [Fact]
    public async Task The_last_few_are_the_newest_whether_they_run_or_not()
    {
        (_, string running, string ended) = await ThreeAsync();

        Assert.Equal($"{ended} {running}", await NamesAsync(Mine.Last(2)));
        Assert.Equal(3, (await Mine.Last(10).ExecuteAsync(Token)).Count);
    }

    [Fact]
    public async Task States_choose_also_what_does_not_run()
    {
        (string created, string running, string ended) = await ThreeAsync();

        await EventuallyAsync(ended, () => NamesAsync(Mine.WithStatus(ContainerState.Exited)));
        Assert.Equal(created, await NamesAsync(Mine.WithStatus(ContainerState.Created)));
        Assert.Equal($"{running} {created}", await NamesAsync(Mine.WithStatus(ContainerState.Created, ContainerState.Running)));
        Assert.Equal("", await NamesAsync(Mine.WithStatus(ContainerState.Paused)));
    }

    [Fact]
    public async Task Exit_codes_choose_among_those_that_have_ended()
    {
        (_, _, string ended) = await ThreeAsync();

        await EventuallyAsync(ended, () => NamesAsync(Mine.All().WithExitCode(3)));
        Assert.Equal(ended, await NamesAsync(Mine.All().WithExitCode(3, 4)));
        Assert.Equal("", await NamesAsync(Mine.All().WithExitCode(4)));
    }

    [Fact]
    public async Task A_part_of_a_name_or_a_pattern_chooses()
    {
        (string created, string running, _) = await ThreeAsync();

        Assert.Equal(created, await NamesAsync(Mine.All().WithName(created)));
        Assert.Equal(created, await NamesAsync(Mine.All().WithName($"^/{created}$")));
        Assert.Equal($"{running} {created}", await NamesAsync(Mine.All().WithName(created[3..]).WithName(running[3..])));
        Assert.Equal("", await NamesAsync(Mine.All().WithName($"^{created[3..]}$")));
        Assert.Equal(created, await NamesAsync(Mine.All().WithName(created[..^4] + ".*")));
    }

    [Fact]
    public async Task The_beginning_of_an_id_chooses()
    {
        (string created, _, _) = await ThreeAsync();
        string id = (await Containers.Inspect(created).ExecuteAsync(Token)).Id;

        Assert.Equal(created, await NamesAsync(Mine.All().WithId(id[..12])));
        Assert.Equal(created, await NamesAsync(Mine.All().WithId(id)));
    }

    [Fact]
    public async Task Labels_choose_by_key_and_by_value_and_all_must_be_there()
    {
        await Create("true").WithName(ScenarioEngine.UniqueName("one")).WithLabel("role", "web").WithLabel("tier", "1").ExecuteAsync(Token);
        await Create("true").WithName(ScenarioEngine.UniqueName("two")).WithLabel("role", "db").ExecuteAsync(Token);

        Assert.Equal(2, (await Mine.All().WithLabel("role").ExecuteAsync(Token)).Count);
        Assert.StartsWith("one-", Assert.Single(await Mine.All().WithLabel("role=web").ExecuteAsync(Token)).Name, StringComparison.Ordinal);
        Assert.StartsWith("one-", Assert.Single(await Mine.All().WithLabel("role").WithLabel("tier", "1").ExecuteAsync(Token)).Name, StringComparison.Ordinal);
        Assert.Empty(await Mine.All().WithLabel("role=web").WithLabel("role=db").ExecuteAsync(Token));
    }

    [Fact]
    public async Task An_ancestor_is_an_image_by_name_or_id()
    {
        string image = ScenarioEngine.UniqueName("image");
        string id = await Engine.AddImageAsync(new Dictionary<string, string>(), $"{image}:1");
        Container own = await CreateOf($"{image}:1").ExecuteAsync(Token);
        Container busybox = await Create("true").ExecuteAsync(Token);

        Assert.Equal([own.Id], await Mine.All().WithAncestor($"{image}:1").IdsOnly().ExecuteAsync(Token));
        Assert.Equal([own.Id], await Mine.All().WithAncestor(id).IdsOnly().ExecuteAsync(Token));
        Assert.Equal([own.Id], await Mine.All().WithAncestor(id[7..19]).IdsOnly().ExecuteAsync(Token));
        Assert.Contains(busybox.Id, await Mine.All().WithAncestor(Image).IdsOnly().ExecuteAsync(Token));
        Assert.Empty(await Mine.All().WithAncestor("no-such-image:1").IdsOnly().ExecuteAsync(Token));
    }

    [Fact]
    public async Task Before_and_since_cut_the_list_at_a_container()
    {
        (string created, string running, string ended) = await ThreeAsync();

        Assert.Equal(created, await NamesAsync(Mine.All().Before(running)));
        Assert.Equal(ended, await NamesAsync(Mine.All().Since(running)));
        string nobody = ScenarioEngine.UniqueName("nobody");
        foreach (ListContainersCommand list in new[] { Mine.All().Before(nobody), Mine.All().Since(nobody) })
        {
            if (Engine.IsOld)
            {
                await FailsAsync<DockerEngineException>(() => list.ExecuteAsync(Token), 500, $"no such container {nobody}");
            }
            else
            {
                await IsMissingAsync(() => list.ExecuteAsync(Token), nobody);
            }
        }
    }

    [Fact]
    public async Task Networks_and_volumes_choose()
    {
        string volume = Engine.NewVolume();
        Container none = await Create("true").WithNetwork("none").ExecuteAsync(Token);
        Container data = await Create("true").WithVolume(volume, "/data").ExecuteAsync(Token);

        Assert.Equal([none.Id], await Mine.All().WithNetwork("none").IdsOnly().ExecuteAsync(Token));
        Assert.Equal([data.Id], await Mine.All().WithVolume(volume).IdsOnly().ExecuteAsync(Token));
        Assert.Equal([data.Id], await Mine.All().WithVolume("/data").IdsOnly().ExecuteAsync(Token));
        Assert.Empty(await Mine.All().WithVolume("/other").IdsOnly().ExecuteAsync(Token));
    }

    [Fact]
    public async Task Ports_choose_by_what_is_published_and_what_is_exposed()
    {
        int port = ScenarioEngine.HostPorts();
        Container web = await Run("sleep", "1000").WithPort(port, 80).StartAsync(Token);
        Container dns = await Run("sleep", "1000").WithExposedPort("53/udp").StartAsync(Token);
        await Create("true").WithPort(port, 80).WithExposedPort("53/udp").ExecuteAsync(Token);

        // What is published is the host's port, what is exposed the container's own, and both only while it runs.
        Assert.Equal([web.Id], await Mine.All().Publishing($"{port}").IdsOnly().ExecuteAsync(Token));
        Assert.Equal([web.Id], await Mine.All().Publishing($"{port - 1}-{port + 1}/tcp").IdsOnly().ExecuteAsync(Token));
        Assert.Empty(await Mine.All().Publishing("80").IdsOnly().ExecuteAsync(Token));
        Assert.Empty(await Mine.All().Publishing($"{port}/udp").IdsOnly().ExecuteAsync(Token));
        Assert.Equal([web.Id], await Mine.All().Exposing("80").IdsOnly().ExecuteAsync(Token));
        Assert.Equal([dns.Id], await Mine.All().Exposing("50-60/udp").IdsOnly().ExecuteAsync(Token));
        Assert.Empty(await Mine.All().Exposing("53/tcp").IdsOnly().ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_filter_that_the_engine_does_not_know_is_a_bad_request()
    {
        await FailsAsync<DockerBadRequestException>(() => Mine.WithFilter("colour", "red").ExecuteAsync(Token), 400, "invalid filter 'colour'");
        await FailsAsync<DockerBadRequestException>(() => Mine.WithFilter("status", "asleep").ExecuteAsync(Token), 400, "asleep");
    }

    [Fact]
    public async Task Sizes_come_where_they_are_asked_for()
    {
        await Create("true").ExecuteAsync(Token);

        ContainerSummary row = Assert.Single(await Mine.All().WithSize().ExecuteAsync(Token));
        Assert.NotNull(row.WritableSize);
        Assert.True(row.TotalSize >= row.WritableSize);
    }

    /// <summary>One that was never started, one that runs, and one that ended with 3, in this order.</summary>
    private async Task<(string Created, string Running, string Ended)> ThreeAsync()
    {
        string[] names = ["c1", "r2", "e3"];
        names = [.. names.Select(static name => ScenarioEngine.UniqueName(name))];
        await Create("true").WithName(names[0]).ExecuteAsync(Token);
        await Run("sleep", "1000").WithName(names[1]).StartAsync(Token);
        Container ended = await Run("sh", "-c", "exit 3").WithName(names[2]).StartAsync(Token);
        await ended.Wait().ExecuteAsync(Token);
        return (names[0], names[1], names[2]);
    }

    [Fact]
    public async Task Running_beside_other_states_needs_no_all()
    {
        (string created, string running, string ended) = await ThreeAsync();

        await EventuallyAsync($"{ended} {running} {created}", () => NamesAsync(Mine.WithStatus(ContainerState.Exited, ContainerState.Created, ContainerState.Running)));
        Assert.Equal(running, await NamesAsync(Mine.All().WithStatus(ContainerState.Running)));
        Assert.Equal(created, await NamesAsync(Mine.Last(1).WithStatus(ContainerState.Created)));
    }

    [Fact]
    public async Task A_renamed_image_is_shown_by_its_id()
    {
        string image = $"{ScenarioEngine.UniqueName("image")}:1";
        string first = await Engine.AddImageAsync(new Dictionary<string, string>(), image);
        await CreateOf(image).ExecuteAsync(Token);
        await Engine.AddImageAsync(new Dictionary<string, string>(), image);

        ContainerSummary row = Assert.Single(await Mine.All().ExecuteAsync(Token));
        Assert.Equal((first, first), (row.ImageId, row.Image));
    }

    [Fact]
    public async Task A_command_is_shown_with_its_words_in_one_line()
    {
        await Create("sh", "-c", "echo 'a b'; exit 3").ExecuteAsync(Token);

        Assert.Equal("sh -c 'echo 'a b'; exit 3'", Assert.Single(await Mine.All().ExecuteAsync(Token)).Command);
    }
}
