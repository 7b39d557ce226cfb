namespace DockerKit.Scenarios;

public abstract class BulkScenarios(ScenarioEngine engine) : Scenario(engine)
{
    [Fact]
    public async Task Several_names_go_in_one_command_and_come_back_in_their_order()
    {
        Container[] all = [await Create("sleep", "1000").ExecuteAsync(Token), await Create("sleep", "1000").ExecuteAsync(Token), await StartSleeperAsync()];

        BulkResult<StateChange> started = await Containers.Start(all.Select(static c => c.Id)).ExecuteAsync(Token);
        Assert.Equal(all.Select(static c => c.Id), started.Select(static item => item.Target));
        Assert.Equal([true, true, false], started.Select(static item => item.Value.Changed));
    }

    [Fact]
    public async Task Some_that_fail_are_told_and_the_others_are_done()
    {
        Container ended = await EndedAsync();
        Container running = await StartSleeperAsync();
        string nobody = ScenarioEngine.UniqueName("nobody");

        var error = await Assert.ThrowsAsync<DockerBulkException<StateChange>>(() => Containers.Remove(nobody, ended.Id, running.Id).ExecuteAsync(Token));
        Assert.Equal([nobody, running.Id], error.Failures.Select(static failure => failure.Key));
        Assert.Equal(ResourceKind.Container, Assert.IsType<DockerNotFoundException>(error.Failures[0].Value).Kind);
        Assert.IsType<DockerConflictException>(error.Failures[1].Value);
        Assert.Equal(ended.Id, Assert.Single(error.Result.Succeeded).Target);
        Assert.StartsWith("2 of 3 failed; the others are done:", error.Message, StringComparison.Ordinal);
        await IsMissingAsync(() => ended.Inspect().ExecuteAsync(Token), ended.Id);
    }

    [Fact]
    public async Task Failures_that_are_allowed_are_in_the_result()
    {
        Container created = await Create("true").ExecuteAsync(Token);
        Container running = await StartSleeperAsync();

        BulkResult<StateChange> killed = await Containers.Kill(created.Id, running.Id).AllowFailures().ExecuteAsync(Token);
        Assert.False(killed.IsSuccess);
        Assert.Equal(409, Assert.IsType<DockerConflictException>(killed[0].Error).StatusCode);
        Assert.True(killed[1].IsSuccess);
        BulkResult<ContainerExit> waited = await Containers.Wait("nobody-at-all", running.Id).AllowFailures().ExecuteAsync(Token);
        Assert.IsType<DockerNotFoundException>(waited[0].Error);
        Assert.Equal(137, waited[1].Value!.ExitCode);
    }

    [Fact]
    public async Task Verbs_for_a_list_reach_each_of_it()
    {
        for (int i = 0; i < 3; i++)
        {
            await StartSleeperAsync();
        }

        Assert.Equal(3, (await Containers.StopAll(Mine).WithTimeout(TimeSpan.Zero).ExecuteAsync(Token)).Count(static item => item.Value.Changed));
        await EventuallyAsync(0, async () => (await Mine.ExecuteAsync(Token)).Count);
        Assert.Equal(3, (await Containers.StartAll(Mine.All()).ExecuteAsync(Token)).Count(static item => item.Value.Changed));
        Assert.Equal(3, (await Containers.RestartAll(Mine).WithTimeout(TimeSpan.Zero).ExecuteAsync(Token)).Count);
        BulkResult<StateChange> killed = await Containers.KillAll(Mine).ExecuteAsync(Token);
        Assert.Equal(3, killed.Count);
        await Containers.Wait(killed.Select(static item => item.Target)).ExecuteAsync(Token);
        Assert.Equal(3, (await Containers.RemoveAll(Mine.All()).ExecuteAsync(Token)).Count);
        Assert.Empty(await Mine.All().ExecuteAsync(Token));
    }

    [Fact]
    public async Task Remove_all_leaves_what_runs_unless_it_is_included()
    {
        await Create("true").ExecuteAsync(Token);
        await EndedAsync();
        Container running = await StartSleeperAsync();

        var error = await Assert.ThrowsAsync<DockerBulkException<StateChange>>(() => Containers.RemoveAll(Mine.All()).ExecuteAsync(Token));
        Assert.Equal(running.Id, Assert.Single(error.Failures).Key);
        Assert.Contains("IncludingRunning()", error.Failures[0].Value.Message, StringComparison.Ordinal);
        Assert.Equal([running.Id], await Mine.All().IdsOnly().ExecuteAsync(Token));
        Assert.Single(await Containers.RemoveAll(Mine.All()).IncludingRunning().ExecuteAsync(Token));
        Assert.Empty(await Mine.All().ExecuteAsync(Token));
    }

    [Fact]
    public async Task An_empty_list_is_nothing_to_do()
    {
        Assert.Empty(await Containers.RemoveAll(Mine.All()).ExecuteAsync(Token));
        Assert.Empty(await Containers.StopAll(Mine).ExecuteAsync(Token));
        Assert.Empty(await Containers.Start([]).ExecuteAsync(Token));
    }

    [Fact]
    public async Task One_name_twice_is_worked_on_once()
    {
        Container container = await Create("true").ExecuteAsync(Token);

        Assert.Single(await Containers.Remove(container.Id, container.Id).ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_single_one_that_fails_is_thrown_as_it_is()
    {
        string nobody = ScenarioEngine.UniqueName("nobody");
        await IsMissingAsync(() => Containers.Stop(nobody).ExecuteAsync(Token), nobody);
        Assert.IsType<DockerNotFoundException>((await Containers.Stop(nobody).AllowFailures().ExecuteAsync(Token)).Single().Error);
    }
}
