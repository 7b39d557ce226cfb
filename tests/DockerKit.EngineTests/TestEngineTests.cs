namespace DockerKit.EngineTests;

public sealed class TestEngineTests
{
    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task The_real_docker_reaches_the_engine_and_finds_its_image(TestEngine engine)
    {
        CliResult images = await engine.CliOk("images", "--format", "{{.Repository}}:{{.Tag}}");

        Assert.Contains(TestEngine.Busybox, images.Lines);
    }
}
