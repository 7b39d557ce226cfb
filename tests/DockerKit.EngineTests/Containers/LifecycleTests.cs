using System.Diagnostics;

namespace DockerKit.EngineTests;

public sealed class LifecycleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task Start_stop_and_restart_change_the_state_and_say_when_it_was_so_already(TestEngine engine)
    {
        string id = await engine.StartContainer(TestEngine.Busybox, "sleep", "1000");
        await using DockerKitClient docker = engine.Connect();
        Container container = docker.Containers.Get(id);

        Assert.False((await container.Start().ExecuteAsync(Token)).Single().Value.Changed);
        var clock = Stopwatch.StartNew();
        Assert.True((await container.Stop().WithTimeout(TimeSpan.Zero).ExecuteAsync(Token)).Single().Value.Changed);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(8), $"A timeout of zero took {clock.Elapsed}: the engine's own is ten seconds.");
        ContainerDetails stopped = await container.Inspect().ExecuteAsync(Token);
        Assert.Equal((ContainerState.Exited, 137), (stopped.State, stopped.ExitCode));
        Assert.False((await container.Stop().ExecuteAsync(Token)).Single().Value.Changed);
        Assert.True((await container.Start().ExecuteAsync(Token)).Single().Value.Changed);
        int process = (await container.Inspect().ExecuteAsync(Token)).ProcessId;
        await container.Restart().WithTimeout(TimeSpan.Zero).ExecuteAsync(Token);
        ContainerDetails restarted = await container.Inspect().ExecuteAsync(Token);
        Assert.Equal(ContainerState.Running, restarted.State);
        Assert.NotEqual(process, restarted.ProcessId);
        await container.Remove().Force().ExecuteAsync(Token);
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task An_infinite_timeout_lets_a_container_end_by_itself(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        Container container = await StartTrapAsync(engine, docker, "trap 'sleep 1; exit 5' TERM");
        await container.Stop().WithTimeout(Timeout.InfiniteTimeSpan).ExecuteAsync(Token);

        Assert.Equal(5, (await container.Wait().ExecuteAsync(Token)).Single().Value!.ExitCode);
        await container.Remove().ExecuteAsync(Token);
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task A_signal_reaches_the_process_and_the_wait_for_its_end_gives_the_exit_code(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        Container container = await StartTrapAsync(engine, docker, "trap 'exit 7' USR1");
        Task<BulkResult<ContainerExit>> wait = container.Wait().UntilNextExit().ExecuteAsync(Token);
        await container.Kill().WithSignal(Signal.Usr1).ExecuteAsync(Token);

        // The wait may have begun after so quick an end; the plain one is then the judge.
        await Task.WhenAny(wait, container.Wait().ExecuteAsync(Token));
        Assert.Equal(7, (await container.Wait().ExecuteAsync(Token)).Single().Value!.ExitCode);
        var error = await Assert.ThrowsAsync<DockerConflictException>(() => container.Kill().ExecuteAsync(Token));
        Assert.Contains("is not running", error.EngineMessage, StringComparison.Ordinal);
        await container.Remove().ExecuteAsync(Token);
    }

    [Fact]
    public async Task A_signal_for_stop_reaches_a_current_engine_and_is_refused_for_an_old_one()
    {
        await using DockerKitClient current = TestEngine.Current.Connect();
        Container container = await StartTrapAsync(TestEngine.Current, current, "trap 'exit 6' QUIT");
        await container.Stop().WithSignal(Signal.Quit).WithTimeout(Timeout.InfiniteTimeSpan).ExecuteAsync(Token);
        Assert.Equal(6, (await container.Inspect().ExecuteAsync(Token)).ExitCode);
        await container.Remove().ExecuteAsync(Token);

        await using DockerKitClient old = TestEngine.Old.Connect();
        var error = await Assert.ThrowsAsync<UnsupportedOptionException>(() => old.Containers.Stop("any").WithSignal(Signal.Quit).ExecuteAsync(Token));
        Assert.Equal("--signal", error.Option);
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task Removing_a_running_container_is_refused_with_the_remedy_and_works_by_force(TestEngine engine)
    {
        string id = await engine.StartContainer("-v", "/data", TestEngine.Busybox, "sleep", "1000");
        await using DockerKitClient docker = engine.Connect();
        string volume = (await docker.Containers.Inspect(id).ExecuteAsync(Token)).Json.GetProperty("Mounts")[0].GetProperty("Name").GetString()!;
        var error = await Assert.ThrowsAsync<DockerConflictException>(() => docker.Containers.Remove(id).ExecuteAsync(Token));
        Assert.Contains($"The container '{id}' is running", error.Message, StringComparison.Ordinal);
        Assert.Contains("Force()", error.Message, StringComparison.Ordinal);

        await docker.Containers.Remove(id).Force().WithVolumes().ExecuteAsync(Token);
        Assert.Equal(1, (await engine.Cli("volume", "inspect", volume)).ExitCode);
        var missing = await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Containers.Remove(id).ExecuteAsync(Token));
        Assert.Equal(ResourceKind.Container, missing.Kind);
        Assert.False((await docker.Containers.Remove(id).Force().ExecuteAsync(Token)).Single().Value.Changed);
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task Verbs_for_all_of_a_list_reach_each_of_them_and_one_error_does_not_stop_the_rest(TestEngine engine)
    {
        string label = $"all={TestEngine.UniqueName()}";
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => engine.StartContainer("--label", label, TestEngine.Busybox, "sleep", "1000")));
        await using DockerKitClient docker = engine.Connect();
        ListContainersCommand mine = docker.Containers.List().WithLabel(label);

        Assert.Equal(4, (await docker.Containers.StopAll(mine).WithTimeout(TimeSpan.Zero).ExecuteAsync(Token)).Count(static item => item.Value.Changed));
        Assert.Empty(await mine.IdsOnly().ExecuteAsync(Token));
        Assert.Equal(4, (await docker.Containers.StartAll(mine.All()).ExecuteAsync(Token)).Count(static item => item.Value.Changed));
        Assert.Equal(4, (await docker.Containers.RestartAll(mine).WithTimeout(TimeSpan.Zero).ExecuteAsync(Token)).Count);
        Assert.Equal(4, (await docker.Containers.KillAll(mine).ExecuteAsync(Token)).Count);
        await docker.Containers.Wait(ids).ExecuteAsync(Token);
        Assert.Empty(await docker.Containers.KillAll(mine).ExecuteAsync(Token));
        await docker.Containers.Start(ids[0]).ExecuteAsync(Token);

        var error = await Assert.ThrowsAsync<DockerBulkException<StateChange>>(() => docker.Containers.RemoveAll(mine.All()).ExecuteAsync(Token));
        Assert.Equal(ids[0], Assert.Single(error.Failures).Key);
        Assert.Contains("IncludingRunning()", error.Failures[0].Value.Message, StringComparison.Ordinal);
        Assert.Single(await docker.Containers.RemoveAll(mine.All()).IncludingRunning().ExecuteAsync(Token));
        Assert.Empty(await mine.All().ExecuteAsync(Token));
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task A_wait_for_the_removal_ends_when_the_container_is_gone(TestEngine engine)
    {
        string id = await engine.StartContainer("--rm", TestEngine.Busybox, "sh", "-c", "sleep 1; exit 4");
        await using DockerKitClient docker = engine.Connect();

        Assert.Equal(4, (await docker.Containers.Wait(id).UntilRemoved().ExecuteAsync(Token)).Single().Value!.ExitCode);
        await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Containers.Inspect(id).ExecuteAsync(Token));
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task Removing_a_hundred_is_no_slower_than_the_CLI(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        var theirs = TimeSpan.MaxValue;
        var ours = TimeSpan.MaxValue;
        for (int round = 0; round < 2; round++)
        {
            string label = $"hundred={TestEngine.UniqueName()}";
            string create = $"for i in $(seq 100); do docker create --label {label} --label {TestEngine.Label} {TestEngine.Busybox} true; done";
            await engine.Shell(create);
            var clock = Stopwatch.StartNew();
            await engine.Shell($"docker rm -f $(docker ps -aq --filter label={label})");
            theirs = clock.Elapsed < theirs ? clock.Elapsed : theirs;

            await engine.Shell(create);
            clock.Restart();
            BulkResult<StateChange> result = await docker.Containers.RemoveAll(docker.Containers.List().All().WithLabel(label)).IncludingRunning().ExecuteAsync(Token);
            ours = clock.Elapsed < ours ? clock.Elapsed : ours;
            Assert.Equal(100, result.Count);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{engine}: the CLI {theirs.TotalSeconds:0.00} s, DockerKit {ours.TotalSeconds:0.00} s");
        Assert.True(ours <= theirs * 1.1, $"The CLI took {theirs}, DockerKit {ours}.");
    }

    /// <summary>A container whose shell has set its trap and waits.</summary>
    private static async Task<Container> StartTrapAsync(TestEngine engine, DockerKitClient docker, string trap)
    {
        string id = await engine.StartContainer(TestEngine.Busybox, "sh", "-c", $"{trap}; echo ready; while :; do sleep 0.1; done");
        await foreach (OutputLine line in docker.Containers.Logs(id).Follow().StreamAsync(Token))
        {
            Assert.Equal("ready", line.Text);
            break;
        }

        return docker.Containers.Get(id);
    }
}
