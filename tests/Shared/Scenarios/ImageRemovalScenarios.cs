namespace DockerKit.Scenarios;

public abstract class ImageRemovalScenarios(ScenarioEngine engine) : Scenario(engine)
{
    private readonly string _name = ScenarioEngine.UniqueName("image");

    [Fact]
    public async Task One_of_two_names_is_taken_away_and_the_image_stays()
    {
        await AddAsync(":1", ":2");

        RemovedImages removed = await Images.Remove($"{_name}:1").ExecuteAsync(Token);
        Assert.Equal([$"{_name}:1"], removed.Untagged);
        Assert.Empty(removed.Deleted);
        Assert.Equal("2", Assert.Single(await Images.List().Matching(_name).ExecuteAsync(Token)).Tag);
    }

    [Fact]
    public async Task The_last_name_takes_the_image_with_it()
    {
        string id = await AddAsync(":1");

        RemovedImages removed = await Images.Remove($"{_name}:1").ExecuteAsync(Token);
        Assert.Equal([$"{_name}:1"], removed.Untagged);
        Assert.Contains(id, removed.Deleted);
        Assert.Empty(await Images.List().Matching(_name).ExecuteAsync(Token));
    }

    [Fact]
    public async Task The_beginning_of_an_id_takes_the_name_and_the_image()
    {
        string id = await AddAsync(":1");

        RemovedImages removed = await Images.Remove(id[7..19]).ExecuteAsync(Token);
        Assert.Equal([$"{_name}:1"], removed.Untagged);
        Assert.Contains(id, removed.Deleted);
    }

    [Fact]
    public async Task An_image_without_a_name_is_removed_by_its_id()
    {
        string id = await Engine.AddImageAsync(new Dictionary<string, string> { ["of"] = _name });

        RemovedImages removed = await Images.Remove(id).ExecuteAsync(Token);
        Assert.Empty(removed.Untagged);
        Assert.Contains(id, removed.Deleted);
        Assert.Empty(await Images.List().WithLabel("of", _name).ExecuteAsync(Token));
    }

    [Fact]
    public async Task An_id_with_names_in_several_repositories_goes_only_by_force()
    {
        string id = await AddAsync(":1", "-other:1");

        await FailsAsync<DockerConflictException>(() => Images.Remove(id).ExecuteAsync(Token), 409, "image is referenced in multiple repositories");
        RemovedImages removed = await Images.Remove(id).Force().ExecuteAsync(Token);
        Assert.Equal([$"{_name}-other:1", $"{_name}:1"], removed.Untagged.Order(StringComparer.Ordinal));
        Assert.Contains(id, removed.Deleted);
    }

    [Fact]
    public async Task An_image_that_a_stopped_container_uses_goes_only_by_force()
    {
        string id = await AddAsync(":1");
        Container container = await CreateOf($"{_name}:1").ExecuteAsync(Token);

        await FailsAsync<DockerConflictException>(() => Images.Remove($"{_name}:1").ExecuteAsync(Token), 409, $"conflict: unable to remove repository reference \"{_name}:1\" (must force) - container {container.Id[..12]} is using its referenced image {id[7..19]}");
        await FailsAsync<DockerConflictException>(() => Images.Remove(id).ExecuteAsync(Token), 409, $"conflict: unable to delete {id[7..19]} (must be forced) - image is being used by stopped container {container.Id[..12]}");
        RemovedImages removed = await Images.Remove($"{_name}:1").Force().ExecuteAsync(Token);
        Assert.Equal([$"{_name}:1"], removed.Untagged);
        Assert.Equal(id, (await container.Inspect().ExecuteAsync(Token)).ImageId);
    }

    [Fact]
    public async Task An_image_that_a_running_container_uses_stays()
    {
        string id = await AddAsync(":1");
        Container container = await RunOf($"{_name}:1").WithCommand("sleep", "1000").StartAsync(Token);

        await FailsAsync<DockerConflictException>(() => Images.Remove($"{_name}:1").ExecuteAsync(Token), 409, $"(must force) - container {container.Id[..12]} is using its referenced image");
        await FailsAsync<DockerConflictException>(() => Images.Remove(id).ExecuteAsync(Token), 409, $"(cannot be forced) - image is being used by running container {container.Id[..12]}");
        await FailsAsync<DockerConflictException>(() => Images.Remove(id).Force().ExecuteAsync(Token), 409, $"(cannot be forced) - image is being used by running container {container.Id[..12]}");
        Assert.Equal([id], await Images.List().Matching(_name).IdsOnly().ExecuteAsync(Token));
    }

