namespace DockerKit.EngineTests.Faults;

/// <summary>An image of these tests' own in the engine's registry, so that they pull none that another test removes.</summary>
public sealed class FaultImage : IAsyncLifetime
{
    /// <summary>With its registry. Without an "e", since a test of the search looks for it.</summary>
    public string Name { get; } = $"{TestEngine.Old.Registry}/faults/{Guid.NewGuid():N}:1".Replace('e', 'f');

    public async ValueTask InitializeAsync()
    {
        TestEngine engine = TestEngine.Old;
        string id = await engine.StartContainer("--network", "none", TestEngine.Busybox, "dd", "if=/dev/urandom", "of=/bytes", "bs=1M", "count=2");
        await engine.CliOk("wait", id);
        await engine.CliOk("commit", id, Name);
        await engine.CliOk("push", Name);
        await engine.CliOk("rm", id);
        await engine.CliOk("rmi", Name);
    }

    public async ValueTask DisposeAsync() => await TestEngine.Old.Cli("rmi", "-f", Name);
}
