using System.Text.Json;
using System.Text.Json.Serialization;
using Docker.DotNet;
using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

/// <summary>The least of a model, to see whether JSON passes.</summary>
internal sealed record Thing(string Id, int Size = 0);

[JsonSerializable(typeof(Thing))]
[JsonSerializable(typeof(List<Thing>))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
internal sealed partial class TestJson : JsonSerializerContext;

internal static class Connections
{
    public static EngineConnection Connect(this ScriptedEngine engine) => EngineConnection.Open(DockerEndpoint.Parse(engine.Endpoint));

    /// <summary>Makes one call through Docker.DotNet.</summary>
    public static Task<T> RunAsync<T>(this EngineConnection connection, Func<IDockerClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        ((DockerDotNetCalls)connection.Bare).RunAsync(call, cancellationToken);

    /// <summary>Makes one call without a result through Docker.DotNet.</summary>
    public static Task RunAsync(this EngineConnection connection, Func<IDockerClient, CancellationToken, Task> call, CancellationToken cancellationToken) =>
        connection.RunAsync(
            async (docker, token) =>
            {
                await call(docker, token);
                return true;
            },
            cancellationToken);

    /// <summary>Waits for an end that must come within a second of the cancellation.</summary>
    public static async Task AssertEndsAsync(Task call, CancellationToken cancelled)
    {
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
        Assert.Equal(cancelled, e.CancellationToken);
    }
}