    [Fact]
    public async Task What_the_engine_does_not_have_is_not_found()
    {
        var error = await FailsAsync<DockerNotFoundException>(() => Images.Remove($"{_name}:1").ExecuteAsync(Token), 404, $"No such image: {_name}:1");
        Assert.Equal(ResourceKind.Image, error.Kind);
        var latest = await FailsAsync<DockerNotFoundException>(() => Images.Remove(_name).ExecuteAsync(Token), 404, $"No such image: {_name}:latest");
        Assert.Equal(ResourceKind.Image, latest.Kind);
    }

    [Fact]
    public async Task Of_several_those_that_fail_are_told_and_the_others_are_done()
    {
        string id = await AddAsync(":1", ":2");

        var error = await Assert.ThrowsAsync<DockerBulkException<ImageRemoval>>(() => Images.Remove($"{_name}:no", $"{_name}:1", $"{_name}:2").ExecuteAsync(Token));
        Assert.Equal($"{_name}:no", Assert.Single(error.Failures).Key);
        Assert.IsType<DockerNotFoundException>(error.Failures[0].Value);
        Assert.Equal([$"{_name}:1", $"{_name}:2"], error.Result.Succeeded.SelectMany(static item => item.Value!.Untagged));
        Assert.Contains(id, error.Result.Succeeded.SelectMany(static item => item.Value!.Deleted));
    }

    [Fact]
    public async Task Failures_that_are_allowed_are_in_the_result()
    {
        await AddAsync(":1");

        RemovedImages removed = await Images.Remove($"{_name}:1", $"{_name}:no").AllowFailures().ExecuteAsync(Token);
        Assert.False(removed.IsSuccess);
        Assert.Equal([$"{_name}:1"], removed.Untagged);
        Assert.IsType<DockerNotFoundException>(Assert.Single(removed.Failed).Error);
    }

    private Task<string> AddAsync(params string[] endings) => Engine.AddImageAsync(new Dictionary<string, string> { ["of"] = _name }, [.. endings.Select(ending => _name + ending)]);

    [Fact]
    public async Task A_name_without_a_tag_is_latest()
    {
        await AddAsync(":latest", ":1");

        Assert.Equal([$"{_name}:latest"], (await Images.Remove(_name).ExecuteAsync(Token)).Untagged);
        Assert.Equal("1", Assert.Single(await Images.List().Matching(_name).ExecuteAsync(Token)).Tag);
    }

    [Fact]
    public async Task Two_tags_of_one_repository_are_refused_by_id_and_go_by_force()
    {
        string id = await AddAsync(":1", ":2");

        await FailsAsync<DockerConflictException>(() => Images.Remove(id[7..]).ExecuteAsync(Token), 409, $"conflict: unable to delete {id[7..19]} (must be forced) - image is referenced in multiple repositories");
        Assert.Equal([$"{_name}:1", $"{_name}:2"], (await Images.Remove(id[7..]).Force().ExecuteAsync(Token)).Untagged.Order());
    }

    [Fact]
    public async Task A_forced_removal_by_name_of_what_a_container_runs_takes_only_the_name()
    {
        string id = await AddAsync(":1");
        Container container = await RunOf($"{_name}:1").WithCommand("sleep", "1000").StartAsync(Token);

        RemovedImages removed = await Images.Remove($"{_name}:1").Force().ExecuteAsync(Token);
        Assert.Equal([$"{_name}:1"], removed.Untagged);
        Assert.Empty(removed.Deleted);
        Assert.Equal(id, (await container.Inspect().ExecuteAsync(Token)).ImageId);
        ImageSummary row = Assert.Single(await Images.List().WithLabel("of", _name).ExecuteAsync(Token));
        Assert.Equal((id, null), (row.Id, row.Repository));
        Assert.Equal(id[..19], Assert.Single(await Mine.ExecuteAsync(Token)).Image is { Length: 12 } shown ? $"sha256:{shown}" : id[..19]);
    }

    [Fact]
    public async Task One_name_of_an_image_in_use_goes_while_another_stays()
    {
        await AddAsync(":1", ":2");
        await CreateOf($"{_name}:1").ExecuteAsync(Token);

        Assert.Equal([$"{_name}:1"], (await Images.Remove($"{_name}:1").ExecuteAsync(Token)).Untagged);
        await FailsAsync<DockerConflictException>(() => Images.Remove($"{_name}:2").ExecuteAsync(Token), 409, "(must force)");
    }

    [Fact]
    public async Task An_image_goes_once_its_last_container_has_gone()
    {
        string id = await AddAsync(":1");
        Container container = await CreateOf($"{_name}:1").ExecuteAsync(Token);
        await container.Remove().ExecuteAsync(Token);

        Assert.Contains(id, (await Images.Remove($"{_name}:1").ExecuteAsync(Token)).Deleted);
    }
}
