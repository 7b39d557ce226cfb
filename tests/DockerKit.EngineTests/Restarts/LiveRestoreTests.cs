namespace DockerKit.EngineTests;

/// <summary>The engine is killed and started again, and its containers go on meanwhile. The options are the defaults.</summary>
public sealed class LiveRestoreTests(LiveRestoreEngine engine) : IClassFixture<LiveRestoreEngine>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logs_that_are_followed_go_on_without_a_line_lost_or_repeated()
    {
        var retries = new RetryLog();
        await using DockerKitClient docker = engine.Connect(retries);
        Container container = await docker.Containers.Run(TestEngine.Busybox).WithCommand(Counting.Command).StartAsync(Token);
        Following following = await Following.FollowAsync(docker, container, engine.RestartAsync, Token);

        Assert.Null(following.Error);
        Assert.Equal((await engine.Engine.CliOk("logs", container.Id)).Lines, following.Lines);
        Assert.Equal(Counting.Lines, following.Lines);
        Assert.NotEmpty(retries.Lines);
        await docker.Containers.Remove(container.Id).ExecuteAsync(Token);
    }

    [Fact]
    public async Task A_run_in_the_foreground_is_whole_or_says_where_it_broke()
    {
        var retries = new RetryLog();
        await using DockerKitClient docker = engine.Connect(retries);
        Running run = await Running.RunAsync(docker, Counting.Command, engine.RestartAsync, Token);

        Counting.AssertCounts(run.Lines);
        await run.AssertTellsAsync(engine.Engine, Counting.Lines);
    }
}
