namespace DockerKit.EngineTests;

/// <summary>What concerns every image of the engine, so nothing else may come or go.</summary>
[Collection(EngineCleanup.AloneCollection)]
public sealed class AllImagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task The_whole_list_is_what_the_cli_prints_and_remove_all_leaves_none(TestEngine engine)
    {
        Assert.True(TestEngine.IsPrivate, "This test removes every image, so it runs on engines that are the run's own: use ./tests/run.sh.");
        await using DockerKitClient docker = engine.Connect();
        await engine.CleanUp();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dockerkit-images-");
        try
        {
            string saved = Path.Combine(folder.FullName, "busybox.tar");
            await engine.CliOk("save", "-o", saved, TestEngine.Busybox);
            try
            {
                string name = TestEngine.UniqueName("all");
                string container = (await engine.CliOk("create", "--label", TestEngine.Label, TestEngine.Busybox, "sh")).Text;
                string parent = (await engine.CliOk("commit", container, $"{name}:1")).Text;
                string onTop = (await engine.CliOk("create", "--label", TestEngine.Label, $"{name}:1", "sh")).Text;
                await engine.CliOk("commit", onTop);
                await engine.CliOk("tag", parent, $"{name}-b:1");
                await engine.CliOk("pull", $"{engine.Registry}/dockerkit/layers:1");
                ListImagesCommand list = docker.Images.List();
                foreach (ListImagesCommand command in new[] { list, list.All(), list.WithDigests(), list.All().WithDigests(), list.Dangling() })
                {
                    await ImageListTests.AssertSameAsync(engine, command);
                }

                RemovedImages removed = await docker.Images.RemoveAll().Force().ExecuteAsync(Token);
                Assert.Contains(TestEngine.Busybox, removed.Untagged);
                Assert.Contains(parent, removed.Deleted);
                Assert.Empty((await engine.CliOk("images", "-aq")).Lines);
                Assert.Empty(await docker.Images.RemoveAll().Force().ExecuteAsync(Token));
            }
            finally
            {
                await engine.CliOk("load", "-i", saved);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
