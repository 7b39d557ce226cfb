using DockerKit.Conformance;
using DockerKit.Scenarios;
using DockerKit.Transport;
using DockerKit.Transport.DockerDotNet;

namespace DockerKit.EngineTests;

/// <summary>The default transport to a real engine.</summary>
public sealed class RealTransport(TestEngine engine) : TransportUnderTest
{
    private readonly RealScenarioEngine _engine = new(engine);

    public override IDockerTransport Transport { get; } = new DockerDotNetTransport(DockerEndpoint.Parse(engine.Endpoint));

    public override string Image => ScenarioEngine.Image;

    public override string Registry => engine.Registry;

    public override async Task<string> PublishAsync()
    {
        string repository = $"{engine.Registry}/{ScenarioEngine.UniqueName("conformance")}";
        await _engine.PublishAsync(repository, "1");
        return $"{repository}:1";
    }

    public override async ValueTask DisposeAsync()
    {
        await Transport.DisposeAsync();
        await _engine.DisposeAsync();
    }
}
