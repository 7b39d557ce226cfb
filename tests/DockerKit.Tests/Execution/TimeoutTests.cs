using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;

namespace DockerKit.Tests;

public sealed class TimeoutTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_that_hangs_is_tried_again_after_the_time_of_one_try()
    {
        var transport = new FakeTransport();
        transport.OnPing = token => transport.Requests.Count < 3 ? NeverAsync<PingResult>(token) : Task.FromResult(new PingResult());
        await using DockerKitClient docker = transport.Connect();
        await docker.Ping().WithAttemptTimeout(Short).ExecuteAsync(Token);
        Assert.Equal(3, transport.Requests.Count);
    }

    [Fact]
    public async Task A_kill_that_hangs_is_not_tried_again_and_says_what_to_do()
    {
        var transport = new FakeTransport { OnKill = static (_, token) => NeverAsync<bool>(token) };
        await using DockerKitClient docker = transport.Connect();
        var error = await Assert.ThrowsAsync<DockerTimeoutException>(
            () => docker.Containers.Kill("web").WithSignal(Signal.Parse("SIGHUP")).WithAttemptTimeout(Short).ExecuteAsync(Token));
        Assert.Equal(Short, error.Timeout);
        Assert.Contains("timeout of one try allows (20ms)", error.Summary, StringComparison.Ordinal);
        Assert.Contains(".WithAttemptTimeout(", error.Summary, StringComparison.Ordinal);
        Assert.Equal("docker kill -s SIGHUP web", error.CommandLine);
        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task All_tries_together_end_at_the_total_timeout()
    {
        var transport = new FakeTransport { OnPing = static token => NeverAsync<PingResult>(token) };
        await using DockerKitClient docker = transport.Connect();
        var error = await Assert.ThrowsAsync<DockerTimeoutException>(() => docker.Ping().WithTotalTimeout(Short).ExecuteAsync(Token));
        Assert.Contains("total timeout allows (20ms)", error.Summary, StringComparison.Ordinal);
        Assert.Contains(".WithTotalTimeout(", error.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_cancellation_is_no_timeout()
    {
        using var source = new CancellationTokenSource();
        var transport = new FakeTransport
        {
            OnPing = token =>
            {
                source.Cancel();
                return NeverAsync<PingResult>(token);
            },
        };
        await using DockerKitClient docker = transport.Connect();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => docker.Ping().ExecuteAsync(source.Token));
        Assert.Equal(source.Token, error.CancellationToken);
    }

    [Fact]
    public async Task A_stop_may_take_the_time_that_it_was_given_besides()
    {
        var gate = new TaskCompletionSource<bool>();
        var transport = new FakeTransport { OnStop = (_, token) => gate.Task.WaitAsync(token), OnPing = static token => NeverAsync<PingResult>(token) };
        await using DockerKitClient docker = transport.Connect();
        Task stop = docker.Containers.Stop("web").WithTimeout(TimeSpan.FromMinutes(30)).WithTotalTimeout(Short).ExecuteAsync(Token);

        // A call with the same limit that starts later runs into it, while the stop goes on.
        await Assert.ThrowsAsync<DockerTimeoutException>(() => docker.Ping().WithTotalTimeout(Short).ExecuteAsync(Token));
        gate.SetResult(true);
        await stop;
        Assert.Equal(Timeout.InfiniteTimeSpan, docker.Containers.Stop("web").WithTimeout(Timeout.InfiniteTimeSpan).GrantedTime);
    }

    [Fact]
    public async Task What_is_meant_to_take_long_has_no_limit()
    {
        var exit = new TaskCompletionSource<ContainerExit>();
        var transport = new FakeTransport { OnWait = (_, _) => Task.FromResult<Transport.IPendingExit>(new Pending(exit.Task)) };
        await using DockerKitClient docker = transport.Connect();
        Task<BulkResult<ContainerExit>> wait = docker.Containers.Wait("web").WithAttemptTimeout(TimeSpan.FromMilliseconds(10)).ExecuteAsync(Token);

        // A call with a limit that starts later runs into it, while the wait goes on.
        transport.OnPing = static token => NeverAsync<PingResult>(token);
        await Assert.ThrowsAsync<DockerTimeoutException>(() => docker.Ping().WithTotalTimeout(Short).ExecuteAsync(Token));
        Assert.False(wait.IsCompleted);
        exit.SetResult(new ContainerExit(0));
        Assert.True((await wait).IsSuccess);
    }

    [Fact]
    public async Task A_command_with_limits_of_its_own_leaves_the_one_that_it_was_made_from_as_it_was()
    {
        var transport = new FakeTransport { OnPing = static _ => throw new DockerUnavailableException("refused") { Cause = UnavailableCause.Refused, NeverSent = true } };
        await using DockerKitClient docker = transport.Connect();
        PingCommand ping = docker.Ping();
        await Assert.ThrowsAsync<DockerUnavailableException>(() => ping.WithoutRetry().ExecuteAsync(Token));
        Assert.Single(transport.Requests);
        await Assert.ThrowsAsync<DockerUnavailableException>(() => ping.WithRetry(2).ExecuteAsync(Token));
        Assert.Equal(3, transport.Requests.Count);
        await Assert.ThrowsAsync<DockerUnavailableException>(() => ping.ExecuteAsync(Token));
        Assert.Equal(3 + new RetryOptions().MaxAttempts, transport.Requests.Count);
    }

    [Fact]
    public async Task A_pipeline_of_ones_own_takes_the_place_of_ours_for_its_kind_only()
    {
        var transport = new FakeTransport
        {
            OnPing = static _ => throw new DockerNotFoundException("no"),
            OnStop = static (_, _) => throw new DockerNotFoundException("no"),
        };
        ResiliencePipeline stubborn = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 2, Delay = TimeSpan.Zero, ShouldHandle = new PredicateBuilder().Handle<DockerNotFoundException>() }).Build();
        await using DockerKitClient docker = transport.Connect(options => options.ResiliencePipeline = kind => kind == OperationKind.Safe ? stubborn : null);
        await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Ping().ExecuteAsync(Token));
        Assert.Equal(3, transport.Requests.Count);
        await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Containers.Stop("web").ExecuteAsync(Token));
        Assert.Equal(4, transport.Requests.Count);
    }

    [Fact]
    public async Task A_pull_without_a_sign_of_life_is_tried_again()
    {
        var transport = new FakeTransport();
        transport.OnPull = (_, token) => LinesAsync(hangs: transport.Requests.Count == 1, token);
        await using DockerKitClient docker = transport.Connect(static options => options.Timeouts.StreamIdle = Short);
        Assert.Equal(PullStatus.UpToDate, (await docker.Images.Pull("php").ExecuteAsync(Token)).Status);
        Assert.Equal(2, transport.Requests.Count);
    }

    [Fact]
    public async Task A_streamed_pull_that_falls_silent_ends_and_says_what_to_set()
    {
        var transport = new FakeTransport { OnPull = static (_, token) => LinesAsync(hangs: true, token) };
        await using DockerKitClient docker = transport.Connect(static options => options.Timeouts.StreamIdle = Short);
        int steps = 0;
        var error = await Assert.ThrowsAsync<DockerTimeoutException>(async () =>
        {
            await foreach (PullProgress _ in docker.Images.Pull("php").WithoutRetry().StreamAsync(Token))
            {
                steps++;
            }
        });
        Assert.Equal((1, Short, "docker pull php"), (steps, error.Timeout, error.CommandLine));
        Assert.Contains("no sign of life for 20ms", error.Summary, StringComparison.Ordinal);
        Assert.Contains("Timeouts.StreamIdle", error.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_a_silent_pull_is_no_timeout_and_carries_the_callers_token()
    {
        using var source = new CancellationTokenSource();
        var transport = new FakeTransport { OnPull = static (_, token) => LinesAsync(hangs: true, token) };
        await using DockerKitClient docker = transport.Connect();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (PullProgress _ in docker.Images.Pull("php").StreamAsync(source.Token))
            {
                await source.CancelAsync();
            }
        });
        Assert.Equal(source.Token, error.CancellationToken);
    }

    [Fact]
    public async Task A_timeout_of_ones_own_pipeline_is_told_as_such()
    {
        var transport = new FakeTransport { OnPing = static token => NeverAsync<PingResult>(token) };
        ResiliencePipeline own = new ResiliencePipelineBuilder().AddTimeout(Short).Build();
        await using DockerKitClient docker = transport.Connect(options => options.ResiliencePipeline = _ => own);
        var error = await Assert.ThrowsAsync<DockerTimeoutException>(() => docker.Ping().ExecuteAsync(Token));
        Assert.Contains("the pipeline in DockerKitOptions.ResiliencePipeline allows (20ms)", error.Summary, StringComparison.Ordinal);
        Assert.Equal(Short, error.Timeout);
    }

    public static TheoryData<string, Action<TimeoutOptions>> BadTimeouts() => new()
    {
        { "Timeouts.Connect is 00:00:00", static t => t.Connect = TimeSpan.Zero },
        { "Timeouts.StreamIdle is 2.00:00:00", static t => t.StreamIdle = TimeSpan.FromDays(2) },
        { "Timeouts.Attempt is 00:10:00 and Timeouts.Total 00:05:00", static t => t.Attempt = TimeSpan.FromMinutes(10) },
        { "Timeouts.Attempt is infinite and Timeouts.Total 00:05:00", static t => t.Attempt = Timeout.InfiniteTimeSpan },
    };

    [Theory]
    [MemberData(nameof(BadTimeouts))]
    public void A_timeout_that_cannot_be_meant_is_refused_with_its_name(string message, Action<TimeoutOptions> change)
    {
        var error = Assert.Throws<ArgumentException>(() => new FakeTransport().Connect(options => change(options.Timeouts)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<Transport.ProgressLine> LinesAsync(bool hangs, [EnumeratorCancellation] CancellationToken token)
    {
        yield return new Transport.ProgressLine { Status = "Pulling from library/php", Id = "latest" };
        if (hangs)
        {
            await NeverAsync<bool>(token);
        }

        yield return new Transport.ProgressLine { Status = "Status: Image is up to date for php:latest" };
    }

    [Fact]
    public async Task A_limit_in_a_pipeline_of_the_users_counts_up_to_the_first_item_of_a_stream()
    {
        var transport = new FakeTransport { OnLogs = static (_, token) => NeverAsync<Transport.IContainerOutput>(token) };
        ResiliencePipeline own = new ResiliencePipelineBuilder().AddTimeout(Short).Build();
        await using DockerKitClient docker = transport.Connect(options => options.ResiliencePipeline = _ => own);
        await Assert.ThrowsAsync<DockerTimeoutException>(async () =>
        {
            await foreach (OutputLine _ in docker.Containers.Logs("web").StreamAsync(Token))
            {
            }
        });
    }

    private static async Task<T> NeverAsync<T>(CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        throw new InvalidOperationException("It was to be cancelled.");
    }

    private sealed class Pending(Task<ContainerExit> exit) : Transport.IPendingExit
    {
        public Task<ContainerExit> GetExitAsync(CancellationToken cancellationToken) => exit.WaitAsync(cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
