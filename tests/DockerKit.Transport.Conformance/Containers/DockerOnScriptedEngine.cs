using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

internal static class DockerOnScriptedEngine
{
    /// <summary>The default transport.</summary>
    public static IDockerTransport Transport(this ScriptedEngine engine) => new DockerDotNetTransport(DockerEndpoint.Parse(engine.Endpoint));

    /// <summary>The facade on the default transport, which waits only a millisecond between tries.</summary>
    public static DockerKitClient Docker(this ScriptedEngine engine, TimeProvider? clock = null) => DockerKitClient.Connect(
        engine.Transport(),
        new DockerKitOptions
        {
            Retry = { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) },
            TimeProvider = clock ?? TimeProvider.System,
        });
}
