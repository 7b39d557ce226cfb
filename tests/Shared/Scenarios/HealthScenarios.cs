namespace DockerKit.Scenarios;

public abstract class HealthScenarios(ScenarioEngine engine) : Scenario(engine)
{
    [Fact]
    public async Task A_container_with_a_check_becomes_healthy_and_is_found_by_it()
    {
        Container container = await Run("sleep", "1000").WithHealthCommand("true").WithHealthInterval(TimeSpan.FromMilliseconds(300)).StartAsync(Token);

        await EventuallyAsync("healthy", async () => (await container.Inspect().ExecuteAsync(Token)).Health!);
        await EventuallyAsync(1, async () => (await Mine.WithHealth(ContainerHealth.Healthy).ExecuteAsync(Token)).Count);
        Assert.EndsWith("(healthy)", Assert.Single(await Mine.ExecuteAsync(Token)).Status, StringComparison.Ordinal);
        Assert.Empty(await Mine.WithHealth(ContainerHealth.None, ContainerHealth.Unhealthy).ExecuteAsync(Token));
    }

    [Fact]
    public async Task Before_its_first_check_it_is_starting()
    {
        Container container = await Run("sleep", "1000").WithHealthCommand("true").WithHealthInterval(TimeSpan.FromHours(1)).StartAsync(Token);

        Assert.Equal("starting", (await container.Inspect().ExecuteAsync(Token)).Health);
        ContainerSummary row = Assert.Single(await Mine.WithHealth(ContainerHealth.Starting).ExecuteAsync(Token));
        Assert.EndsWith("(health: starting)", row.Status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_check_there_is_no_health()
    {
        Container container = await StartSleeperAsync();

        Assert.Null((await container.Inspect().ExecuteAsync(Token)).Health);
        Assert.Single(await Mine.WithHealth(ContainerHealth.None).ExecuteAsync(Token));
        Assert.Empty(await Mine.WithHealth(ContainerHealth.Starting, ContainerHealth.Healthy, ContainerHealth.Unhealthy).ExecuteAsync(Token));
    }
}
