using System.Globalization;

namespace DockerKit.EngineTests;

public sealed class ImageSearchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task A_search_finds_what_the_cli_finds(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        SearchImagesCommand all = docker.Images.Search($"{engine.Registry}/e");
        foreach (SearchImagesCommand search in new[] { all, all.WithMinimumStars(100), all.OfficialOnly(), all.AutomatedOnly(), all.WithLimit(2) })
        {
            string line = search.ToCommandLine().Replace("docker search", "docker search --no-trunc --format '{{.Name}}|{{.Description}}|{{.StarCount}}|{{.IsOfficial}}'", StringComparison.Ordinal);
            CliResult cli = await engine.Shell(line);
            Assert.True(cli.ExitCode == 0, cli.StandardError);
            IReadOnlyList<ImageSearchResult> found = await search.ExecuteAsync(Token);
            Assert.Equal(cli.Lines, found.Select(static r => $"{r.Name}|{r.Description}|{r.Stars.ToString(CultureInfo.InvariantCulture)}|{(r.IsOfficial ? "[OK]" : "")}"));
        }
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task A_term_that_nothing_fits_gives_an_empty_list(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        Assert.Empty(await docker.Images.Search($"{engine.Registry}/no-such-thing").ExecuteAsync(Token));
    }
}
