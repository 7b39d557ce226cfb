namespace DockerKit.Scenarios;

public abstract class PullScenarios : Scenario
{
    private readonly string _repository;

    protected PullScenarios(ScenarioEngine engine)
        : base(engine) => _repository = $"{engine.Registry}/{ScenarioEngine.UniqueName("pulled")}";

    [Fact]
    public async Task A_pull_gives_the_digest_and_the_image_is_there()
    {
        await Engine.PublishAsync(_repository, "1");

        PulledImage pulled = await Images.Pull($"{_repository}:1").ExecuteAsync(Token);
        Assert.Equal((PullStatus.Downloaded, $"{_repository}:1", $"Downloaded newer image for {_repository}:1"), (pulled.Status, pulled.Address, pulled.StatusLine));
        Assert.Matches("^sha256:[0-9a-f]{64}$", pulled.Digest);
        Assert.Equal(pulled.Digest, Assert.Single(pulled.Tags, static tag => tag.Key == "1").Value);
        ImageSummary row = Assert.Single(await Images.List().Matching(_repository).ExecuteAsync(Token));
        Assert.Equal((_repository, "1", pulled.Digest), (row.Repository, row.Tag, row.Digest));
    }

    [Fact]
    public async Task A_second_pull_finds_it_up_to_date()
    {
        await Engine.PublishAsync(_repository, "1");
        PulledImage first = await Images.Pull($"{_repository}:1").ExecuteAsync(Token);

        PulledImage second = await Images.Pull($"{_repository}:1").ExecuteAsync(Token);
        Assert.Equal((PullStatus.UpToDate, first.Digest, $"Image is up to date for {_repository}:1"), (second.Status, second.Digest, second.StatusLine));
        Assert.Single(await Images.List().Matching(_repository).ExecuteAsync(Token));
    }

    [Fact]
    public async Task Without_a_tag_it_is_latest()
    {
        await Engine.PublishAsync(_repository, "latest");

        Assert.Equal($"{_repository}:latest", (await Images.Pull(_repository).ExecuteAsync(Token)).Address);
    }

