using DockerKit.EngineTests;

namespace DockerKit.SampleTests;

public sealed class CustomTransportTests
{
    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task It_shows_what_is_there_and_refuses_to_remove_it(TestEngine engine)
    {
        string name = TestEngine.UniqueName("guarded");
        string id = await engine.StartContainer("--name", name, TestEngine.Busybox, "sleep", "300");

        await using SampleProgram sample = SampleProgram.Start("CustomTransport", [engine.Endpoint, name]);
        Assert.Equal(0, await sample.ExitAsync());

        Assert.Contains($"container: {name}  Up", sample.Output, StringComparison.Ordinal);
        Assert.Contains($"refused: This client only reads: it does not remove {name}.", sample.Output, StringComparison.Ordinal);
        Assert.Contains($"docker rm -f {name}", sample.Output, StringComparison.Ordinal);
        Assert.Equal("true", (await engine.CliOk("inspect", "--format", "{{.State.Running}}", id)).Text);
        await engine.CliOk("rm", "-f", id);
    }
}
