namespace DockerKit.EngineTests;

public sealed class ImageRemoveTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task Several_names_of_one_image_go_in_one_command_and_the_last_takes_the_image(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        (string name, string id) = await MakeAsync(engine, TestEngine.Busybox);
        await engine.CliOk("tag", $"{name}:1", $"{name}:2");
        await engine.CliOk("tag", $"{name}:1", $"{name}-b:1");

        var byId = await Assert.ThrowsAsync<DockerConflictException>(() => docker.Images.Remove(id).ExecuteAsync(Token));
        Assert.Contains("must be forced", byId.EngineMessage, StringComparison.Ordinal);

        RemovedImages removed = await docker.Images.Remove($"{name}:1", $"{name}:2", "no-such-image:1", $"{name}-b:1").AllowFailures().ExecuteAsync(Token);
        Assert.Equal([$"{name}:1", $"{name}:2", $"{name}-b:1"], removed.Untagged);
        Assert.Contains(id, removed.Deleted);
        BulkItem<ImageRemoval> failed = Assert.Single(removed.Failed);
        Assert.Equal("no-such-image:1", failed.Target);
        Assert.IsType<DockerNotFoundException>(failed.Error);
        Assert.NotEqual(0, (await engine.Cli("image", "inspect", id)).ExitCode);
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task An_image_goes_together_with_those_that_are_built_on_it_in_any_order(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        (string name, string parent) = await MakeAsync(engine, TestEngine.Busybox);
        (_, string child) = await MakeAsync(engine, $"{name}:1");
        Assert.Contains("dependent child images", (await Assert.ThrowsAsync<DockerConflictException>(() => docker.Images.Remove(parent).ExecuteAsync(Token))).EngineMessage, StringComparison.Ordinal);
        RemovedImages removed = await docker.Images.Remove(parent, child).ExecuteAsync(Token);
        Assert.Contains(parent, removed.Deleted);
        Assert.Contains(child, removed.Deleted);
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task An_image_that_a_stopped_container_uses_goes_only_by_force(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        (string name, _) = await MakeAsync(engine, TestEngine.Busybox);
        await engine.CliOk("create", "--label", TestEngine.Label, $"{name}:1");
        var used = await Assert.ThrowsAsync<DockerConflictException>(() => docker.Images.Remove($"{name}:1").ExecuteAsync(Token));
        Assert.Contains("must force", used.EngineMessage, StringComparison.Ordinal);
        Assert.Equal([$"{name}:1"], (await docker.Images.Remove($"{name}:1").Force().ExecuteAsync(Token)).Untagged);
    }

    private static async Task<(string Name, string Id)> MakeAsync(TestEngine engine, string image)
    {
        string name = TestEngine.UniqueName("rmi");
        string container = (await engine.CliOk("create", "--label", TestEngine.Label, image, "sh")).Text;
        string id = (await engine.CliOk("commit", "--change", $"LABEL {TestEngine.Label}", "--change", $"LABEL name={name}", container, $"{name}:1")).Text;
        await engine.CliOk("rm", container);
        return (name, id);
    }
}
