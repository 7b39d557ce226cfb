using DockerKit.Transport.Conformance;

namespace DockerKit.PackageTests;

/// <summary>The real engine of this test run where there is one, else a scripted one: the test is about the packages.</summary>
internal sealed class EngineToUse : IAsyncDisposable
{
    private readonly ScriptedEngine? _scripted;

    private EngineToUse(string endpoint, ScriptedEngine? scripted)
    {
        Endpoint = endpoint;
        _scripted = scripted;
    }

    public string Endpoint { get; }

    /// <summary>The version that it says, where that is known beforehand.</summary>
    public string? ServerVersion => _scripted is null ? null : "28.5.2";

    public static EngineToUse Find()
    {
        if (Environment.GetEnvironmentVariable("DOCKERKIT_TEST_ENGINE_OLD") is { Length: > 0 } endpoint)
        {
            return new EngineToUse(endpoint, null);
        }

        ScriptedEngine scripted = ScriptedEngine.Start();
        return new EngineToUse(scripted.Endpoint, scripted);
    }

    public ValueTask DisposeAsync() => _scripted?.DisposeAsync() ?? ValueTask.CompletedTask;
}
