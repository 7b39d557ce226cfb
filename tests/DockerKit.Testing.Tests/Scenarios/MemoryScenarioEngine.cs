using DockerKit.Scenarios;

namespace DockerKit.Testing.Tests;

/// <summary>The engine in memory for the scenarios that real engines have passed.</summary>
internal sealed class MemoryScenarioEngine : ScenarioEngine
{
    private static readonly ImageLayer Base = new(ByteSize.FromMebibytes(2), "busybox");

    private readonly InMemoryDockerEngine _engine = new();

    public MemoryScenarioEngine()
    {
        _engine.AddImage(Image, new ImageDefinition { Environment = ["PATH=/bin"], Layers = [Base] });
        foreach ((string name, int stars, string description) in new[]
        {
            ("dockerkit/many", 45, "One repository with three tags"), ("dockerkit/busybox", 3200, "One static binary with the usual tools, and a shell"), ("dockerkit/large", 120, "About sixty megabytes in several layers"),
            ("dockerkit/web", 870, "A web server with one page that says hello"), ("dockerkit/layers", 410, "Several layers of a few megabytes, to watch a pull"), ("someone/other", 9000, "Something else"),
        })
        {
            _engine.AddSearchResult(new ImageSearchResult { Name = name, Stars = stars, Description = description, IsOfficial = name == "dockerkit/busybox" });
        }

        _engine.OnAnyRun(Busybox.RunAsync);
        Docker = _engine.Connect();
    }

    public override DockerKitClient Docker { get; }

    public override bool IsOld => false;

    public override string Registry => "registry.test:5000";

    public override Task<string> AddImageAsync(IReadOnlyDictionary<string, string> labels, params string[] names)
    {
        var definition = new ImageDefinition { Environment = ["PATH=/bin"], Labels = labels, BuiltOn = Image, Layers = [new(ByteSize.FromBytes(10), UniqueName("layer"))] };
        string id = names.Length == 0 ? _engine.AddUntaggedImage(definition) : _engine.AddImage(names[0], definition);
        foreach (string name in names.Skip(1))
        {
            _engine.TagImage(id, name);
        }

        return Task.FromResult(id);
    }

    public override Task PublishAsync(string repository, string tag)
    {
        _engine.AddRegistryImage($"{repository}:{tag}", new ImageDefinition { Environment = ["PATH=/bin"], Layers = [Base, new(ByteSize.FromMebibytes(1), UniqueName("layer"))] });
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => Docker.DisposeAsync();
}
