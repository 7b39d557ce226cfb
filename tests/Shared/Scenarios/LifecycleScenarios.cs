namespace DockerKit.Scenarios;

public abstract class LifecycleScenarios(ScenarioEngine engine) : Scenario(engine)
{
    [Fact]
    public async Task A_start_makes_it_run_and_a_second_one_changes_nothing()
    {
        Container container = await Create("sleep", "1000").ExecuteAsync(Token);

        Assert.True((await container.Start().ExecuteAsync(Token)).Single().Value.Changed);
        ContainerDetails details = await container.Inspect().ExecuteAsync(Token);
        Assert.Equal(ContainerState.Running, details.State);
        Assert.True(details.ProcessId > 0 && details.StartedAt is not null && details.FinishedAt is null);
        Assert.False((await container.Start().ExecuteAsync(Token)).Single().Value.Changed);
    }

    [Fact]
    public async Task A_stop_ends_it_and_a_second_one_changes_nothing()
    {
        Container container = await StartSleeperAsync();

        Assert.True((await container.Stop().WithTimeout(TimeSpan.Zero).ExecuteAsync(Token)).Single().Value.Changed);
        ContainerDetails details = await container.Inspect().ExecuteAsync(Token);
        Assert.Equal((ContainerState.Exited, 137, 0), (details.State, details.ExitCode, details.ProcessId));
        Assert.True(details.FinishedAt >= details.StartedAt);
        Assert.False((await container.Stop().ExecuteAsync(Token)).Single().Value.Changed);
    }

    [Fact]
    public async Task A_stop_lets_a_program_end_by_its_own_code()
    {
        Container container = await StartTrapAsync("TERM", 5);

        Assert.True((await container.Stop().WithTimeout(TimeSpan.FromSeconds(60)).ExecuteAsync(Token)).Single().Value.Changed);
        Assert.Equal(5, (await container.Inspect().ExecuteAsync(Token)).ExitCode);
    }

    [Fact]
    public async Task Stopping_what_was_never_started_changes_nothing()
    {
        Container container = await Create("true").ExecuteAsync(Token);

        Assert.False((await container.Stop().ExecuteAsync(Token)).Single().Value.Changed);
        Assert.Equal(ContainerState.Created, await StateAsync(container));
    }

    [Fact]
    public async Task It_can_be_started_again_after_its_end_and_its_logs_go_on()
    {
        Container container = await Run("echo", "again").StartAsync(Token);
        await container.Wait().ExecuteAsync(Token);

        Assert.True((await container.Start().ExecuteAsync(Token)).Single().Value.Changed);
        await container.Wait().ExecuteAsync(Token);
        Assert.Equal("again\nagain\n", (await container.Logs().ExecuteAsync(Token)).StandardOutput);
    }

    [Fact]
    public async Task A_restart_begins_it_anew_whether_it_runs_or_not()
    {
        Container container = await StartSleeperAsync();
        ContainerDetails first = await container.Inspect().ExecuteAsync(Token);

        await container.Restart().WithTimeout(TimeSpan.Zero).ExecuteAsync(Token);
        ContainerDetails second = await container.Inspect().ExecuteAsync(Token);
        Assert.Equal((ContainerState.Running, 0), (second.State, second.RestartCount));
        Assert.True(second.StartedAt > first.StartedAt);

        await container.Kill().ExecuteAsync(Token);
        await container.Wait().ExecuteAsync(Token);
        Assert.True((await container.Restart().ExecuteAsync(Token)).Single().Value.Changed);
        Assert.Equal(ContainerState.Running, await StateAsync(container));
    }

    [Fact]
    public async Task A_restart_starts_what_was_never_started()
    {
        Container container = await Create("sleep", "1000").ExecuteAsync(Token);

        await container.Restart().ExecuteAsync(Token);
        Assert.Equal(ContainerState.Running, await StateAsync(container));
    }

    [Fact]
    public async Task A_kill_ends_it_with_137()
    {
        Container container = await StartSleeperAsync();

        await container.Kill().ExecuteAsync(Token);
        Assert.Equal(137, (await container.Wait().ExecuteAsync(Token)).Single().Value!.ExitCode);
        Assert.Equal((ContainerState.Exited, false), (await StateAsync(container), (await container.Inspect().ExecuteAsync(Token)).OomKilled));
    }

    [Fact]
    public async Task A_signal_reaches_the_program()
    {
        Container container = await StartTrapAsync("USR1", 7);

        await container.Kill().WithSignal(Signal.Usr1).ExecuteAsync(Token);
        Assert.Equal(7, (await container.Wait().ExecuteAsync(Token)).Single().Value!.ExitCode);
    }

