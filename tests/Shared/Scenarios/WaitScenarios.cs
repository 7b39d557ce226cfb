namespace DockerKit.Scenarios;

public abstract class WaitScenarios(ScenarioEngine engine) : Scenario(engine)
{
    [Fact]
    public async Task A_wait_for_what_has_ended_is_answered_at_once()
    {
        Container container = await EndedAsync(6);

        Assert.Equal(new ContainerExit(6), (await container.Wait().ExecuteAsync(Token)).Single().Value);
    }

    [Fact]
    public async Task A_wait_for_what_was_never_started_is_answered_with_0()
    {
        Container container = await Create("false").ExecuteAsync(Token);

        Assert.Equal(0, (await container.Wait().ExecuteAsync(Token)).Single().Value!.ExitCode);
    }

    [Fact]
    public async Task A_wait_for_what_runs_lasts_until_its_end()
    {
        Container container = await StartTrapAsync("TERM", 8);
        Task<BulkResult<ContainerExit>> wait = container.Wait().ExecuteAsync(Token);

        Assert.False(wait.IsCompleted);
        await container.Kill().WithSignal(Signal.Term).ExecuteAsync(Token);
        Assert.Equal(8, (await wait).Single().Value!.ExitCode);
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_lets_the_container_go_on()
    {
        Container container = await StartSleeperAsync();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task wait = container.Wait().ExecuteAsync(source.Token);
        await source.CancelAsync();

        Assert.Equal(source.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait)).CancellationToken);
        Assert.Equal(ContainerState.Running, await StateAsync(container));
    }

    [Fact]
    public async Task Several_are_waited_for_together_in_the_order_in_which_they_were_given()
    {
        Container three = await EndedAsync(3);
        Container one = await EndedAsync(1);

        BulkResult<ContainerExit> exits = await Containers.Wait(three.Id, one.Id).ExecuteAsync(Token);
        Assert.Equal([(three.Id, 3), (one.Id, 1)], exits.Select(static item => (item.Target, item.Value!.ExitCode)));
    }

    [Fact]
    public async Task A_wait_for_the_next_exit_does_not_count_the_last_one()
    {
        Container container = await EndedAsync(2);
        Task<BulkResult<ContainerExit>> wait = container.Wait().UntilNextExit().ExecuteAsync(Token);

        // The wait may be asked only after so short a run: then it takes another.
        do
        {
            await container.Start().ExecuteAsync(Token);
            await container.Wait().ExecuteAsync(Token);
        }
        while (await Task.WhenAny(wait, Task.Delay(100, Token)) != wait);

        Assert.Equal(2, (await wait).Single().Value!.ExitCode);
    }

    [Fact]
    public async Task A_wait_for_the_removal_ends_with_it()
    {
        Container container = await EndedAsync(4);
        Task<BulkResult<ContainerExit>> wait = container.Wait().UntilRemoved().ExecuteAsync(Token);
        Assert.NotSame(wait, await Task.WhenAny(wait, Task.Delay(100, Token)));
        await container.Remove().ExecuteAsync(Token);

        // Where the wait is asked only after the removal, there is nothing to wait for.
        try
        {
            Assert.Equal(4, (await wait).Single().Value!.ExitCode);
        }
        catch (DockerNotFoundException)
        {
        }
    }

    [Fact]
    public async Task Several_can_wait_for_the_same_end()
    {
        Container container = await StartSleeperAsync();
        Task<BulkResult<ContainerExit>>[] waits = [.. Enumerable.Range(0, 3).Select(_ => container.Wait().ExecuteAsync(Token))];
        await container.Kill().ExecuteAsync(Token);

        Assert.All(await Task.WhenAll(waits), static wait => Assert.Equal(137, wait.Single().Value!.ExitCode));
    }
}
