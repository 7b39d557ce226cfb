namespace DockerKit.Transport.Conformance;

/// <summary>List, search and remove, as they look on the wire and as they come back.</summary>
public sealed class ImageTransportTests
{
    private const string Id = "sha256:4abcf2066143aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Digest = "sha256:abababababababababababababababababababababababababababababababab";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_read_whatever_the_engine_adds_or_leaves_out()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/images/json", Reply.Json(
            $$"""
            [{"Id":"{{Id}}","ParentId":"sha256:1","RepoTags":["php:8.3"],"RepoDigests":["php@{{Digest}}"],"Created":1700000000,"Size":512345678,
              "SharedSize":-1,"Containers":-1,"Labels":{"stage":"test"},"VirtualSize":1,"Manifests":[{"ID":"x"}],"New":{"a":[1] } },
             {"Id":"{{Id}}","RepoTags":["<none>:<none>"],"RepoDigests":["<none>@<none>"],"Created":0,"Size":0,"SharedSize":7,"Containers":2,"Labels":null},
             {"Id":"{{Id}}","RepoTags":null,"RepoDigests":null,"Size":null},
             {}]
            """));
        await using DockerKitClient docker = engine.Docker();
        IReadOnlyList<ImageSummary> rows = await docker.Images.List().ExecuteAsync(Token);
        Assert.Equal(4, rows.Count);
        ImageSummary php = rows[0];
        Assert.Equal(("php", "8.3", Digest, "4abcf2066143", "sha256:1"), (php.Repository, php.Tag, php.Digest, php.ShortId, php.ParentId));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000000), php.Created);
        Assert.Equal((512345678, null, null), (php.Size.Bytes, php.SharedSize, php.Containers));
        Assert.Equal("test", php.Labels["stage"]);
        Assert.Equal((null, null, 7L, 2), (rows[1].Repository, rows[1].Tag, rows[1].SharedSize?.Bytes, rows[1].Containers));
        Assert.Empty(rows[1].Labels);
        Assert.Null(rows[2].Reference);
        Assert.Equal("", rows[3].Id);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Nothing_is_an_empty_list_however_it_is_written(string json)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("GET", "/images/json", Reply.Json(json))
            .On("GET", "/images/search", Reply.Json(json));
        await using DockerKitClient docker = engine.Docker();
        Assert.Empty(await docker.Images.List().ExecuteAsync(Token));
        Assert.Empty(await docker.Images.Search("mysql").ExecuteAsync(Token));
    }

    [Fact]
    public async Task Filters_of_a_list_arrive_false_ones_too()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/images/json", Reply.Json("[]"));
        await using DockerKitClient docker = engine.Docker();
        await docker.Images.List().ExecuteAsync(Token);
        await docker.Images.List().All().Dangling(false).WithLabel("a", "b=c&d").WithLabel("e").Matching("php").ExecuteAsync(Token);
        Assert.Equal("", engine.Calls[0].Query);
        Assert.Equal("1", engine.Calls[1].Parameter("all"));
        Assert.Equal("""{"dangling":["false"],"label":["a=b&c","e"],"reference":["php"]}""".Replace("b&c", "b=c\\u0026d", StringComparison.Ordinal), engine.Calls[1].Parameter("filters"));
    }

    [Fact]
    public async Task A_search_sends_what_it_was_given_zero_too()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/images/search", Reply.Json(
            """[{"star_count":15000,"is_official":true,"name":"mysql","is_automated":false,"description":"A \"database\"","pull_count":9},{"name":"x/mysql"}]"""));
        await using DockerKitClient docker = engine.Docker();
        IReadOnlyList<ImageSearchResult> found = await docker.Images.Search("localhost:5000/my sql").WithMinimumStars(0).OfficialOnly().WithLimit(100).ExecuteAsync(Token);
        Assert.Equal(new ImageSearchResult { Name = "mysql", Description = "A \"database\"", Stars = 15000, IsOfficial = true }, found[0]);
        Assert.Equal(new ImageSearchResult { Name = "x/mysql" }, found[1]);
        RecordedRequest call = Assert.Single(engine.Calls);
        Assert.Equal(("localhost:5000/my sql", "100"), (call.Parameter("term"), call.Parameter("limit")));
        Assert.Equal("""{"stars":["0"],"is-official":["true"]}""", call.Parameter("filters"));
    }

    [Fact]
    public async Task A_removal_tells_what_was_untagged_and_what_deleted()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("DELETE", "/images/localhost:5000/a/b:1", Reply.Json($$"""[{"Untagged":"localhost:5000/a/b:1"},{"Untagged":"localhost:5000/a/b@{{Digest}}"},{"Deleted":"{{Id}}"},{"Deleted":"sha256:2","New":1}]"""));
        await using DockerKitClient docker = engine.Docker();
        RemovedImages removed = await docker.Images.Remove("localhost:5000/a/b:1").ExecuteAsync(Token);
        await docker.Images.Remove("localhost:5000/a/b:1").Force().NoPrune().ExecuteAsync(Token);
        Assert.Equal(["localhost:5000/a/b:1", $"localhost:5000/a/b@{Digest}"], removed.Untagged);
        Assert.Equal([Id, "sha256:2"], removed.Deleted);
        Assert.Equal("", engine.Calls[0].Query);
        Assert.Equal(("1", "1"), (engine.Calls[1].Parameter("force"), engine.Calls[1].Parameter("noprune")));
    }

    [Fact]
    public async Task An_image_that_is_missing_or_in_use_is_told_in_the_engines_words()
    {
        const string Missing = "No such image: nope:1";
        const string Used = "conflict: unable to remove repository reference \"web:1\" (must force) - container 1 is using its referenced image 2";
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("DELETE", "/images/nope:1", Reply.Error(404, Missing))
            .On("DELETE", "/images/web:1", Reply.Error(409, Used));
        await using DockerKitClient docker = engine.Docker();
        var missing = await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Images.Remove("nope:1").ExecuteAsync(Token));
        Assert.Equal((Missing, Missing, ResourceKind.Image, 404), (missing.Summary, missing.EngineMessage, missing.Kind, missing.StatusCode));
        Assert.Equal("docker rmi nope:1", missing.CommandLine);
        Assert.Equal(Used, (await Assert.ThrowsAsync<DockerConflictException>(() => docker.Images.Remove("web:1").ExecuteAsync(Token))).EngineMessage);
    }

    [Theory]
    [InlineData("{\"Id\":1}")]
    [InlineData("[{\"Id\":1}]")]
    [InlineData("[{\"Id\":\"a\"}")]
    [InlineData("<html>")]
    public async Task An_answer_that_is_not_such_json_is_an_error_of_its_own(string body)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/images/json", Reply.Json(body));
        await using DockerKitClient docker = engine.Docker();
        await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Images.List().ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_hundred_calls_and_a_hundred_errors_share_a_connection()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("GET", "/images/json", Reply.Json("[]"))
            .On("POST", "/images/create", Reply.Error(404, "manifest for php:no not found: manifest unknown: manifest unknown"));
        await using DockerKitClient docker = engine.Docker();
        for (int i = 0; i < 100; i++)
        {
            await docker.Images.List().ExecuteAsync(Token);
            await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Images.Pull("php:no").ExecuteAsync(Token));
        }

        Assert.InRange(engine.ConnectionsOpened, 1, 2);
    }

    [Fact]
    public async Task An_image_whose_time_no_calendar_has_does_not_hide_the_others()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("GET", "/images/json", Reply.Json("""[{"Id":"sha256:a","Created":-62167219200},{"Id":"sha256:b","Created":9000000000000},{"Id":"sha256:c","Created":0}]"""));
        await using DockerKitClient docker = engine.Docker();

        Assert.Equal([1, 9999, 1970], (await docker.Images.List().ExecuteAsync(Token)).Select(static image => image.Created.Year));
    }

    [Fact]
    public async Task An_item_that_is_null_is_passed_over()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("GET", "/images/json", Reply.Json("""[null,{"Id":"sha256:a"}]"""))
            .On("GET", "/images/search", Reply.Json("""[{"name":"php"},null]"""))
            .On("DELETE", "/images/php", Reply.Json("""[null,{"Untagged":"php:latest"}]"""));
        await using IDockerTransport transport = engine.Transport();

        Assert.Equal("sha256:a", Assert.Single(await transport.Images.ListAsync(new ListImagesRequest(), Token)).Id);
        Assert.Equal("php", Assert.Single(await transport.Images.SearchAsync(new SearchImagesRequest { Term = "php" }, Token)).Name);
        Assert.Equal(["php:latest"], (await transport.Images.RemoveAsync(new RemoveImageRequest { Image = "php" }, Token)).Untagged);
    }
}
