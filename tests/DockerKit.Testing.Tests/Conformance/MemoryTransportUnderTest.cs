using DockerKit.Conformance;
using DockerKit.Scenarios;
using DockerKit.Transport;

namespace DockerKit.Testing.Tests;

/// <summary>The way to an engine in memory for the kit that the default transport passes on real engines.</summary>
public sealed class MemoryTransportUnderTest : TransportUnderTest
{
    private static readonly ImageLayer Base = new(ByteSize.FromMebibytes(2), "busybox");

    private readonly InMemoryDockerEngine _engine = new();

    public MemoryTransportUnderTest()
    {
        _engine.AddImage(Image, new ImageDefinition { Layers = [Base] });
        _engine.OnAnyRun(Busybox.RunAsync);
        Transport = _engine.OpenTransport();
    }

    public override IDockerTransport Transport { get; }

    public override string Image => ScenarioEngine.Image;

    public override string Registry => "registry.test:5000";

    public override Task<string> PublishAsync()
    {
        string image = $"{Registry}/{ScenarioEngine.UniqueName("conformance")}:1";
        _engine.AddRegistryImage(image, new ImageDefinition { Layers = [Base, new(ByteSize.FromMebibytes(1), image)] });
        return Task.FromResult(image);
    }

    public override ValueTask DisposeAsync() => Transport.DisposeAsync();
}
