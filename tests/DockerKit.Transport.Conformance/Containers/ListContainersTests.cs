namespace DockerKit.Transport.Conformance;

public sealed class ListContainersTests
{
    internal const string Rows = """
        [{"Id":"8dfafdbc3a40","Names":["/app/db","/db"],"Image":"ubuntu:latest","ImageID":"sha256:d74508fb6632","Command":"echo \"1\"","Created":1738324800,
          "Ports":[{"PrivatePort":2222,"PublicPort":3333,"Type":"tcp","IP":"0.0.0.0"},{"PrivatePort":53,"Type":"udp"}],
          "Labels":{"a":"1","b.c":"\u00e9"},"State":"running","Status":"Up 5 minutes (healthy)","HostConfig":{"NetworkMode":"default","Annotations":{"x":"y"}},
          "NetworkSettings":{"Networks":{"backend":{"IPAddress":"172.17.0.2","Aliases":["x"]},"bridge":{}}},
          "Mounts":[{"Type":"volume","Name":"data","Source":"/var/lib/docker/volumes/data/_data","Destination":"/data"},{"Type":"bind","Source":"/srv","Destination":"/x"}],
          "SizeRw":12,"SizeRootFs":4096,"New":{"in":["a","newer",{"engine":null}]}},
         {"Id":"9cd87474be90","Names":["/web"],"Image":"ubuntu:latest","ImageID":"sha256:d74508fb6632","Ports":null,"Labels":null,"NetworkSettings":null,"Mounts":null,"State":"hibernating","SizeRootFs":4096},
         {}]
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_has_every_column_and_what_is_unknown_or_missing_does_no_harm()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/containers/json", Reply.Json(Rows));
        await using DockerKitClient docker = engine.Docker();
        IReadOnlyList<ContainerSummary> rows = await docker.Containers.List().ExecuteAsync(Token);

        Assert.Equal(3, rows.Count);
        ContainerSummary db = rows[0];
        Assert.Equal(("8dfafdbc3a40", "db", "ubuntu:latest", "sha256:d74508fb6632", "echo \"1\""), (db.Id, db.Name, db.Image, db.ImageId, db.Command));
        Assert.Equal(["app/db", "db"], db.Names);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1738324800), db.Created);
        Assert.Equal((ContainerState.Running, "Up 5 minutes (healthy)"), (db.State, db.Status));
        Assert.Equal("53/udp, 0.0.0.0:3333->2222/tcp", db.PortsText);
        Assert.Equal("é", db.Labels["b.c"]);
        Assert.Equal(["backend", "bridge"], db.Networks);
        Assert.Equal(["data", "/srv"], db.Mounts);
        Assert.Equal((12, 4096), (db.WritableSize!.Value.Bytes, db.TotalSize!.Value.Bytes));

        Assert.Equal(("web", ContainerState.Unknown, "", 0), (rows[1].Name, rows[1].State, rows[1].PortsText, rows[1].Labels.Count));
        Assert.Equal(0, rows[1].WritableSize!.Value.Bytes);
        Assert.Same(db.ImageId, rows[1].ImageId);
        Assert.Equal(("", ""), (rows[2].Id, rows[2].Name));
        Assert.Null(rows[2].TotalSize);
    }

    [Fact]
    public async Task Everything_is_asked_in_one_request()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/containers/json", Reply.Json(Rows));
        await using DockerKitClient docker = engine.Docker();
        await docker.Containers.List().All().Last(3).WithSize().WithLabel("a", "1").WithStatus(ContainerState.Exited, ContainerState.Dead).ExecuteAsync(Token);

        RecordedRequest call = Assert.Single(engine.Calls);
        Assert.Equal(("1", "3", "1"), (call.Parameter("all"), call.Parameter("limit"), call.Parameter("size")));
        Assert.Equal("""{"label":["a=1"],"status":["exited","dead"]}""", call.Parameter("filters"));
    }

    [Fact]
    public async Task Without_options_nothing_is_added_to_the_request()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/containers/json", Reply.Json("null"));
        await using DockerKitClient docker = engine.Docker();

        Assert.Empty(await docker.Containers.List().ExecuteAsync(Token));
        Assert.Equal("", Assert.Single(engine.Calls).Query);
    }

    [Theory]
    [InlineData("[{\"Id\":\"a\"}")]
    [InlineData("[{\"Id\":\"a\"}] x")]
    [InlineData("{}")]
    [InlineData("[{\"Id\":7}]")]
    [InlineData("")]
    public async Task An_answer_that_is_no_list_is_an_error_that_says_so(string body)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/containers/json", Reply.Json(body));
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Containers.List().ExecuteAsync(Token));

        Assert.Contains("GET /containers/json", error.Message, StringComparison.Ordinal);
        Assert.Equal("docker ps", error.CommandLine);
    }

    [Fact]
    public async Task A_list_that_is_cut_off_is_an_error()
    {
        Reply whole = Reply.Json(Rows);
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/containers/json", whole.CutAfter(whole.HeadLength + 300));
        await using DockerKitClient docker = engine.Docker();
        await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Containers.List().ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_long_list_in_small_pieces_comes_whole()
    {
        string row = "{\"Id\":\"" + new string('a', 64) + "\",\"Names\":[\"/n\"]}";
        Reply whole = Reply.Json("[" + string.Join(',', Enumerable.Repeat(row, 1000)) + "]");
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/containers/json", whole.Trickle(1009));
        await using DockerKitClient docker = engine.Docker();

        Assert.Equal(1000, (await docker.Containers.List().ExecuteAsync(Token)).Count(static c => c.Id.Length == 64 && c.Name == "n"));
    }

    [Fact]
    public async Task A_filter_that_the_engine_refuses_is_an_error_in_its_words()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/containers/json", Reply.Error(400, "invalid filter 'colour'"));
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAsync<DockerBadRequestException>(() => docker.Containers.List().WithFilter("colour", "red").ExecuteAsync(Token));

        Assert.Equal("invalid filter 'colour'", error.EngineMessage);
    }

    [Fact]
    public async Task A_container_whose_time_no_calendar_has_does_not_hide_the_others()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("GET", "/containers/json", Reply.Json("""[{"Id":"a","Created":-9223372036854775808},{"Id":"b","Created":9223372036854775807},{"Id":"c","Created":0}]"""));
        await using DockerKitClient docker = engine.Docker();

        Assert.Equal([1, 9999, 1970], (await docker.Containers.List().ExecuteAsync(Token)).Select(static container => container.Created.Year));
    }
}
