namespace DockerKit.Scenarios;

public abstract class ContainerNameScenarios(ScenarioEngine engine) : Scenario(engine)
{
    [Fact]
    public async Task A_name_is_what_the_container_is_called_by()
    {
        string name = ScenarioEngine.UniqueName("web");
        Container container = await Create("true").WithName(name).ExecuteAsync(Token);

        ContainerDetails details = await Containers.Inspect(name).ExecuteAsync(Token);
        Assert.Equal((container.Id, name), (details.Id, details.Name));
        Assert.Matches("^[0-9a-f]{64}$", container.Id);
        Assert.Equal(name, Assert.Single(await Mine.All().ExecuteAsync(Token)).Name);
    }

    [Fact]
    public async Task A_container_without_a_name_gets_one()
    {
        Container container = await Create("true").ExecuteAsync(Token);

        string name = (await container.Inspect().ExecuteAsync(Token)).Name;
        Assert.Matches("^[a-z]+_[a-z]+[0-9]?$", name);
        Assert.Equal(container.Id, (await Containers.Inspect(name).ExecuteAsync(Token)).Id);
    }

    [Fact]
    public async Task A_name_in_use_is_a_conflict_that_names_its_holder()
    {
        string name = ScenarioEngine.UniqueName("web");
        Container first = await Create("true").WithName(name).ExecuteAsync(Token);

        var error = await FailsAsync<DockerConflictException>(() => Create("true").WithName(name).ExecuteAsync(Token), 409, $"The container name \"/{name}\" is already in use by container \"{first.Id}\"");
        Assert.Contains("docker create", error.CommandLine, StringComparison.Ordinal);
        await FailsAsync<DockerConflictException>(() => Run("true").WithName(name).StartAsync(Token), 409, "is already in use");
        await FailsAsync<DockerConflictException>(() => Run("true").WithName(name).ExecuteAsync(Token), 409, "is already in use");
        Assert.Equal(first.Id, Assert.Single(await Mine.All().IdsOnly().ExecuteAsync(Token)));
    }

    [Fact]
    public async Task A_name_is_free_again_once_its_container_is_removed()
    {
        string name = ScenarioEngine.UniqueName("web");
        Container first = await Create("true").WithName(name).ExecuteAsync(Token);
        await first.Remove().ExecuteAsync(Token);

        Container second = await Create("true").WithName(name).ExecuteAsync(Token);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Theory]
    [InlineData("no spaces")]
    [InlineData("-web")]
    [InlineData("w")]
    [InlineData("web/db")]
    public async Task A_name_with_other_characters_is_a_bad_request(string name)
    {
        await FailsAsync<DockerBadRequestException>(() => Create("true").WithName(name).ExecuteAsync(Token), 400, $"Invalid container name ({name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
    }

    [Fact]
    public async Task The_beginning_of_an_id_is_enough_where_only_one_begins_so()
    {
        Container container = await Create("true").ExecuteAsync(Token);

        foreach (int length in new[] { 12, 20, 63 })
        {
            Assert.Equal(container.Id, (await Containers.Inspect(container.Id[..length]).ExecuteAsync(Token)).Id);
        }

        await IsMissingAsync(() => Containers.Inspect(container.Id[..20] + "xyz").ExecuteAsync(Token), container.Id[..20] + "xyz");
    }

    [Fact]
    public async Task The_beginning_of_several_ids_is_refused()
    {
        // Of 17 ids two begin with the same digit.
        var ids = new List<string>();
        for (int i = 0; i < 17; i++)
        {
            ids.Add((await Create("true").ExecuteAsync(Token)).Id);
        }

        string prefix = ids.GroupBy(static id => id[..1]).First(static group => group.Count() > 1).Key;
        string words = $"multiple IDs found with provided prefix: {prefix}";
        if (Engine.IsOld)
        {
            await FailsAsync<DockerEngineException>(() => Containers.Inspect(prefix).ExecuteAsync(Token), 500, words);
        }
        else
        {
            await FailsAsync<DockerBadRequestException>(() => Containers.Inspect(prefix).ExecuteAsync(Token), 400, words);
        }
    }

    [Fact]
    public async Task A_name_goes_before_the_beginning_of_an_id()
    {
        Container first = await Create("true").ExecuteAsync(Token);
        Container second = await Create("true").WithName(first.Id[..12]).ExecuteAsync(Token);

        Assert.Equal(second.Id, (await Containers.Inspect(first.Id[..12]).ExecuteAsync(Token)).Id);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found_by_any_verb()
    {
        string name = ScenarioEngine.UniqueName("nobody");
        await IsMissingAsync(() => Containers.Inspect(name).ExecuteAsync(Token), name);
        await IsMissingAsync(() => Containers.Start(name).ExecuteAsync(Token), name);
        await IsMissingAsync(() => Containers.Stop(name).ExecuteAsync(Token), name);
        await IsMissingAsync(() => Containers.Restart(name).ExecuteAsync(Token), name);
        await IsMissingAsync(() => Containers.Kill(name).ExecuteAsync(Token), name);
        await IsMissingAsync(() => Containers.Remove(name).ExecuteAsync(Token), name);
        await IsMissingAsync(() => Containers.Wait(name).ExecuteAsync(Token), name);
        await IsMissingAsync(() => Containers.Logs(name).ExecuteAsync(Token), name);
    }
}
