namespace DockerKit.EngineTests;

/// <summary>The engine is killed and started again while it is asked for something, and so is the registry. The options are the defaults.</summary>
public sealed class RestartTests(MortalEngine engine) : IClassFixture<MortalEngine>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_lists_in_a_loop_does_not_notice_that_the_engine_was_restarted()
    {
        const int Callers = 4;
        var retries = new RetryLog();
        await using DockerKitClient docker = engine.Connect(retries);
        using var calls = new SemaphoreSlim(0);
        using var stop = new CancellationTokenSource();
        Task<int>[] callers = [.. Enumerable.Range(0, Callers).Select(_ => ListAsync())];
        for (int restart = 1; restart <= 3; restart++)
        {
            await ManyMoreAsync();
            int before = retries.Lines.Count;
            await engine.RestartAsync();
            await ManyMoreAsync();
            Assert.True(retries.Lines.Count > before, $"Restart {restart} was not noticed.");
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(callers), static done => Assert.InRange(done, 1, int.MaxValue));

        async Task ManyMoreAsync()
        {
            // Whoever fails says so here, and not in a wait for calls that never come.
            for (int i = 0; i < 20 * Callers; i++)
            {
                Task<bool> another = calls.WaitAsync(TimeSpan.FromMinutes(2), Token);
                Assert.Same(another, await Task.WhenAny([another, .. callers]));
                Assert.True(await another, "No call has come back for two minutes.");
            }
        }

        async Task<int> ListAsync()
        {
            int done = 0;
            for (; !stop.IsCancellationRequested; done++)
            {
                await docker.Containers.List().All().ExecuteAsync(Token);
                calls.Release();
            }

            return done;
        }
    }

    [Fact]
    public async Task A_pull_goes_on_when_the_engine_is_killed_in_the_midst_of_it()
    {
        await PullAsync((_, _) => engine.RestartAsync());
    }

    [Fact]
    public async Task A_pull_goes_on_when_the_registry_is_killed_in_the_midst_of_it()
    {
        // The engine asks once more by itself. It is back only when the engine has given it up.
        await PullAsync(async (retries, over) =>
        {
            await engine.KillRegistryAsync();
            await Task.WhenAny(retries.First, over);
            await engine.ReviveRegistryAsync();
        });
    }

    [Fact]
    public async Task Of_fifty_containers_none_is_left_when_the_engine_is_killed_while_they_are_removed()
    {
        const int All = 50, Running = 12;
        var retries = new RetryLog();
        await using DockerKitClient docker = engine.Connect(retries);
        string[] ids = new string[All];
        string mark = $"bulk={TestEngine.UniqueName()}";
        await Parallel.ForAsync(0, All, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token }, async (i, token) =>
        {
            if (i < Running)
            {
                ids[i] = (await docker.Containers.Run(TestEngine.Busybox).WithCommand("sleep", "1000").WithLabel(mark).StartAsync(token)).Id;
            }
            else
            {
                ids[i] = (await docker.Containers.Create(TestEngine.Busybox).WithLabel(mark).ExecuteAsync(token)).Id;
            }
        });

        // Those that run take long enough that the engine dies with some of them half removed.
        Task<BulkResult<StateChange>> removal = docker.Containers.Remove(ids).Force().AllowFailures().ExecuteAsync(Token);
        while ((await engine.Engine.CliOk("ps", "-aq", "--filter", $"label={mark}")).Lines.Length == All)
        {
            Assert.False(removal.IsCompleted);
        }

        await engine.RestartAsync();
        BulkResult<StateChange> result = await removal;
        Assert.NotEmpty(retries.Lines);
        Assert.Equal(ids, result.Select(static item => item.Target));
        IReadOnlyList<ContainerSummary> left = await docker.Containers.List().All().WithFilter("label", mark).ExecuteAsync(Token);
        Assert.Equal(result.Failed.Select(static item => item.Target).Order(), left.Select(static container => container.Id).Order());
        Assert.Empty(result.Failed);
    }

    [Fact]
    public async Task Logs_that_are_followed_end_with_the_container_when_it_dies_with_the_engine()
    {
        var retries = new RetryLog();
        await using DockerKitClient docker = engine.Connect(retries);
        Container container = await docker.Containers.Run(TestEngine.Busybox).WithCommand(Counting.EndlessCommand).StartAsync(Token);
        Following following = await Following.FollowAsync(docker, container, engine.RestartAsync, Token);
        string[] kept = (await engine.Engine.CliOk("logs", container.Id)).Lines;

        Assert.InRange(following.Lines.Count, Counting.KillAt, int.MaxValue);
        Counting.AssertCounts(following.Lines);
        Assert.Equal(following.Error is null ? kept : kept.Take(following.Lines.Count), following.Lines);
        await docker.Containers.Remove(container.Id).Force().ExecuteAsync(Token);
    }

    [Fact]
    public async Task A_run_in_the_foreground_that_dies_with_the_engine_is_not_taken_for_one_that_ended()
    {
        var retries = new RetryLog();
        await using DockerKitClient docker = engine.Connect(retries);
        Running run = await Running.RunAsync(docker, Counting.EndlessCommand, engine.RestartAsync, Token);
        string[] kept = (await engine.Engine.CliOk("logs", run.ContainerId)).Lines;

        Assert.InRange(run.Lines.Count, Counting.KillAt, int.MaxValue);
        Counting.AssertCounts(run.Lines);
        Assert.Equal(kept.Take(run.Lines.Count), run.Lines);
        await run.AssertTellsAsync(engine.Engine, kept);
    }

    private async Task PullAsync(Func<RetryLog, Task, Task> restart)
    {
        var retries = new RetryLog();
        await using DockerKitClient docker = engine.Connect(retries);
        string name = $"{engine.Registry}/dockerkit/large:1";
        PulledImage undisturbed = await docker.Images.Pull(name).ExecuteAsync(Token);

        // Which is over before the kill on a fast day.
        for (int attempt = 1; retries.Lines.IsEmpty; attempt++)
        {
            Assert.InRange(attempt, 1, 10);
            await docker.Images.Remove(name).Force().ExecuteAsync(Token);
            var steps = new List<PullProgress>();
            var over = new TaskCompletionSource();
            Task? restarted = null;
            try
            {
                await foreach (PullProgress step in docker.Images.Pull(name).StreamAsync(Token))
                {
                    steps.Add(step);
                    if (step is { Phase: PullPhase.Downloading, Current: > 0 })
                    {
                        restarted ??= restart(retries, over.Task);
                    }
                }
            }
            finally
            {
                over.SetResult();
                await (restarted ?? Task.CompletedTask);
            }

            Assert.Equal(steps.Select(static step => step.Overall).Order(), steps.Select(static step => step.Overall));
            Assert.Equal(steps.Select(static step => step.OverallBytes).Order(), steps.Select(static step => step.OverallBytes));
            Assert.Equal((undisturbed.Digest, undisturbed.Address, PullStatus.Downloaded), (steps[^1].Result!.Digest, steps[^1].Result!.Address, steps[^1].Result!.Status));
            Assert.Equal(1, steps[^1].Overall);
        }

        await engine.Engine.CliOk("run", "--rm", name, "sh", "-c", "test $(cat /data/* | wc -c) = 60000000");
        await docker.Images.Remove(name).Force().ExecuteAsync(Token);
    }
}
