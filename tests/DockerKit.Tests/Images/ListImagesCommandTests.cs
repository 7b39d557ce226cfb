using DockerKit.Transport;

namespace DockerKit.Tests;

public sealed class ListImagesCommandTests
{
    private const string Php = "sha256:4abcf2066143aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string DigestA = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string DigestB = "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_tag_of_an_image_is_a_row()
    {
        IReadOnlyList<ImageSummary> rows = await List(Image(["php:8.3", "php:latest", "localhost:5000/mine/php:1"], [$"php@{DigestA}"]));
        Assert.Equal(
            [("php", "8.3", DigestA), ("php", "latest", DigestA), ("localhost:5000/mine/php", "1", null)],
            rows.Select(static row => (row.Repository, row.Tag, row.Digest)));
        Assert.All(rows, static row => Assert.Equal(Php, row.Id));
        Assert.Equal(ImageReference.Parse("docker.io/library/php:8.3"), rows[0].Reference);
    }

    [Fact]
    public async Task With_digests_each_digest_of_a_tag_is_a_row()
    {
        IReadOnlyList<ImageSummary> rows = await List(static list => list.WithDigests(), Image(["php:8.3"], [$"php@{DigestA}", $"php@{DigestB}"]));
        Assert.Equal([("8.3", DigestA), ("8.3", DigestB)], rows.Select(static row => (row.Tag, row.Digest)));
    }

    [Fact]
    public async Task An_image_pulled_by_its_digest_has_a_repository_and_no_tag()
    {
        ImageEntry image = Image([], [$"php@{DigestA}", $"php@{DigestB}"]);
        ImageSummary row = Assert.Single(await List(image));
        Assert.Equal(("php", null, DigestA), (row.Repository, row.Tag, row.Digest));
        Assert.Equal(ImageReference.Parse($"php@{DigestA}"), row.Reference);
        Assert.Equal("php   <none>   4abcf2066143   3 weeks ago   512MB", row.ToString());

        IReadOnlyList<ImageSummary> both = await List(static list => list.WithDigests(), image);
        Assert.Equal([DigestA, DigestB], both.Select(static r => r.Digest));
        Assert.Equal(ImageReference.Parse($"php@{DigestB}"), both[1].Reference);
    }

    [Fact]
    public async Task An_image_without_a_name_is_a_row_of_none()
    {
        IReadOnlyList<ImageSummary> rows = await List(Image([], []), Image(["<none>:<none>"], ["<none>@<none>"]));
        Assert.Equal(2, rows.Count);
        Assert.All(rows, static row =>
        {
            Assert.Null(row.Repository);
            Assert.Null(row.Tag);
            Assert.Null(row.Digest);
            Assert.Null(row.Reference);
            Assert.Equal("<none>   <none>   4abcf2066143   3 weeks ago   512MB", row.ToString());
            Assert.Equal("<none>   <none>   <none>   4abcf2066143   3 weeks ago   512MB", row.ToStringWithDigest());
        });
    }

    [Fact]
    public async Task Only_ids_are_the_full_ids_of_the_rows_as_the_cli_repeats_them()
    {
        var transport = new FakeTransport { OnListImages = static (_, _) => Answer(Image(["php:8.3", "php:8"], [])) };
        await using DockerKitClient docker = transport.Connect();
        Assert.Equal([Php, Php], await docker.Images.List().IdsOnly().ExecuteAsync(Token));
    }

    [Fact]
    public async Task Every_filter_reaches_the_engine()
    {
        ListImagesRequest? sent = null;
        var transport = new FakeTransport { OnListImages = (request, _) => Answer(sent = request) };
        await using DockerKitClient docker = transport.Connect();
        ListImagesCommand list = docker.Images.List().All().WithDigests().Dangling().Dangling(false).WithLabel("stage", "test").WithLabel("team")
            .Before("php:8.3").Since("4abcf2066143").WithReference("*/php:8.*").Matching("php");
        await list.ExecuteAsync(Token);
        Assert.True(sent!.All && sent.Digests);
        Assert.Equal(
            ["dangling=false", "label=stage=test", "label=team", "before=php:8.3", "since=4abcf2066143", "reference=*/php:8.*", "reference=php"],
            sent.Filters.Select(static filter => $"{filter.Name}={filter.Value}"));
        Assert.Equal(
            "docker images -a --digests -f dangling=false -f label=stage=test -f label=team -f before=php:8.3 -f since=4abcf2066143 -f 'reference=*/php:8.*' php",
            list.ToCommandLine());
        Assert.StartsWith("docker images -a --digests -q --no-trunc -f dangling=false", list.IdsOnly().ToCommandLine(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_that_is_changed_stays_what_it_was()
    {
        ListImagesCommand list = new FakeTransport().Connect().Images.List();
        _ = list.All().Matching("php").WithLabel("a");
        Assert.Equal("docker images", list.ToCommandLine());
    }

    [Fact]
    public void A_filter_that_cannot_be_right_fails_where_it_is_written()
    {
        ListImagesCommand list = new FakeTransport().Connect().Images.List();
        Assert.Contains("'-x'", Assert.Throws<ArgumentException>(() => list.Matching("-x")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => list.WithReference(" "));
        Assert.Throws<ArgumentException>(() => list.WithLabel("a=b"));
        Assert.Throws<ArgumentException>(() => list.WithLabel(""));
        Assert.Contains("'PHP'", Assert.Throws<ArgumentException>(() => list.Before("PHP")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => list.Since(null!));
    }

    private static Task<IReadOnlyList<ImageSummary>> List(params ImageEntry[] images) => List(static list => list, images);

    private static async Task<IReadOnlyList<ImageSummary>> List(Func<ListImagesCommand, ListImagesCommand> with, params ImageEntry[] images)
    {
        var transport = new FakeTransport { OnListImages = (_, _) => Task.FromResult<IReadOnlyList<ImageEntry>>(images) };
        await using DockerKitClient docker = transport.Connect(static options => options.TimeProvider = new ManualTimeProvider(Now));
        return await with(docker.Images.List()).ExecuteAsync(Token);
    }

    private static Task<IReadOnlyList<ImageEntry>> Answer(ListImagesRequest _) => Task.FromResult<IReadOnlyList<ImageEntry>>([]);

    private static Task<IReadOnlyList<ImageEntry>> Answer(ImageEntry image) => Task.FromResult<IReadOnlyList<ImageEntry>>([image]);

    private static ImageEntry Image(string[] tags, string[] digests) => new()
    {
        Id = Php,
        RepositoryTags = tags,
        RepositoryDigests = digests,
        Created = Now - TimeSpan.FromDays(22),
        Size = ByteSize.FromBytes(512_345_678),
    };

    [Fact]
    public async Task A_list_of_ids_keeps_the_limits_that_it_was_given()
    {
        var transport = new FakeTransport { OnListImages = static (_, _) => throw new DockerUnavailableException("refused") { Cause = UnavailableCause.Refused, NeverSent = true } };
        await using DockerKitClient docker = transport.Connect();
        await Assert.ThrowsAsync<DockerUnavailableException>(() => docker.Images.List().IdsOnly().WithoutRetry().All().ExecuteAsync(Token));
        Assert.Single(transport.Requests);
    }
}
