namespace DockerKit.EngineTests;

/// <summary>What concerns every container of the engine, so nothing else may come or go.</summary>
[Collection(EngineCleanup.AloneCollection)]
public sealed class AllContainersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task The_all_verbs_reach_every_container_and_remove_all_leaves_none(TestEngine engine)
    {
        Assert.True(TestEngine.IsPrivate, "This test removes every container, so it runs on engines that are the run's own: use ./tests/run.sh.");
        await engine.CleanUp();
        await using DockerKitClient docker = engine.Connect();
        for (int i = 0; i < 4; i++)
        {
            await docker.Containers.Run(TestEngine.Busybox).WithCommand("sleep", "1000").WithLabel(TestEngine.Label).StartAsync(Token);
        }

        await docker.Containers.Create(TestEngine.Busybox).WithCommand("sleep", "1000").WithLabel(TestEngine.Label).ExecuteAsync(Token);

        await docker.Containers.StopAll().WithTimeout(TimeSpan.Zero).ExecuteAsync(Token);
        Assert.Equal(0, await RunningAsync(docker));
        await docker.Containers.StartAll().ExecuteAsync(Token);
        Assert.Equal(5, await RunningAsync(docker));
        await docker.Containers.RestartAll().WithTimeout(TimeSpan.Zero).ExecuteAsync(Token);
        Assert.Equal(5, await RunningAsync(docker));
        await docker.Containers.KillAll().ExecuteAsync(Token);
        Assert.Equal(0, await RunningAsync(docker));

        await docker.Containers.Start((await docker.Containers.List().Latest().IdsOnly().ExecuteAsync(Token))[0]).ExecuteAsync(Token);
        var error = await Assert.ThrowsAsync<DockerBulkException<StateChange>>(() => docker.Containers.RemoveAll().ExecuteAsync(Token));
        Assert.IsType<DockerConflictException>(Assert.Single(error.Failures).Value);
        Assert.Equal(4, error.Result.Succeeded.Count());
        Assert.Single(await docker.Containers.RemoveAll().IncludingRunning().ExecuteAsync(Token));
        Assert.Empty((await engine.CliOk("ps", "-aq")).Lines);
        Assert.Empty(await docker.Containers.RemoveAll().ExecuteAsync(Token));
    }

    // Each is inspected: the engine's list lags a moment behind what has just been stopped.
    private static async Task<int> RunningAsync(DockerKitClient docker)
    {
        int running = 0;
        foreach (string id in await docker.Containers.List().All().IdsOnly().ExecuteAsync(Token))
        {
            running += (await docker.Containers.Inspect(id).ExecuteAsync(Token)).State == ContainerState.Running ? 1 : 0;
        }

        return running;
    }
}
