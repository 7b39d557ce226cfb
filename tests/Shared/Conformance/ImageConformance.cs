using DockerKit.Transport;

namespace DockerKit.Conformance;

/// <summary>Images: pulling with its progress, listing, searching, removing.</summary>
public abstract class ImageConformance(TransportUnderTest subject) : Conformance(subject)
{
    [Fact]
    public async Task A_pull_gives_the_engines_lines_in_order_and_the_image_is_there()
    {
        string image = await Subject.PublishAsync();
        List<ProgressLine> lines = await PullAsync(image, Token);

        var reference = ImageReference.Parse(image);
        Assert.Equal((reference.Tag, $"Pulling from {reference.Repository}"), (lines[0].Id, lines[0].Status));
        Assert.Equal([$"Status: Downloaded newer image for {image}"], lines[^1..].Select(static line => line.Status));
        Assert.Matches("^Digest: sha256:[0-9a-f]{64}$", lines[^2].Status);
        string layer = lines.First(static line => line.Status == "Pull complete").Id!;
        Assert.Equal("Pulling fs layer", lines.First(line => line.Id == layer).Status);
        Assert.All(lines.Where(static line => line.Current is not null), static line => Assert.True(line.Current <= (line.Total ?? long.MaxValue), $"{line}"));
        Assert.Single(await Images.ListAsync(new ListImagesRequest { Filters = [new Filter("reference", image)] }, Token));
    }

    [Fact]
    public async Task A_second_pull_says_that_it_is_up_to_date()
    {
        string image = await Subject.PublishAsync();
        await PullAsync(image, Token);

        List<ProgressLine> lines = await PullAsync(image, Token);
        Assert.Equal($"Status: Image is up to date for {image}", lines[^1].Status);
    }

    [Fact]
    public async Task A_pull_that_fails_is_thrown_with_its_type()
    {
        string image = await Subject.PublishAsync();
        string missing = ImageReference.Parse(image).WithTag("no-such-tag").Canonical;

        var error = await Assert.ThrowsAsync<DockerNotFoundException>(() => PullAsync(missing, Token));
        Assert.Equal((ResourceKind.Image, $"manifest for {missing} not found: manifest unknown: manifest unknown"), (error.Kind, error.EngineMessage));
        await Assert.ThrowsAsync<DockerNotFoundException>(() => PullAsync($"{Subject.Registry}/no-such/image:1", Token));
    }

    [Fact]
    public async Task A_pull_that_is_left_or_cancelled_ends_and_the_next_one_works()
    {
        string image = await Subject.PublishAsync();
        var request = new PullImageRequest { Reference = ImageReference.Parse(image) };
        await foreach (ProgressLine _ in Images.PullAsync(request, Token))
        {
            break;
        }

        using var source = new CancellationTokenSource();
        try
        {
            await foreach (ProgressLine _ in Images.PullAsync(request, source.Token))
            {
                await source.CancelAsync();
            }
        }
        catch (OperationCanceledException e)
        {
            Assert.Equal(source.Token, e.CancellationToken);
        }

        Assert.StartsWith("Status: ", (await PullAsync(image, Token))[^1].Status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pull_does_nothing_before_its_lines_are_asked_for()
    {
        string image = await Subject.PublishAsync();
        _ = Images.PullAsync(new PullImageRequest { Reference = ImageReference.Parse(image) }, Token);

        Assert.Empty(await Images.ListAsync(new ListImagesRequest { Filters = [new Filter("reference", image)] }, Token));
    }

    [Fact]
    public async Task A_removal_tells_what_it_took_away()
    {
        string image = await Subject.PublishAsync();
        await PullAsync(image, Token);
        string id = Assert.Single(await Images.ListAsync(new ListImagesRequest { Filters = [new Filter("reference", image)] }, Token)).Id;

        ImageRemoval removal = await Images.RemoveAsync(new RemoveImageRequest { Image = image }, Token);
        Assert.Equal(image, removal.Untagged[0]);
        Assert.Contains(id, removal.Deleted);
        await Assert.ThrowsAsync<DockerNotFoundException>(() => Images.RemoveAsync(new RemoveImageRequest { Image = image }, Token));
    }

    [Fact]
    public async Task An_image_in_use_is_a_conflict()
    {
        string image = await Subject.PublishAsync();
        await PullAsync(image, Token);
        CreateContainerRequest request = Request("true");
        string id = (await Containers.CreateAsync(request with { Configuration = request.Configuration with { Image = image } }, Token)).Id;

        var error = await Assert.ThrowsAsync<DockerConflictException>(() => Images.RemoveAsync(new RemoveImageRequest { Image = image }, Token));
        Assert.Equal(409, error.StatusCode);
        Assert.Contains(id[..12], error.EngineMessage, StringComparison.Ordinal);
        Assert.Equal(image, (await Images.RemoveAsync(new RemoveImageRequest { Image = image, Force = true }, Token)).Untagged[0]);
    }

    [Fact]
    public async Task An_unknown_filter_is_a_bad_request()
    {
        var error = await Assert.ThrowsAsync<DockerBadRequestException>(() => Images.ListAsync(new ListImagesRequest { Filters = [new Filter("colour", "red")] }, Token));
        Assert.Contains("colour", error.EngineMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_is_an_empty_list()
    {
        Assert.Empty(await Images.SearchAsync(new SearchImagesRequest { Term = $"{Subject.Registry}/no-such-thing" }, Token));
    }
}
