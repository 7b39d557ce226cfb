namespace DockerKit.Scenarios;

public abstract class SearchScenarios(ScenarioEngine engine) : Scenario(engine)
{
    [Fact]
    public async Task A_search_gives_what_fits_in_the_registrys_order()
    {
        IReadOnlyList<ImageSearchResult> found = await Images.Search($"{Engine.Registry}/dockerkit/").ExecuteAsync(Token);

        Assert.Equal(["dockerkit/busybox", "dockerkit/web", "dockerkit/layers", "dockerkit/large", "dockerkit/many"], found.Select(static result => result.Name));
        Assert.Equal(new ImageSearchResult { Name = "dockerkit/busybox", Description = "One static binary with the usual tools, and a shell", Stars = 3200, IsOfficial = true }, found[0]);
    }

    [Fact]
    public async Task Stars_and_being_official_choose_and_a_limit_cuts()
    {
        SearchImagesCommand all = Images.Search($"{Engine.Registry}/dockerkit/");

        Assert.Equal(3, (await all.WithMinimumStars(400).ExecuteAsync(Token)).Count);
        Assert.Equal("dockerkit/busybox", Assert.Single(await all.OfficialOnly().ExecuteAsync(Token)).Name);
        Assert.Equal(2, (await all.WithLimit(2).ExecuteAsync(Token)).Count);
        Assert.Empty(await all.WithMinimumStars(400).WithMinimumStars(100_000).ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_term_that_nothing_fits_gives_an_empty_list()
    {
        Assert.Empty(await Images.Search($"{Engine.Registry}/no-such-thing").ExecuteAsync(Token));
    }
}
