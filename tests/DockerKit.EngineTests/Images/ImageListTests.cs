namespace DockerKit.EngineTests;

public sealed class ImageListTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task Filters_choose_the_rows_that_the_cli_shows(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        string name = TestEngine.UniqueName("list");
        string container = (await engine.CliOk("create", "--label", TestEngine.Label, TestEngine.Busybox)).Text;
        await engine.CliOk("commit", "--change", $"LABEL {TestEngine.Label}", "--change", "LABEL stage=one", container, $"{name}:1");
        await engine.CliOk("commit", "--change", $"LABEL {TestEngine.Label}", "--change", "LABEL stage=two", container, $"{name}:2");
        await engine.CliOk("tag", $"{name}:1", $"{name}-other/part:x");
        string dangling = (await engine.CliOk("commit", "--change", $"LABEL {TestEngine.Label}", container)).Text;

        ListImagesCommand list = docker.Images.List();
        foreach (ListImagesCommand command in new[]
        {
            list.Matching(name), list.Matching($"{name}:2"), list.WithReference($"{name}*/*"), list.WithReference($"{name}:*").WithReference($"{name}-other/*:x"),
            list.WithLabel(TestEngine.LabelName).WithLabel("stage", "one"), list.Matching(name).Dangling(false), list.Matching(name).Before($"{name}:2"), list.Matching(name).Since(TestEngine.Busybox),
            list.WithLabel(TestEngine.LabelName).WithLabel("stage", "two").All().WithDigests(), list.Matching($"{name}:no"),
        })
        {
            await AssertSameAsync(engine, command);
        }

        IReadOnlyList<ImageSummary> rows = await list.Matching(name).ExecuteAsync(Token);
        Assert.Equal(["1", "2"], rows.Select(static row => row.Tag).Order());
        Assert.All(rows, row => Assert.Equal(ImageReference.Parse($"{name}:{row.Tag}"), row.Reference));
        Assert.Equal("two", rows.Single(static row => row.Tag == "2").Labels["stage"]);

        ImageSummary bare = (await list.Dangling().WithLabel(TestEngine.LabelName).ExecuteAsync(Token)).Single(row => row.Id == dangling);
        Assert.Null(bare.Repository);
        Assert.Null(bare.Reference);
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task An_unknown_image_in_a_filter_is_told(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        var error = await Assert.ThrowsAnyAsync<DockerKitException>(() => docker.Images.List().Before("no-such-image:1").ExecuteAsync(Token));
        Assert.Contains("no-such-image", error.EngineMessage, StringComparison.Ordinal);
        Assert.Contains("docker images -f before=no-such-image:1", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Compares rows and ids with what the real CLI prints for the command's own line. The CLI gives the names of one image in random order.</summary>
    internal static async Task AssertSameAsync(TestEngine engine, ListImagesCommand command)
    {
        string line = command.ToCommandLine();
        bool digests = line.Contains("--digests", StringComparison.Ordinal);
        string[] expected;
        string[] actual;
        string[] again;
        do
        {
            expected = await RowsAsync(engine, line);
            IReadOnlyList<ImageSummary> rows = await command.ExecuteAsync(Token);
            actual = [.. rows.Select(row => digests ? row.ToStringWithDigest() : row.ToString()).Order(StringComparer.Ordinal)];
            again = await RowsAsync(engine, line); // an age that changed meanwhile ("9 seconds ago") is no difference
        }
        while (!expected.SequenceEqual(again));

        Assert.Equal(expected, actual);
        CliResult ids = await engine.Shell(command.IdsOnly().ToCommandLine());
        Assert.Equal(ids.Lines.Order(StringComparer.Ordinal), (await command.IdsOnly().ExecuteAsync(Token)).Order(StringComparer.Ordinal));
    }

    private static async Task<string[]> RowsAsync(TestEngine engine, string line)
    {
        CliResult cli = await engine.Shell(line);
        Assert.True(cli.ExitCode == 0, cli.StandardError);
        return [.. cli.Lines.Skip(1).Select(static row => string.Join("   ", row.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))).Order(StringComparer.Ordinal)];
    }
}
