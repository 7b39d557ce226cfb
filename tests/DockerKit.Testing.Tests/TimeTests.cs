using DockerKit.Transport;
using Microsoft.Extensions.Time.Testing;

namespace DockerKit.Testing.Tests;

/// <summary>The time is in the test's hands: nothing in the engine looks at the wall clock.</summary>
public sealed class TimeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Noon);
    private readonly InMemoryDockerEngine _engine;

    public TimeTests()
    {
        _engine = new InMemoryDockerEngine(_clock);
        _engine.AddImage("app:1");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statuses_and_moments_are_those_of_the_engines_clock()
    {
        await using DockerKitClient docker = _engine.Connect();
        Container web = await docker.Containers.Run("app:1").StartAsync(Token);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("Up 5 minutes", Assert.Single(await docker.Containers.List().ExecuteAsync(Token)).Status);
        await web.Stop().ExecuteAsync(Token);
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("Exited (143) 2 hours ago", Assert.Single(await docker.Containers.List().All().ExecuteAsync(Token)).Status);
        ContainerDetails details = await web.Inspect().ExecuteAsync(Token);
        Assert.Equal((Noon, Noon.AddMinutes(5)), (details.StartedAt, details.FinishedAt));
    }

    [Fact]
    public async Task Logs_have_the_moment_of_each_line()
    {
        _engine.OnRun("app", async call =>
        {
            call.WriteLine("a");
            await call.DelayAsync(TimeSpan.FromSeconds(10));
            call.WriteLine("b");
        });
        await using DockerKitClient docker = _engine.Connect();
        Container job = await docker.Containers.Run("app:1").StartAsync(Token);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await job.Wait().ExecuteAsync(Token);
        Assert.Equal("2026-03-01T12:00:00.000000000Z a\n2026-03-01T12:00:10.000000000Z b\n", (await job.Logs().WithTimestamps().ExecuteAsync(Token)).StandardOutput);
        Assert.Equal("b\n", (await job.Logs().Since(TimeSpan.FromSeconds(5)).ExecuteAsync(Token)).StandardOutput);
        Assert.Equal("a\n", (await job.Logs().Until(TimeSpan.FromSeconds(5)).ExecuteAsync(Token)).StandardOutput);
    }

    [Fact]
    public async Task A_restart_policy_waits_longer_each_time_and_stops_when_somebody_stops_it()
    {
        int runs = 0;
        _engine.OnRun("app", call =>
        {
            runs++;
            call.Exit(1);
        });
        await using DockerKitClient docker = _engine.Connect();
        Container job = await docker.Containers.Run("app:1").WithRestart("always").StartAsync(Token);
        Assert.Equal((1, ContainerState.Restarting), (runs, (await job.Inspect().ExecuteAsync(Token)).State));
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(2, runs);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(2, runs);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal((3, 3), (runs, (await job.Inspect().ExecuteAsync(Token)).RestartCount));
        await job.Stop().ExecuteAsync(Token);
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((3, ContainerState.Exited), (runs, (await job.Inspect().ExecuteAsync(Token)).State));
    }

    [Fact]
    public async Task A_crash_is_the_tests_to_cause()
    {
        await using DockerKitClient docker = _engine.Connect();
        await docker.Containers.Run("app:1").WithName("web").WithRestart("on-failure").StartAsync(Token);
        _engine.EndProcess("web", 139);
        Assert.Equal("Restarting (139) Less than a second ago", Assert.Single(await docker.Containers.List().ExecuteAsync(Token)).Status);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ContainerState.Running, (await docker.Containers.Inspect("web").ExecuteAsync(Token)).State);
    }

    [Fact]
    public async Task Health_comes_with_time_or_as_the_test_says()
    {
        await using DockerKitClient docker = _engine.Connect();
        await docker.Containers.Run("app:1").WithName("web").WithHealthCommand("true").WithHealthInterval(TimeSpan.FromSeconds(5)).StartAsync(Token);
        Assert.Equal("starting", (await docker.Containers.Inspect("web").ExecuteAsync(Token)).Health);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Single(await docker.Containers.List().WithHealth(ContainerHealth.Healthy).ExecuteAsync(Token));
        _engine.SetHealth("web", ContainerHealth.Unhealthy);
        Assert.Equal("Up 5 seconds (unhealthy)", Assert.Single(await docker.Containers.List().ExecuteAsync(Token)).Status);
    }

    [Fact]
    public async Task A_paused_container_keeps_its_signals_for_later()
    {
        _engine.OnRun("app", async call => call.WriteLine($"{await call.WaitForSignalAsync()}"));
        await using DockerKitClient docker = _engine.Connect();
        Container web = await docker.Containers.Run("app:1").WithName("web").StartAsync(Token);
        _engine.Pause("web");
        Assert.Equal("Up Less than a second (Paused)", Assert.Single(await docker.Containers.List().WithStatus(ContainerState.Paused).ExecuteAsync(Token)).Status);
        var error = await Assert.ThrowsAsync<DockerConflictException>(() => web.Start().ExecuteAsync(Token));
        Assert.Equal("cannot start a paused container, try unpause instead", error.EngineMessage);
        await web.Kill().WithSignal(Signal.Hup).ExecuteAsync(Token);
        Assert.Equal("", (await web.Logs().ExecuteAsync(Token)).StandardOutput);
        _engine.Unpause("web");
        await web.Wait().ExecuteAsync(Token);
        Assert.Equal("SIGHUP\n", (await web.Logs().ExecuteAsync(Token)).StandardOutput);
    }

    [Fact]
    public async Task A_pull_takes_the_time_that_the_test_gives_it()
    {
        _engine.AddRegistryImage("php:8.3", ByteSize.FromMebibytes(4));
        _engine.PullStep = TimeSpan.FromSeconds(1);
        await using IDockerTransport transport = _engine.OpenTransport();
        var request = new PullImageRequest { Reference = ImageReference.Parse("php:8.3") };
        await using IAsyncEnumerator<ProgressLine> lines = transport.Images.PullAsync(request, Token).GetAsyncEnumerator(Token);
        int seconds = 0;
        bool more;
        do
        {
            Task<bool> next = lines.MoveNextAsync().AsTask();
            if (!next.IsCompleted)
            {
                seconds++;
                _clock.Advance(TimeSpan.FromSeconds(1));
            }

            more = await next;
        }
        while (more);

        // Four quarters of a download, and the extraction.
        Assert.Equal(5, seconds);
    }
}
