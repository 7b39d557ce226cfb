namespace DockerKit.EngineTests;

public sealed class ImagePullTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task A_pull_tells_each_layer_a_whole_that_rises_and_the_result_that_the_cli_prints(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        string name = $"{engine.Registry}/dockerkit/layers:2";
        await engine.Cli("rmi", "-f", name);
        try
        {
            var steps = new List<PullProgress>();
            await foreach (PullProgress step in docker.Images.Pull(name).StreamAsync(Token))
            {
                steps.Add(step);
            }

            Assert.Equal(steps.Select(static s => s.Overall).Order(), steps.Select(static s => s.Overall));
            Assert.Equal(steps.Select(static s => s.OverallBytes).Order(), steps.Select(static s => s.OverallBytes));
            Assert.Contains(steps, static s => s.Phase == PullPhase.Downloading && s.Overall is > 0 and < 1 && s.Current <= s.Total);
            PulledImage pulled = steps[^1].Result!;
            Assert.Equal((1, PullStatus.Downloaded, name), (steps[^1].Overall, pulled.Status, pulled.Address));
            Assert.True(pulled.Layers.Count >= 7);
            Assert.All(pulled.Layers, static layer => Assert.Equal(1, layer.Fraction));

            // The CLI, asked for the same again, says that it is up to date; so do we, in its very words.
            CliResult cli = await engine.CliOk("pull", name);
            PulledImage same = await docker.Images.Pull(name).ExecuteAsync(Token);
            Assert.Equal(PullStatus.UpToDate, same.Status);
            Assert.Equal(pulled.Digest, same.Digest);
            Assert.Equal(cli.Lines.TakeLast(3), same.ToString().Split(Environment.NewLine));
            string repository = $"{engine.Registry}/dockerkit/layers"; // with a tag, the engine would leave the digests out
            ImageSummary row = Assert.Single(await docker.Images.List().Matching(repository).ExecuteAsync(Token), static row => row.Tag == "2");
            Assert.Equal(pulled.Digest, row.Digest);
        }
        finally
        {
            await engine.Cli("rmi", "-f", name);
        }
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task A_pull_by_digest_has_no_tag(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        string name = $"{engine.Registry}/dockerkit/web";
        string digest = (await docker.Images.Pull($"{name}:1").ExecuteAsync(Token)).Digest!;
        await docker.Images.Remove($"{name}:1").Force().ExecuteAsync(Token);
        try
        {
            PulledImage pulled = await docker.Images.Pull(ImageReference.Parse(name).WithDigest(digest)).ExecuteAsync(Token);
            Assert.Equal((digest, $"{name}@{digest}"), (pulled.Digest, pulled.Address));
            ImageSummary row = Assert.Single(await docker.Images.List().Matching(name).ExecuteAsync(Token));
            Assert.Equal((name, null, digest), (row.Repository, row.Tag, row.Digest));
            await ImageListTests.AssertSameAsync(engine, docker.Images.List().Matching(name).WithDigests());
        }
        finally
        {
            await engine.Cli("rmi", "-f", $"{name}@{digest}");
        }
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task All_tags_come_only_when_asked_for(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        string name = $"{engine.Registry}/dockerkit/many";
        try
        {
            // The repository has a, b and c, and no latest.
            var error = await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Images.Pull(name).ExecuteAsync(Token));
            Assert.Equal(ResourceKind.Image, error.Kind);
            Assert.Empty(await docker.Images.List().Matching(name).ExecuteAsync(Token));

            PulledImage all = await docker.Images.Pull(name).AllTags().ExecuteAsync(Token);
            Assert.Equal(["a", "b", "c"], all.Tags.Keys.Order());
            Assert.Equal(PullStatus.Downloaded, all.Status);
            IReadOnlyList<ImageSummary> rows = await docker.Images.List().Matching(name).ExecuteAsync(Token);
            Assert.Equal(["a", "b", "c"], rows.Select(static row => row.Tag).Order());
            Assert.All(rows, row => Assert.Equal(all.Tags[row.Tag!], row.Digest));
        }
        finally
        {
            await engine.Cli("rmi", "-f", $"{name}:a", $"{name}:b", $"{name}:c");
        }
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task What_the_registry_does_not_have_is_not_found(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        var tag = await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Images.Pull($"{engine.Registry}/dockerkit/busybox:nope").ExecuteAsync(Token));
        var repository = await Assert.ThrowsAnyAsync<DockerKitException>(() => docker.Images.Pull($"{engine.Registry}/no/such").ExecuteAsync(Token));
        Assert.Contains("manifest unknown", tag.EngineMessage, StringComparison.Ordinal);
        Assert.True(repository is DockerNotFoundException or DockerUnauthorizedException, repository.ToString());
        Assert.Equal((await engine.Cli("pull", $"{engine.Registry}/dockerkit/busybox:nope")).StandardError.Trim(), $"Error response from daemon: {tag.EngineMessage}");
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task Cancelling_stops_the_pull(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        string name = $"{engine.Registry}/dockerkit/large:1";
        await engine.Cli("rmi", "-f", name);
        try
        {
            using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (PullProgress step in docker.Images.Pull(name).StreamAsync(source.Token))
                {
                    if (step.Phase is PullPhase.Pending or PullPhase.Waiting or PullPhase.Downloading)
                    {
                        await source.CancelAsync();
                    }
                }
            });
            Assert.Equal(source.Token, error.CancellationToken);
            Assert.Empty(await docker.Images.List().Matching(name).ExecuteAsync(Token));
        }
        finally
        {
            await engine.Cli("rmi", "-f", name);
        }
    }
}
