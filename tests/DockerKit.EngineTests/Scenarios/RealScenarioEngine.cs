using DockerKit.Scenarios;

namespace DockerKit.EngineTests;

/// <summary>A real engine, whose images come about by the real <c>docker</c>.</summary>
public sealed class RealScenarioEngine(TestEngine engine) : ScenarioEngine
{
    private readonly List<string> _images = [];
    private readonly HashSet<string> _repositories = [];

    public override DockerKitClient Docker { get; } = engine.Connect();

    public override bool IsOld => engine == TestEngine.Old;

    public override string Registry => engine.Registry;

    public override async Task<string> AddImageAsync(IReadOnlyDictionary<string, string> labels, params string[] names)
    {
        string container = (await engine.CliOk("create", "--label", TestEngine.Label, Image)).Text;
        string[] changes = [.. labels.SelectMany(static label => new[] { "--change", $"LABEL {label.Key}=\"{label.Value}\"" })];
        string id = (await engine.CliOk(["commit", .. changes, "--change", $"LABEL {TestEngine.Label}", container, .. names.Take(1)])).Text;
        await engine.CliOk("rm", container);
        foreach (string name in names.Skip(1))
        {
            await engine.CliOk("tag", id, name);
        }

        _images.Add(id);
        return id;
    }

    public override async Task PublishAsync(string repository, string tag)
    {
        // Other bytes are another layer, which the engine must not have when it pulls: its own copy goes at once.
        string container = await engine.StartContainer(Image, "sh", "-c", $"echo {UniqueName("layer")} > /layer");
        await engine.CliOk("wait", container);
        string id = (await engine.CliOk("commit", "--change", $"LABEL {TestEngine.Label}", "--change", "CMD [\"sh\"]", container)).Text;
        await engine.CliOk("rm", container);

        // A push needs the tag, which a pulled image may have: that one gets it back.
        string name = $"{repository}:{tag}";
        string before = (await engine.CliOk("images", "-q", "--no-trunc", name)).Text;
        await engine.CliOk("tag", id, name);
        await engine.CliOk("push", "--quiet", name);
        if (before.Length > 0)
        {
            await engine.CliOk("tag", before, name);
        }

        await engine.CliOk("rmi", "-f", id);
        _repositories.Add(repository);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (string repository in _repositories)
        {
            _images.AddRange(await Docker.Images.List().Matching(repository).IdsOnly().ExecuteAsync(CancellationToken.None));
        }

        if (Volumes.Count > 0)
        {
            await engine.CliOk(["volume", "rm", "-f", .. Volumes]);
        }

        await Docker.Images.Remove(_images).Force().AllowFailures().ExecuteAsync(CancellationToken.None);
        await Docker.DisposeAsync();
    }
}
