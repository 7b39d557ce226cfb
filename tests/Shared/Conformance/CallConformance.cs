using DockerKit.Transport;

namespace DockerKit.Conformance;

/// <summary>What all calls have in common: cancelling, disposing, errors, threads.</summary>
public abstract class CallConformance(TransportUnderTest subject) : Conformance(subject)
{
    [Fact]
    public void It_has_a_name_and_says_where_its_engine_is()
    {
        Assert.NotEmpty(Transport.Name);
        Assert.NotEmpty(Transport.Endpoint);
    }

    [Fact]
    public async Task Every_call_with_a_cancelled_token_throws_it_and_does_nothing()
    {
        string nobody = $"nobody-{Guid.NewGuid():N}";
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        foreach ((string name, Func<CancellationToken, Task> call) in CallsAbout(nobody))
        {
            Exception? error = await Record.ExceptionAsync(() => call(source.Token));
            Assert.True(error is OperationCanceledException cancelled && cancelled.CancellationToken == source.Token, $"{name}: {error}");
        }

        Assert.Empty(await Containers.ListAsync(Mine, Token));
    }

    [Fact]
    public async Task Every_call_after_its_disposal_says_that_it_is_disposed_of()
    {
        await Transport.DisposeAsync();
        foreach ((string name, Func<CancellationToken, Task> call) in CallsAbout("nobody"))
        {
            Exception? error = await Record.ExceptionAsync(() => call(Token));
            Assert.True(error is ObjectDisposedException, $"{name}: {error}");
        }

        await Transport.DisposeAsync();
    }

    [Fact]
    public async Task Every_call_about_a_container_that_is_not_there_says_so_in_the_engines_words()
    {
        string nobody = $"nobody-{Guid.NewGuid():N}";
        foreach ((string name, Func<CancellationToken, Task> call) in CallsAboutContainer(nobody))
        {
            Exception? error = await Record.ExceptionAsync(() => call(Token));
            Assert.True(error is DockerNotFoundException { Kind: ResourceKind.Container, StatusCode: 404 } missing && missing.EngineMessage!.Contains($"No such container: {nobody}", StringComparison.Ordinal), $"{name}: {error}");
        }
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_told_apart_from_a_container()
    {
        var remove = await Assert.ThrowsAsync<DockerNotFoundException>(() => Images.RemoveAsync(new RemoveImageRequest { Image = "no-such-image:1" }, Token));
        Assert.Equal((ResourceKind.Image, 404, "No such image: no-such-image:1"), (remove.Kind, remove.StatusCode, remove.EngineMessage));
        CreateContainerRequest request = Request("true");
        var create = await Assert.ThrowsAsync<DockerNotFoundException>(() => Containers.CreateAsync(request with { Configuration = request.Configuration with { Image = "no-such-image:1" } }, Token));
        Assert.Equal((ResourceKind.Image, 404, "No such image: no-such-image:1"), (create.Kind, create.StatusCode, create.EngineMessage));
    }

    [Fact]
    public async Task Calls_at_the_same_time_each_get_their_own_answer()
    {
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateAsync("true")));
        string[] asked = [.. Enumerable.Range(0, 40).Select(i => ids[i % ids.Length])];
        ContainerDetails[] answers = await Task.WhenAll(asked.Select(id => Task.Run(() => Containers.InspectAsync(new InspectContainerRequest { Container = id }, Token))));

        Assert.Equal(asked, answers.Select(static answer => answer.Id));
    }

    [Fact]
    public async Task The_API_version_is_agreed_upon_once()
    {
        Version[] versions = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Transport.System.GetApiVersionAsync(Token).AsTask()));

        Assert.Single(versions.Distinct());
        Assert.True(versions[0] <= (await Transport.System.GetVersionAsync(Token)).ApiVersion);
    }

    [Fact]
    public async Task An_option_that_the_API_version_does_not_have_is_refused_before_anything_is_sent()
    {
        // --signal came with API 1.42. That nobody has this name would be found out only by asking.
        var request = new StopContainerRequest { Container = "nobody-at-all", Signal = "SIGQUIT" };
        if (await Transport.System.GetApiVersionAsync(Token) >= new Version(1, 42))
        {
            await Assert.ThrowsAsync<DockerNotFoundException>(() => Containers.StopAsync(request, Token));
            return;
        }

        var error = await Assert.ThrowsAsync<UnsupportedOptionException>(() => Containers.StopAsync(request, Token));
        Assert.Equal(("--signal", Transport.Name, new Version(1, 42)), (error.Option, error.Transport, error.RequiredApiVersion));
    }

    [Fact]
    public async Task Filters_of_one_name_widen_and_of_several_names_narrow_and_an_unknown_one_is_a_bad_request()
    {
        string one = await CreateAsync("true");
        string two = await CreateAsync("true");

        ListContainersRequest Where(params Filter[] filters) => Mine with { Filters = [.. Mine.Filters, .. filters] };
        Assert.Equal([two, one], (await Containers.ListAsync(Where(new("id", one), new("id", two)), Token)).Select(static row => row.Id));
        Assert.Equal([one], (await Containers.ListAsync(Where(new("id", one), new("status", "created")), Token)).Select(static row => row.Id));
        Assert.Empty(await Containers.ListAsync(Where(new("id", one), new("status", "running")), Token));
        var error = await Assert.ThrowsAsync<DockerBadRequestException>(() => Containers.ListAsync(Where(new Filter("colour", "red")), Token));
        Assert.Contains("colour", error.EngineMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_that_waits_ends_when_it_is_cancelled()
    {
        string id = await StartAsync("sleep", "1000");
        await EndsWhenCancelledAsync(token => Containers.StopAsync(new StopContainerRequest { Container = id, Timeout = TimeSpan.FromMinutes(2) }, token));
    }
}