    [Fact]
    public async Task A_kill_of_what_does_not_run_is_a_conflict()
    {
        Container created = await Create("true").ExecuteAsync(Token);
        Container ended = await EndedAsync();

        await FailsAsync<DockerConflictException>(() => created.Kill().ExecuteAsync(Token), 409, $"ontainer {created.Id} is not running");
        await FailsAsync<DockerConflictException>(() => ended.Kill().WithSignal(Signal.Term).ExecuteAsync(Token), 409, "is not running");
    }

    [Fact]
    public async Task What_has_ended_is_removed_and_then_not_found()
    {
        Container container = await EndedAsync(3);

        Assert.True((await container.Remove().ExecuteAsync(Token)).Single().Value.Changed);
        await IsMissingAsync(() => container.Inspect().ExecuteAsync(Token), container.Id);
        await IsMissingAsync(() => container.Remove().ExecuteAsync(Token), container.Id);
        await IsMissingAsync(() => container.Start().ExecuteAsync(Token), container.Id);
        Assert.Empty(await Mine.All().ExecuteAsync(Token));
    }

    [Fact]
    public async Task What_was_never_started_is_removed()
    {
        Container container = await Create("true").ExecuteAsync(Token);

        await Containers.Remove(container.Id[..12]).ExecuteAsync(Token);
        await IsMissingAsync(() => container.Inspect().ExecuteAsync(Token), container.Id);
    }

    [Fact]
    public async Task What_runs_is_not_removed_unless_by_force()
    {
        Container container = await StartSleeperAsync();

        var error = await FailsAsync<DockerConflictException>(() => container.Remove().ExecuteAsync(Token), 409, "force remove");
        Assert.StartsWith($"The container '{container.Id}' is running, so it was not removed.", error.Message, StringComparison.Ordinal);
        Assert.Equal(ContainerState.Running, await StateAsync(container));
        Assert.True((await container.Remove().Force().ExecuteAsync(Token)).Single().Value.Changed);
        await IsMissingAsync(() => container.Inspect().ExecuteAsync(Token), container.Id);
    }

    [Fact]
    public async Task A_forced_removal_of_what_is_not_there_changes_nothing()
    {
        string name = ScenarioEngine.UniqueName("nobody");
        Assert.False((await Containers.Remove(name).Force().ExecuteAsync(Token)).Single().Value.Changed);
    }

    [Fact]
    public async Task An_auto_removed_container_is_gone_after_its_end()
    {
        Container container = await Run("sleep", "1000").RemoveWhenDone().StartAsync(Token);
        Task<BulkResult<ContainerExit>> removed = container.Wait().UntilRemoved().ExecuteAsync(Token);
        await container.Stop().WithTimeout(TimeSpan.Zero).ExecuteAsync(Token);

        // The wait may be asked only after the removal, and finds nothing then.
        try
        {
            Assert.Equal(137, (await removed).Single().Value!.ExitCode);
        }
        catch (DockerNotFoundException)
        {
        }

        await EventuallyAsync(0, async () => (await Mine.All().ExecuteAsync(Token)).Count);
        await IsMissingAsync(() => container.Inspect().ExecuteAsync(Token), container.Id);
    }

