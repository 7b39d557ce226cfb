using DockerKit.Testing;

namespace DockerKit.Samples.UnitTest;

public sealed class PreviewServiceTests : IAsyncDisposable
{
    private readonly InMemoryDockerEngine _engine = new();
    private readonly DockerKitClient _docker;
    private readonly PreviewService _previews;

    public PreviewServiceTests()
    {
        _engine.AddRegistryImage("site:1", new ImageDefinition { ExposedPorts = ["80"] });
        _engine.AddImage("postgres:17");
        _docker = _engine.Connect();
        _previews = new PreviewService(_docker);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_preview_runs_and_has_a_port_of_its_own()
    {
        int one = await _previews.ShowAsync("main", "site:1", Token);
        int two = await _previews.ShowAsync("fix", "site:1", Token);

        Assert.NotEqual(one, two);
        Assert.Equal(["fix", "main"], (await _previews.ListAsync(Token)).Keys.Order());
    }

    [Fact]
    public async Task Showing_a_branch_again_replaces_its_preview()
    {
        await _previews.ShowAsync("main", "site:1", Token);
        await _previews.ShowAsync("main", "site:1", Token);

        Assert.Single(await _docker.Containers.List().ExecuteAsync(Token));
        Assert.Equal(2, _engine.Calls.Count(static call => call.Verb == EngineVerb.CreateContainer));
    }

    [Fact]
    public async Task A_preview_that_crashes_is_started_again()
    {
        await _previews.ShowAsync("main", "site:1", Token);
        _engine.EndProcess("preview-main", exitCode: 139);

        Assert.StartsWith("Restarting (139)", (await _previews.ListAsync(Token))["main"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_answer_leaves_one_preview_and_not_two()
    {
        _engine.FailNext(EngineVerb.CreateContainer, EngineFault.LostAnswer);
        await _previews.ShowAsync("main", "site:1", Token);

        Assert.Single(await _docker.Containers.List().All().ExecuteAsync(Token));
    }

    [Fact]
    public async Task An_image_that_does_not_exist_is_told()
    {
        var error = await Assert.ThrowsAsync<DockerNotFoundException>(() => _previews.ShowAsync("main", "site:2", Token));
        Assert.Equal("manifest for site:2 not found: manifest unknown: manifest unknown", error.EngineMessage);
    }

    [Fact]
    public async Task A_script_reaches_the_database_of_its_branch()
    {
        string? seen = null;
        _engine.OnRun("postgres", async psql => seen = $"{psql.Environment["BRANCH"]}: {await psql.ReadToEndAsync()}");
        await _previews.FillAsync("main", "insert into t values (1)", Token);

        Assert.Equal("main: insert into t values (1)", seen);
    }

    [Fact]
    public async Task What_a_script_complains_of_is_told()
    {
        _engine.OnRun("postgres", psql => psql.WriteErrorLine("syntax error at \"insrt\"").Exit(3));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _previews.FillAsync("main", "insrt", Token));

        Assert.Equal("The database of main could not be filled: syntax error at \"insrt\"", error.Message);
    }

    [Fact]
    public async Task Clearing_leaves_what_is_not_a_preview()
    {
        await _docker.Containers.Run("postgres:17").WithName("db").StartAsync(Token);
        await _previews.ShowAsync("main", "site:1", Token);
        await _previews.ClearAsync(Token);

        Assert.Equal("db", Assert.Single(await _docker.Containers.List().All().ExecuteAsync(Token)).Name);
    }

    public ValueTask DisposeAsync() => _docker.DisposeAsync();
}
