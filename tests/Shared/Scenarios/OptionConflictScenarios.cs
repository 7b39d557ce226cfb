namespace DockerKit.Scenarios;

/// <summary>What engines refuse at the create, and what they find out only at the start.</summary>
public abstract class OptionConflictScenarios(ScenarioEngine engine) : Scenario(engine)
{
    [Fact]
    public async Task Too_small_a_memory_limit_is_a_bad_request()
    {
        await FailsAsync<DockerBadRequestException>(() => Create("true").WithMemory("1k").ExecuteAsync(Token), 400, "Minimum memory limit allowed is 6MB");
        Assert.Empty(await Mine.All().ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_working_directory_that_is_not_absolute_is_a_bad_request()
    {
        await FailsAsync<DockerBadRequestException>(() => Create("true").WithWorkingDirectory("relative").ExecuteAsync(Token), 400, "working directory 'relative' is invalid, it needs to be an absolute path");
    }

    [Fact]
    public async Task Two_containers_with_the_same_target_volume_are_no_conflict_but_one_with_it_twice_is()
    {
        string volume = Engine.NewVolume();
        await Create("true").WithVolume(volume, "/data").ExecuteAsync(Token);
        await Create("true").WithVolume(volume, "/data").ExecuteAsync(Token);

        await FailsAsync<DockerBadRequestException>(() => Create("true").WithVolume(volume, "/data").WithVolume(Engine.NewVolume(), "/data").ExecuteAsync(Token), 400, "Duplicate mount point: /data");
    }

    [Fact]
    public async Task A_log_driver_that_there_is_not_is_a_bad_request()
    {
        await FailsAsync<DockerBadRequestException>(() => Create("true").WithLogDriver("no-such-driver").ExecuteAsync(Token), 400, "error looking up logging plugin no-such-driver: plugin \"no-such-driver\" not found");
    }
}