    [Fact]
    public async Task A_tag_that_has_moved_is_downloaded_anew_and_the_old_image_keeps_its_digest()
    {
        await Engine.PublishAsync(_repository, "1");
        PulledImage first = await Images.Pull($"{_repository}:1").ExecuteAsync(Token);
        await Engine.PublishAsync(_repository, "1");

        PulledImage second = await Images.Pull($"{_repository}:1").ExecuteAsync(Token);
        Assert.Equal(PullStatus.Downloaded, second.Status);
        Assert.NotEqual(first.Digest, second.Digest);
        IReadOnlyList<ImageSummary> rows = await Images.List().Matching(_repository).ExecuteAsync(Token);
        Assert.Equal([("1", second.Digest), (null, first.Digest)], rows.Select(static row => (row.Tag, row.Digest)).OrderByDescending(static row => row.Tag, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Progress_never_falls_and_each_layer_goes_through_its_phases()
    {
        await Engine.PublishAsync(_repository, "1");
        List<PullProgress> steps = [];
        await foreach (PullProgress step in Images.Pull($"{_repository}:1").StreamAsync(Token))
        {
            steps.Add(step);
        }

        Assert.Equal(steps.Select(static step => step.Overall).Order(), steps.Select(static step => step.Overall));
        Assert.Equal((1, PullPhase.Finished), (steps[^1].Overall, steps[^1].Phase));
        Assert.All(steps[..^1], static step => Assert.Null(step.Result));
        PulledImage result = steps[^1].Result!;
        Assert.NotEmpty(result.Layers);
        Assert.All(result.Layers, static layer => Assert.Equal(1, layer.Fraction));
        foreach (PullLayer layer in result.Layers.Where(static layer => layer.Phase == PullPhase.Complete))
        {
            PullPhase[] phases = [.. steps.Where(step => step.Layer == layer.Id && step.Phase != PullPhase.Waiting).Select(static step => step.Phase)];
            Assert.Equal(phases.Order(), phases);
            Assert.Equal((PullPhase.Pending, PullPhase.Complete), (phases[0], phases[^1]));
            Assert.Contains(PullPhase.Downloaded, phases);
        }

        // The base is there before, by the image that every engine has.
        Assert.Contains(result.Layers, static layer => layer.Phase == PullPhase.AlreadyExists);
        Assert.Single(result.Layers, static layer => layer.Phase == PullPhase.Complete);
    }

    [Fact]
    public async Task A_digest_pulls_exactly_that_image_and_gives_it_no_tag()
    {
        await Engine.PublishAsync(_repository, "1");
        PulledImage byTag = await Images.Pull($"{_repository}:1").ExecuteAsync(Token);
        await Images.Remove($"{_repository}:1").Force().ExecuteAsync(Token);

        PulledImage byDigest = await Images.Pull($"{_repository}@{byTag.Digest}").ExecuteAsync(Token);
        Assert.Equal((byTag.Digest, $"{_repository}@{byTag.Digest}"), (byDigest.Digest, byDigest.Address));
        Assert.Empty(byDigest.Tags);
        ImageSummary row = Assert.Single(await Images.List().Matching(_repository).ExecuteAsync(Token));
        Assert.Equal((null, byTag.Digest), (row.Tag, row.Digest));
    }

    [Fact]
    public async Task All_tags_come_when_they_are_asked_for()
    {
        foreach (string tag in new[] { "a", "b" })
        {
            await Engine.PublishAsync(_repository, tag);
        }

        PulledImage all = await Images.Pull(_repository).AllTags().ExecuteAsync(Token);
        Assert.Equal(["a", "b"], all.Tags.Keys.Order());
        Assert.Equal(["a", "b"], (await Images.List().Matching(_repository).ExecuteAsync(Token)).Select(static row => row.Tag).Order());
    }

    [Fact]
    public async Task What_the_registry_does_not_have_is_not_found()
    {
        await Engine.PublishAsync(_repository, "1");

        var tag = await Assert.ThrowsAsync<DockerNotFoundException>(() => Images.Pull($"{_repository}:no").ExecuteAsync(Token));
        Assert.Equal((ResourceKind.Image, $"manifest for {_repository}:no not found: manifest unknown: manifest unknown"), (tag.Kind, tag.EngineMessage));
        var repository = await Assert.ThrowsAsync<DockerNotFoundException>(() => Images.Pull($"{_repository}-no").ExecuteAsync(Token));
        Assert.Equal(ResourceKind.Image, repository.Kind);
        Assert.Empty(await Images.List().Matching(_repository).ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_run_pulls_what_is_missing_and_only_that()
    {
        await Engine.PublishAsync(_repository, "1");

        var missing = await Assert.ThrowsAsync<DockerNotFoundException>(() => RunOf($"{_repository}:1").WithPull(PullPolicy.Never).WithCommand("true").ExecuteAsync(Token));
        Assert.Equal(ResourceKind.Image, missing.Kind);
        Assert.Equal("hello", (await RunOf($"{_repository}:1").WithCommand("echo", "hello").RemoveWhenDone().ExecuteAsync(Token)).ToString());
        string first = Assert.Single(await Images.List().Matching(_repository).IdsOnly().ExecuteAsync(Token));

        await Engine.PublishAsync(_repository, "1");
        await CreateOf($"{_repository}:1").ExecuteAsync(Token);
        Assert.Equal([first], await Images.List().Matching(_repository).IdsOnly().ExecuteAsync(Token));
        Container newer = await CreateOf($"{_repository}:1").WithPull(PullPolicy.Always).ExecuteAsync(Token);
        Assert.NotEqual(first, (await newer.Inspect().ExecuteAsync(Token)).ImageId);
    }

    [Fact]
    public async Task A_pulled_image_is_removed_with_its_digest()
    {
        await Engine.PublishAsync(_repository, "1");
        PulledImage pulled = await Images.Pull($"{_repository}:1").ExecuteAsync(Token);

        RemovedImages removed = await Images.Remove($"{_repository}:1").ExecuteAsync(Token);
        Assert.Equal([$"{_repository}:1", $"{_repository}@{pulled.Digest}"], removed.Untagged);
        Assert.NotEmpty(removed.Deleted);
        Assert.Empty(await Images.List().Matching(_repository).ExecuteAsync(Token));
    }
}
