using DockerKit.EngineTests;

namespace DockerKit.SampleTests;

/// <summary>The tour that the README begins with.</summary>
public sealed class QuickStartTests
{
    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task The_tour_comes_to_its_end_and_leaves_no_container(TestEngine engine)
    {
        await using SampleProgram sample = SampleProgram.Start("QuickStart", [$"{engine.Registry}/dockerkit/web:1"], ("DOCKER_HOST", engine.Endpoint));
        int code = await sample.ExitAsync();

        Assert.True(code == 0, sample.Output);
        Assert.Contains("docker run -d", sample.Output, StringComparison.Ordinal);
        Assert.Contains("Done.", sample.Output, StringComparison.Ordinal);
        Assert.Empty((await engine.CliOk("ps", "-aq", "--filter", "name=dockerkit-quickstart-")).Lines);
    }
}
