using DockerKit.Transport;

namespace DockerKit.Tests;

public sealed class RemoveImagesCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_images_go_in_the_order_given_and_the_result_holds_all_lines()
    {
        var transport = new FakeTransport
        {
            OnRemoveImage = static (request, _) => Task.FromResult(new ImageRemoval { Untagged = [request.Image], Deleted = [$"sha256:{request.Image}"] }),
        };
        await using DockerKitClient docker = transport.Connect();
        RemoveImagesCommand remove = docker.Images.Remove("php:8.3", "mysql", "php:8.3").Force().NoPrune();
        RemovedImages removed = await remove.ExecuteAsync(Token);
        Assert.True(removed.IsSuccess);
        Assert.Equal(["php:8.3", "mysql"], removed.Untagged);
        Assert.Equal(["sha256:php:8.3", "sha256:mysql"], removed.Deleted);
        Assert.Equal(
            [new RemoveImageRequest { Image = "php:8.3", Force = true, NoPrune = true }, new RemoveImageRequest { Image = "mysql", Force = true, NoPrune = true }],
            transport.Requests);
        Assert.Equal("docker rmi -f --no-prune php:8.3 mysql php:8.3", remove.ToCommandLine());
    }

    [Fact]
    public async Task One_that_fails_does_not_keep_the_others_and_is_told_with_them()
    {
        FakeTransport transport = Failing("b", static () => new DockerNotFoundException("No such image: b") { StatusCode = 404, EngineMessage = "No such image: b" });
        await using DockerKitClient docker = transport.Connect();
        var error = await Assert.ThrowsAsync<DockerBulkException<ImageRemoval>>(() => docker.Images.Remove("a", "b", "c").ExecuteAsync(Token));
        Assert.Equal("b", Assert.Single(error.Failures).Key);
        Assert.Equal(["a", "c"], error.Result.Succeeded.Select(static item => item.Target));

        RemovedImages removed = await docker.Images.Remove("a", "b", "c").AllowFailures().ExecuteAsync(Token);
        Assert.False(removed.IsSuccess);
        Assert.IsType<DockerNotFoundException>(Assert.Single(removed.Failed).Error);
        Assert.Equal(["a", "c"], removed.Untagged);
    }

    [Fact]
    public async Task The_error_of_a_single_image_is_thrown_as_it_is()
    {
        FakeTransport transport = Failing("b", static () => new DockerConflictException("in use") { StatusCode = 409 });
        await using DockerKitClient docker = transport.Connect();
        var error = await Assert.ThrowsAsync<DockerConflictException>(() => docker.Images.Remove("b").ExecuteAsync(Token));
        Assert.Equal("docker rmi b", error.CommandLine);
    }

    [Fact]
    public async Task An_image_that_others_are_built_on_goes_after_them()
    {
        var gone = new HashSet<string>();
        var transport = new FakeTransport
        {
            OnRemoveImage = (request, _) =>
            {
                bool blocked = request.Image == "base" && !gone.Contains("child");
                gone.Add(request.Image);
                return blocked ? throw new DockerConflictException("image has dependent child images") { StatusCode = 409 } : Task.FromResult(new ImageRemoval { Untagged = [request.Image] });
            },
        };
        await using DockerKitClient docker = transport.Connect();
        RemovedImages removed = await docker.Images.Remove("base", "child").ExecuteAsync(Token);
        Assert.Equal(["base", "child"], removed.Untagged);
    }

    [Fact]
    public async Task Images_that_stay_in_use_are_not_tried_for_ever()
    {
        FakeTransport transport = Failing("b", static () => new DockerConflictException("in use") { StatusCode = 409 });
        await using DockerKitClient docker = transport.Connect();
        await Assert.ThrowsAsync<DockerBulkException<ImageRemoval>>(() => docker.Images.Remove("a", "b").ExecuteAsync(Token));
        Assert.Equal(3, transport.Requests.Count);
    }

    [Fact]
    public async Task Forced_a_missing_image_is_no_failure()
    {
        FakeTransport transport = Failing("b", static () => new DockerNotFoundException("No such image: b") { StatusCode = 404 });
        await using DockerKitClient docker = transport.Connect();
        RemovedImages removed = await docker.Images.Remove("b").Force().ExecuteAsync(Token);
        Assert.True(removed.IsSuccess);
        Assert.Empty(removed.Untagged);
    }

    [Fact]
    public async Task Missing_after_a_lost_answer_is_done()
    {
        var transport = new FakeTransport();
        transport.OnRemoveImage = (_, _) => throw (transport.Requests.Count == 1
            ? new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected }
            : new DockerNotFoundException("No such image: a") { StatusCode = 404 });
        await using DockerKitClient docker = transport.Connect();
        Assert.True((await docker.Images.Remove("a").ExecuteAsync(Token)).IsSuccess);
        Assert.Equal(2, transport.Requests.Count);
    }

    [Fact]
    public async Task An_engine_that_is_gone_is_not_asked_again_for_each_image()
    {
        var transport = new FakeTransport { OnRemoveImage = static (_, _) => throw new DockerUnavailableException("refused") { Cause = UnavailableCause.Refused, NeverSent = true } };
        await using DockerKitClient docker = transport.Connect(static options => options.Retry.MaxAttempts = 2);
        var error = await Assert.ThrowsAsync<DockerBulkException<ImageRemoval>>(() => docker.Images.Remove("a", "b", "c").ExecuteAsync(Token));
        Assert.Equal(3, error.Failures.Count);
        Assert.Equal(2, transport.Requests.Count);
    }

    [Fact]
    public async Task All_images_are_listed_with_their_layers_and_each_is_removed_once()
    {
        var transport = new FakeTransport
        {
            OnListImages = static (_, _) => Task.FromResult<IReadOnlyList<ImageEntry>>([new() { Id = "sha256:1", RepositoryTags = ["a:1", "b:1"] }, new() { Id = "sha256:2" }]),
            OnRemoveImage = static (request, _) => request.Image == "sha256:2" ? throw new DockerNotFoundException("gone with its child") { StatusCode = 404 } : Task.FromResult(new ImageRemoval { Deleted = [request.Image] }),
        };
        await using DockerKitClient docker = transport.Connect();
        RemovedImages removed = await docker.Images.RemoveAll().Force().ExecuteAsync(Token);
        Assert.Equal(["sha256:1"], removed.Deleted);
        Assert.Equal(2, removed.Count);
        Assert.Equal(
            [new ListImagesRequest { All = true }, new RemoveImageRequest { Image = "sha256:1", Force = true }, new RemoveImageRequest { Image = "sha256:2", Force = true }],
            transport.Requests);
        Assert.Equal("docker rmi -f $(docker images -aq)", docker.Images.RemoveAll().Force().ToCommandLine());
    }

    [Fact]
    public async Task Where_there_are_no_images_nothing_is_removed()
    {
        var transport = new FakeTransport { OnListImages = static (_, _) => Task.FromResult<IReadOnlyList<ImageEntry>>([]) };
        await using DockerKitClient docker = transport.Connect();
        Assert.Empty(await docker.Images.RemoveAll().ExecuteAsync(Token));
        Assert.Empty(await docker.Images.Remove(Array.Empty<string>().AsEnumerable()).ExecuteAsync(Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-f")]
    [InlineData("PHP")]
    [InlineData("php:")]
    public void What_cannot_name_an_image_is_refused(string image)
    {
        ImageOperations images = new FakeTransport().Connect().Images;
        Assert.Contains($"'{image}'", Assert.Throws<ArgumentException>(() => images.Remove(image)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => images.Remove("php", image));
        Assert.Throws<ArgumentException>(() => images.Remove([image]));
    }

    [Theory]
    [InlineData("4abcf2066143")]
    [InlineData("sha256:4abcf2066143")]
    [InlineData("4abcf20661434abcf20661434abcf20661434abcf20661434abcf2066143abcd")]
    [InlineData("php@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("localhost:5000/a/b:1")]
    public void Names_ids_and_beginnings_of_ids_are_taken(string image) =>
        Assert.Equal($"docker rmi {image}", new FakeTransport().Connect().Images.Remove(image).ToCommandLine());

    private static FakeTransport Failing(string image, Func<DockerKitException> error) => new()
    {
        OnRemoveImage = (request, _) => request.Image == image ? throw error() : Task.FromResult(new ImageRemoval { Untagged = [request.Image] }),
    };

    [Fact]
    public async Task A_try_that_never_reached_the_engine_does_not_make_a_missing_image_a_removed_one()
    {
        var transport = new FakeTransport();
        transport.OnRemoveImage = (_, _) => throw (transport.Requests.Count == 1
            ? new DockerUnavailableException("refused") { Cause = UnavailableCause.Refused, NeverSent = true }
            : new DockerNotFoundException("No such image: nope") { StatusCode = 404 });
        await using DockerKitClient docker = transport.Connect();
        await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Images.Remove("nope").ExecuteAsync(Token));
        Assert.Equal(2, transport.Requests.Count);
    }
}
