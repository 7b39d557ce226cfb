namespace DockerKit.Scenarios;

public abstract class SystemScenarios(ScenarioEngine engine) : Scenario(engine)
{
    [Fact]
    public async Task The_engine_answers_with_its_version()
    {
        PingResult ping = await Docker.Ping().ExecuteAsync(Token);
        VersionInfo version = await Docker.Version().ExecuteAsync(Token);

        Assert.Equal("linux", ping.OperatingSystem);
        Assert.Equal(ping.ApiVersion, version.Server.ApiVersion);
        Assert.Equal("linux", version.Server.OperatingSystem);
        Assert.Matches(@"^\d+\.\d+\.\d+", version.Server.Version);
        Assert.True(version.Server.MinimumApiVersion <= version.Server.ApiVersion);
        Assert.Equal(Engine.IsOld, version.Server.ApiVersion <= new Version(1, 41));
    }

    [Fact]
    public async Task The_info_counts_containers_and_images()
    {
        await Create("true").ExecuteAsync(Token);
        await StartSleeperAsync();
        await EndedAsync();

        EngineInfo info = await Docker.Info().ExecuteAsync(Token);
        Assert.True(info.ContainersRunning >= 1 && info.ContainersStopped >= 2 && info.Images >= 1);
        Assert.Equal(info.Containers, info.ContainersRunning + info.ContainersPaused + info.ContainersStopped);
        Assert.Equal("linux", info.OperatingSystemType);
        Assert.Equal((await Docker.Version().ExecuteAsync(Token)).Server.Version, info.ServerVersion);
    }
}
