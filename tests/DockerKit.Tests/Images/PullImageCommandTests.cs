using DockerKit.Transport;

namespace DockerKit.Tests;

public sealed class PullImageCommandTests
{
    private static readonly ProgressLine[] Lines =
    [
        new() { Status = "Pulling from library/php", Id = "latest" },
        new() { Status = "Pulling fs layer", Id = "a" },
        new() { Status = "Downloading", Id = "a", Current = 5, Total = 10 },
        new() { Status = "Pull complete", Id = "a" },
        new() { Status = "Digest: sha256:ab" },
        new() { Status = "Status: Downloaded newer image for php:latest" },
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ImageOperations Images => new FakeTransport().Connect().Images;

    [Fact]
    public async Task Without_a_tag_latest_is_pulled_and_told()
    {
        var transport = new FakeTransport { OnPull = static (_, _) => Stream(Lines) };
        await using DockerKitClient docker = transport.Connect();
        PulledImage php = await docker.Images.Pull("php").ExecuteAsync(Token);
        Assert.Equal("docker.io/library/php:latest", php.Address);
        Assert.Equal(("sha256:ab", PullStatus.Downloaded), (php.Digest, php.Status));
        Assert.False(Assert.IsType<PullImageRequest>(Assert.Single(transport.Requests)).AllTags);
    }

    [Fact]
    public async Task Streamed_the_last_item_carries_the_result_and_progress_gets_the_same_items()
    {
        var transport = new FakeTransport { OnPull = static (_, _) => Stream(Lines) };
        await using DockerKitClient docker = transport.Connect();
        var told = new Told();
        var streamed = new List<PullProgress>();
        await foreach (PullProgress step in docker.Images.Pull("php").StreamAsync(Token))
        {
            streamed.Add(step);
        }

        await docker.Images.Pull("php").WithProgress(told).ExecuteAsync(Token);
        Assert.Equal(6, streamed.Count);
        Assert.Equal(streamed.Select(static s => (s.Layer, s.Phase, s.Status, s.Overall)), told.Steps.Select(static s => (s.Layer, s.Phase, s.Status, s.Overall)));
        Assert.All(streamed.SkipLast(1), static step => Assert.Null(step.Result));
        Assert.Equal("Status: Downloaded newer image for php:latest", streamed[^1].ToString());
        Assert.Equal("sha256:ab", streamed[^1].Result!.Digest);
    }

    [Fact]
    public async Task A_pull_that_is_repeated_tells_a_whole_that_does_not_fall()
    {
        var transport = new FakeTransport();
        transport.OnPull = (_, _) => transport.Requests.Count == 1 ? Broken() : Stream(Lines);
        await using DockerKitClient docker = transport.Connect();
        var told = new Told();
        PulledImage php = await docker.Images.Pull("php").WithProgress(told).ExecuteAsync(Token);
        Assert.Equal(PullStatus.Downloaded, php.Status);
        Assert.Equal(2, transport.Requests.Count);
        Assert.Equal(told.Steps.Select(static s => s.Overall).Order(), told.Steps.Select(static s => s.Overall));

        static async IAsyncEnumerable<ProgressLine> Broken()
        {
            yield return new ProgressLine { Status = "Downloading", Id = "a", Current = 9, Total = 10 };
            await Task.CompletedTask;
            throw new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected };
        }
    }

    [Fact]
    public void The_line_is_what_docker_takes()
    {
        Assert.Equal("docker pull php", Images.Pull("php").ToCommandLine());
        Assert.Equal("docker pull -a php", Images.Pull("php").AllTags().ToCommandLine());
        Assert.Equal("docker pull --platform linux/arm64/v8 php:8.3", Images.Pull(ImageReference.Parse("docker.io/library/php:8.3")).WithPlatform("linux/arm64/v8").ToCommandLine());
    }

    [Fact]
    public void What_cannot_be_pulled_is_refused()
    {
        Assert.Throws<FormatException>(() => Images.Pull("PHP"));
        Assert.Throws<ArgumentNullException>(() => Images.Pull((string)null!));
        Assert.Throws<ArgumentNullException>(() => Images.Pull((ImageReference)null!));
        Assert.Contains("Pull(\"php\").AllTags()", Assert.Throws<ArgumentException>(() => Images.Pull("php:8.3").AllTags()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Images.Pull("php").WithProgress(null!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("linux/")]
    [InlineData("linux/arm64/v8/x")]
    [InlineData("linux arm64")]
    public void What_is_no_platform_is_refused(string platform) =>
        Assert.Contains("linux/arm64", Assert.Throws<FormatException>(() => Images.Pull("php").WithPlatform(platform)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Without_anyone_listening_a_line_costs_next_to_nothing()
    {
        ProgressLine[] many = [.. Enumerable.Range(0, 10_000).Select(static i => new ProgressLine { Status = "Downloading", Id = "a", Current = i, Total = 10_000 }), .. Lines];
        var transport = new FakeTransport { OnPull = (_, _) => Stream(many) };
        await using DockerKitClient docker = transport.Connect();
        await docker.Images.Pull("php").ExecuteAsync(Token);
        long before = GC.GetAllocatedBytesForCurrentThread();
        await docker.Images.Pull("php").ExecuteAsync(Token);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
    }

#pragma warning disable CS1998 // completes at once, so that all of it is on the test's thread
    private static async IAsyncEnumerable<ProgressLine> Stream(ProgressLine[] lines)
#pragma warning restore CS1998
    {
        foreach (ProgressLine line in lines)
        {
            yield return line;
        }
    }

    private sealed class Told : IProgress<PullProgress>
    {
        public List<PullProgress> Steps { get; } = [];

        public void Report(PullProgress value) => Steps.Add(value);
    }
}