    [Fact]
    public async Task A_program_that_the_image_does_not_have_is_a_bad_request_at_the_start()
    {
        Container container = await Create("/no/such/program").ExecuteAsync(Token);

        await FailsAsync<DockerBadRequestException>(() => container.Start().ExecuteAsync(Token), 400, "/no/such/program");
        ContainerDetails details = await container.Inspect().ExecuteAsync(Token);
        Assert.Equal((ContainerState.Created, 127), (details.State, details.ExitCode));
        Assert.Contains("/no/such/program", details.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_policy_starts_it_again()
    {
        Container container = await Run("sh", "-c", "echo up; exit 4").WithRestart("on-failure:1").StartAsync(Token);

        // 20.10 answers a wait between the two ends.
        await EventuallyAsync((ContainerState.Exited, 1), async () =>
        {
            ContainerDetails now = await container.Inspect().ExecuteAsync(Token);
            return (now.State, now.RestartCount);
        });
        Assert.Equal(4, (await container.Inspect().ExecuteAsync(Token)).ExitCode);
        Assert.Equal("up\nup\n", (await container.Logs().ExecuteAsync(Token)).StandardOutput);
    }

    [Fact]
    public async Task A_stop_kills_what_does_not_end_in_time()
    {
        Container container = await Run("sleep", "1000").WithStopTimeout(TimeSpan.FromSeconds(1)).StartAsync(Token);

        await container.Stop().ExecuteAsync(Token);
        Assert.Equal(137, (await container.Inspect().ExecuteAsync(Token)).ExitCode);
    }

    [Fact]
    public async Task A_stop_sends_the_containers_own_signal()
    {
        Container container = await Run("sh", "-c", "trap 'exit 6' USR2; echo ready; while :; do sleep 0.1; done").WithStopSignal(Signal.Usr2).StartAsync(Token);
        await foreach (OutputLine _ in container.Logs().Follow().StreamAsync(Token))
        {
            break;
        }

        await container.Stop().WithTimeout(TimeSpan.FromSeconds(60)).ExecuteAsync(Token);
        Assert.Equal(6, (await container.Inspect().ExecuteAsync(Token)).ExitCode);
    }

    [Fact]
    public async Task A_policy_that_always_restarts_does_so_until_a_stop()
    {
        Container container = await Run("sh", "-c", "sleep 0.2; exit 1").WithRestart(RestartPolicy.Always).StartAsync(Token);

        await EventuallyAsync(true, async () => (await container.Inspect().ExecuteAsync(Token)).RestartCount >= 2);
        await container.Stop().WithTimeout(TimeSpan.Zero).ExecuteAsync(Token);
        int count = (await container.Inspect().ExecuteAsync(Token)).RestartCount;
        await Task.Delay(500, Token);
        ContainerDetails later = await container.Inspect().ExecuteAsync(Token);
        Assert.Equal((ContainerState.Exited, count), (later.State, later.RestartCount));
    }

    [Fact]
    public async Task A_signal_of_ours_that_ends_it_counts_as_a_stop_for_the_policy()
    {
        Container container = await Run("sh", "-c", "trap 'exit 1' USR1; echo ready; while :; do sleep 0.1; done").WithRestart(RestartPolicy.Always).StartAsync(Token);
        await EventuallyAsync("ready\n", async () => (await container.Logs().ExecuteAsync(Token)).StandardOutput);

        await container.Kill().WithSignal(Signal.Usr1).ExecuteAsync(Token);
        await EventuallyAsync((ContainerState.Exited, 0), async () =>
        {
            ContainerDetails now = await container.Inspect().ExecuteAsync(Token);
            return (now.State, now.RestartCount);
        });
    }

    [Fact]
    public async Task An_auto_removed_container_cannot_be_started_twice()
    {
        Container container = await Create("true").RemoveWhenDone().ExecuteAsync(Token);
        await container.Start().ExecuteAsync(Token);

        await EventuallyAsync(0, async () => (await Mine.All().ExecuteAsync(Token)).Count);
        await IsMissingAsync(() => container.Start().ExecuteAsync(Token), container.Id);
    }

    [Fact]
    public async Task Killing_what_is_removed_when_done_removes_it()
    {
        Container container = await Run("sleep", "1000").RemoveWhenDone().StartAsync(Token);

        await container.Kill().ExecuteAsync(Token);
        await EventuallyAsync(0, async () => (await Mine.All().ExecuteAsync(Token)).Count);
    }

    [Fact]
    public async Task A_restart_keeps_what_is_removed_when_done()
    {
        Container container = await Run("sleep", "1000").RemoveWhenDone().StartAsync(Token);

        await container.Restart().WithTimeout(TimeSpan.Zero).ExecuteAsync(Token);
        Assert.Equal(ContainerState.Running, await StateAsync(container));
    }

    [Fact]
    public async Task Its_names_are_gone_with_it_and_its_volumes_only_where_asked_for()
    {
        Container container = await Create("true").WithVolume("/data").ExecuteAsync(Token);
        ContainerDetails details = await container.Inspect().ExecuteAsync(Token);

        string volume = details.Json.GetProperty("Mounts")[0].GetProperty("Name").GetString()!;
        Assert.Matches("^[0-9a-f]{64}$", volume);
        await container.Remove().WithVolumes().ExecuteAsync(Token);
        await IsMissingAsync(() => Containers.Inspect(details.Name).ExecuteAsync(Token), details.Name);
    }

    [Fact]
    public async Task Many_starts_and_stops_at_the_same_time_leave_one_state()
    {
        Container container = await Create("sleep", "1000").ExecuteAsync(Token);

        BulkResult<StateChange>[] starts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => container.Start().ExecuteAsync(Token)));
        Assert.Contains(starts, static start => start.Single().Value.Changed);
        Assert.Equal(ContainerState.Running, await StateAsync(container));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => container.Stop().WithTimeout(TimeSpan.Zero).ExecuteAsync(Token)));
        Assert.Equal(ContainerState.Exited, await StateAsync(container));
    }
}
