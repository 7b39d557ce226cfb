using System.Runtime.CompilerServices;
using DockerKit.Transport;

namespace DockerKit.Tests;

/// <summary>A pull that breaks or falls silent in its middle.</summary>
public sealed class PullResumeTests
{
    private static readonly ProgressLine[] FirstHalf =
    [
        new() { Status = "Pulling from library/php", Id = "latest" },
        new() { Status = "Pulling fs layer", Id = "a" },
        new() { Status = "Pulling fs layer", Id = "b" },
        new() { Status = "Pull complete", Id = "a" },
        new() { Status = "Downloading", Id = "b", Current = 9, Total = 10 },
    ];

    private static readonly ProgressLine[] Again =
    [
        new() { Status = "Pulling from library/php", Id = "latest" },
        new() { Status = "Already exists", Id = "a" },
        new() { Status = "Pulling fs layer", Id = "b" },
        new() { Status = "Downloading", Id = "b", Current = 1, Total = 10 },
        new() { Status = "Pull complete", Id = "b" },
        new() { Status = "Digest: sha256:ab" },
        new() { Status = "Status: Downloaded newer image for php:latest" },
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<DockerKitException> Breaks() =>
    [
        new DockerProtocolException("The answer was cut off."),
        new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected },
        new DockerEngineException("unexpected EOF") { EngineMessage = "unexpected EOF" },
    ];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_stream_that_breaks_goes_on_and_its_whole_does_not_fall(DockerKitException failure)
    {
        var transport = new FakeTransport();
        transport.OnPull = (_, token) => transport.Requests.Count == 1 ? Stream(FirstHalf, failure, token) : Stream(Again, null, token);
        await using DockerKitClient docker = transport.Connect();
        List<PullProgress> steps = await StepsOf(docker.Images.Pull("php"));

        Assert.Equal(2, transport.Requests.Count);
        Assert.Equal(FirstHalf.Length + Again.Length, steps.Count);
        Assert.Equal(steps.Select(static s => s.Overall).Order(), steps.Select(static s => s.Overall));
        Assert.Equal(("sha256:ab", PullStatus.Downloaded), (steps[^1].Result!.Digest, steps[^1].Result!.Status));
        Assert.All(steps.SkipLast(1), static step => Assert.Null(step.Result));
    }

    [Theory]
    [InlineData("Pull complete", PullStatus.Downloaded)] // cut behind its last layer
    [InlineData("Already exists", PullStatus.UpToDate)]
    public async Task What_a_cut_attempt_brought_is_not_called_up_to_date(string layer, PullStatus status)
    {
        ProgressLine[] first = [new() { Status = "Pulling from library/php", Id = "latest" }, new() { Status = layer, Id = "a" }];
        ProgressLine[] second = [new() { Status = "Already exists", Id = "a" }, new() { Status = "Status: Image is up to date for php:latest" }];
        var transport = new FakeTransport();
        transport.OnPull = (_, token) => transport.Requests.Count == 1 ? Stream(first, new DockerProtocolException("The answer was cut off."), token) : Stream(second, null, token);
        await using DockerKitClient docker = transport.Connect();
        Assert.Equal(status, (await docker.Images.Pull("php").ExecuteAsync(Token)).Status);
    }

    [Fact]
    public async Task A_stream_that_ends_too_early_goes_on()
    {
        var transport = new FakeTransport();
        transport.OnPull = (_, token) => Stream(transport.Requests.Count == 1 ? FirstHalf : Again, null, token);
        await using DockerKitClient docker = transport.Connect();
        Assert.Equal("sha256:ab", (await StepsOf(docker.Images.Pull("php")))[^1].Result!.Digest);
        Assert.Equal(2, transport.Requests.Count);
    }

    [Fact]
    public async Task A_stream_that_keeps_breaking_is_given_up_after_as_many_tries_as_were_set()
    {
        var failure = new DockerProtocolException("The answer was cut off.");
        var transport = new FakeTransport { OnPull = (_, token) => Stream(FirstHalf, failure, token) };
        await using DockerKitClient docker = transport.Connect(static options => options.Retry.MaxAttempts = 3);
        var steps = new List<PullProgress>();
        Assert.Same(failure, await Assert.ThrowsAsync<DockerProtocolException>(() => StepsOf(docker.Images.Pull("php"), steps)));
        Assert.Equal("docker pull php", failure.CommandLine);
        Assert.Equal(3, transport.Requests.Count);
        Assert.Equal(3 * FirstHalf.Length, steps.Count);
    }

