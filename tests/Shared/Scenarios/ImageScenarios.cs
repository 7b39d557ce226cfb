namespace DockerKit.Scenarios;

public abstract class ImageScenarios(ScenarioEngine engine) : Scenario(engine)
{
    private static readonly Dictionary<string, string> s_noLabels = [];

    [Fact]
    public async Task An_image_has_a_row_for_each_of_its_names()
    {
        string name = ScenarioEngine.UniqueName("image");
        string id = await Engine.AddImageAsync(s_noLabels, $"{name}:1", $"{name}:2", $"{name}-other/part:x");

        IReadOnlyList<ImageSummary> rows = await Images.List().WithReference(name).WithReference($"{name}-other/part").ExecuteAsync(Token);
        Assert.Equal([(name, "1"), (name, "2"), ($"{name}-other/part", "x")], rows.Select(static row => (row.Repository!, row.Tag!)).Order());
        Assert.All(rows, row => Assert.Equal((id, id[7..19]), (row.Id, row.ShortId)));
        Assert.All(rows, static row => Assert.Null(row.Digest));
        Assert.All(rows, static row => Assert.True(row.Size.Bytes > 0));
        Assert.Equal([id, id, id], await Images.List().WithReference(name).WithReference($"{name}-other/part").IdsOnly().ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_name_chooses_its_repository_or_one_tag_of_it()
    {
        string name = ScenarioEngine.UniqueName("image");
        await Engine.AddImageAsync(s_noLabels, $"{name}:1", $"{name}:2");

        Assert.Equal(2, (await Images.List().Matching(name).ExecuteAsync(Token)).Count);
        Assert.Equal("2", Assert.Single(await Images.List().Matching($"{name}:2").ExecuteAsync(Token)).Tag);
        Assert.Equal(2, (await Images.List().WithReference($"{name[..^2]}*").ExecuteAsync(Token)).Count);
        Assert.Empty(await Images.List().Matching($"{name}:3").ExecuteAsync(Token));
        Assert.Empty(await Images.List().Matching($"{name}-no").ExecuteAsync(Token));
    }

    [Fact]
    public async Task An_image_without_a_name_is_a_dangling_one()
    {
        string label = ScenarioEngine.UniqueName("label");
        string id = await Engine.AddImageAsync(new Dictionary<string, string> { ["of"] = label });
        await Engine.AddImageAsync(new Dictionary<string, string> { ["of"] = label }, $"{label}:1");

        ImageSummary row = Assert.Single(await Images.List().WithLabel("of", label).Dangling().ExecuteAsync(Token));
        Assert.Equal((id, null, null, null), (row.Id, row.Repository, row.Tag, row.Reference));
        Assert.Equal("1", Assert.Single(await Images.List().WithLabel("of", label).Dangling(false).ExecuteAsync(Token)).Tag);
        Assert.Equal(2, (await Images.List().WithLabel("of", label).ExecuteAsync(Token)).Count);
    }

    [Fact]
    public async Task Labels_choose_by_key_and_by_value()
    {
        string name = ScenarioEngine.UniqueName("image");
        await Engine.AddImageAsync(new Dictionary<string, string> { ["stage"] = "one", ["of"] = name }, $"{name}:1");
        await Engine.AddImageAsync(new Dictionary<string, string> { ["stage"] = "two", ["of"] = name }, $"{name}:2");

        Assert.Equal(2, (await Images.List().WithLabel("of", name).WithLabel("stage").ExecuteAsync(Token)).Count);
        ImageSummary row = Assert.Single(await Images.List().WithLabel("of", name).WithLabel("stage", "two").ExecuteAsync(Token));
        Assert.Equal(("2", "two"), (row.Tag, row.Labels["stage"]));
        Assert.Empty(await Images.List().WithLabel("of", name).WithLabel("stage", "three").ExecuteAsync(Token));
    }

    [Fact]
    public async Task Before_and_since_cut_the_list_at_an_image()
    {
        string name = ScenarioEngine.UniqueName("image");
        string first = await Engine.AddImageAsync(s_noLabels, $"{name}:1");
        string second = await Engine.AddImageAsync(s_noLabels, $"{name}:2");

        Assert.Equal([first], await Images.List().Matching(name).Before($"{name}:2").IdsOnly().ExecuteAsync(Token));
        Assert.Equal([second], await Images.List().Matching(name).Since(first).IdsOnly().ExecuteAsync(Token));
    }

    [Fact]
    public async Task An_unknown_image_in_a_filter_is_told()
    {
        var error = await Assert.ThrowsAnyAsync<DockerKitException>(() => Images.List().Before("no-such-image:1").ExecuteAsync(Token));
        Assert.Contains("no-such-image:1", error.EngineMessage, StringComparison.Ordinal);
        Assert.IsType<DockerNotFoundException>(error);
    }

    [Fact]
    public async Task A_name_that_is_given_again_leaves_the_first_image_without_one()
    {
        string name = ScenarioEngine.UniqueName("image");
        string first = await Engine.AddImageAsync(new Dictionary<string, string> { ["of"] = name }, $"{name}:1");
        string second = await Engine.AddImageAsync(new Dictionary<string, string> { ["of"] = name }, $"{name}:1");

        Assert.Equal([second], await Images.List().Matching(name).IdsOnly().ExecuteAsync(Token));
        Assert.Equal([first], await Images.List().WithLabel("of", name).Dangling().IdsOnly().ExecuteAsync(Token));
    }

    [Fact]
    public async Task Patterns_choose_as_file_names_do()
    {
        string name = ScenarioEngine.UniqueName("image");
        await Engine.AddImageAsync(s_noLabels, $"{name}/part:1.0", $"{name}/part:1.1", $"{name}/other:2.0");

        foreach ((string pattern, int count) in new[] { ($"{name}/*", 3), ($"{name}/*:1.*", 2), ($"{name}/part", 2), ($"{name}/p?rt:1.0", 1), ($"{name}", 0), ($"*/part:1.1", 1), ($"{name}/[op]*", 3) })
        {
            int found = (await Images.List().WithReference(pattern).ExecuteAsync(Token)).Count(row => row.Repository!.StartsWith(name, StringComparison.Ordinal));
            Assert.True(count == found, $"{pattern}: {found} and not {count}");
        }
    }

    [Fact]
    public async Task Digests_make_a_row_each_where_there_are_some()
    {
        string name = ScenarioEngine.UniqueName("image");
        await Engine.AddImageAsync(s_noLabels, $"{name}:1");

        ImageSummary row = Assert.Single(await Images.List().Matching(name).WithDigests().ExecuteAsync(Token));
        Assert.Null(row.Digest);
        Assert.Equal(name, row.Reference!.Familiar[..name.Length]);
    }
}