    [Fact]
    public async Task What_does_not_pass_is_thrown_at_once()
    {
        var failure = new DockerEngineException("no space left on device") { EngineMessage = "no space left on device" };
        var transport = new FakeTransport { OnPull = (_, token) => Stream(FirstHalf, failure, token) };
        await using DockerKitClient docker = transport.Connect();
        Assert.Same(failure, await Assert.ThrowsAsync<DockerEngineException>(() => StepsOf(docker.Images.Pull("php"))));
        Assert.Single(transport.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pull_without_a_sign_of_life_is_issued_again(bool streamed)
    {
        var transport = new FakeTransport();
        transport.OnPull = (_, token) => transport.Requests.Count == 1 ? Silent(token) : Stream(Again, null, token);
        await using DockerKitClient docker = transport.Connect(static options => options.TimeProvider = new SkippingTimeProvider());
        PullImageCommand pull = docker.Images.Pull("php");
        PulledImage pulled = streamed ? (await StepsOf(pull))[^1].Result! : await pull.ExecuteAsync(Token);
        Assert.Equal("sha256:ab", pulled.Digest);
        Assert.Equal(2, transport.Requests.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pull_that_stays_silent_says_what_to_do(bool streamed)
    {
        var transport = new FakeTransport { OnPull = static (_, token) => Silent(token) };
        await using DockerKitClient docker = transport.Connect(static options =>
        {
            options.TimeProvider = new SkippingTimeProvider();
            options.Timeouts.StreamIdle = TimeSpan.FromMinutes(3);
            options.Retry.MaxAttempts = 2;
        });
        PullImageCommand pull = docker.Images.Pull("php");
        var error = await Assert.ThrowsAsync<DockerTimeoutException>(() => streamed ? StepsOf(pull) : pull.ExecuteAsync(Token));
        Assert.Equal(TimeSpan.FromMinutes(3), error.Timeout);
        Assert.Contains("no sign of life for 3m0s", error.Summary, StringComparison.Ordinal);
        Assert.Contains("Timeouts.StreamIdle", error.Summary, StringComparison.Ordinal);
        Assert.Equal(2, transport.Requests.Count);
    }

    [Fact]
    public async Task A_reader_that_takes_its_time_is_no_silence()
    {
        var transport = new FakeTransport { OnPull = static (_, token) => Stream(Again, null, token) };
        await using DockerKitClient docker = transport.Connect(static options => options.TimeProvider = new SkippingTimeProvider());
        int steps = 0;
        await foreach (PullProgress step in docker.Images.Pull("php").StreamAsync(Token))
        {
            await Task.Yield();
            steps++;
        }

        Assert.Equal(Again.Length, steps);
        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task Without_an_idle_limit_a_pull_waits_for_its_caller()
    {
        using var source = new CancellationTokenSource();
        var transport = new FakeTransport { OnPull = static (_, token) => Silent(token) };
        await using DockerKitClient docker = transport.Connect(static options => options.Timeouts.StreamIdle = Timeout.InfiniteTimeSpan);
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (PullProgress step in docker.Images.Pull("php").StreamAsync(source.Token))
            {
                await source.CancelAsync();
            }
        });
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task Leaving_the_loop_ends_the_pull()
    {
        var ended = new TaskCompletionSource();
        var transport = new FakeTransport { OnPull = (_, token) => Silent(token, ended) };
        await using DockerKitClient docker = transport.Connect();
        await foreach (PullProgress step in docker.Images.Pull("php").StreamAsync(Token))
        {
            break;
        }

        Assert.True(ended.Task.IsCompleted);
        Assert.Single(transport.Requests);
    }

    private static async Task<List<PullProgress>> StepsOf(PullImageCommand pull, List<PullProgress>? steps = null)
    {
        steps ??= [];
        await foreach (PullProgress step in pull.StreamAsync(Token))
        {
            steps.Add(step);
        }

        return steps;
    }

    private static async IAsyncEnumerable<ProgressLine> Stream(ProgressLine[] lines, Exception? end, [EnumeratorCancellation] CancellationToken token)
    {
        await Task.CompletedTask;
        foreach (ProgressLine line in lines)
        {
            token.ThrowIfCancellationRequested();
            yield return line;
        }

        if (end is not null)
        {
            throw end;
        }
    }

    private static async IAsyncEnumerable<ProgressLine> Silent([EnumeratorCancellation] CancellationToken token, TaskCompletionSource? ended = null)
    {
        try
        {
            yield return FirstHalf[0];
            await Task.Delay(Timeout.Infinite, token);
        }
        finally
        {
            ended?.SetResult();
        }
    }
}
