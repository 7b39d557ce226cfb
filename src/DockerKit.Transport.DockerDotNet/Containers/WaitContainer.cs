using System.Text.Json;
using static DockerKit.Transport.DockerDotNet.JsonTokens;

namespace DockerKit.Transport.DockerDotNet;

/// <summary><c>POST /containers/{id}/wait</c>. The engine sends the answer's headers when it has taken note of the wait, and the body when it is over.</summary>
internal static class WaitContainer
{
    public static async Task<IPendingExit> RunAsync(EngineConnection connection, WaitContainerRequest request, CancellationToken cancellationToken)
    {
        string? condition = request.Condition switch
        {
            WaitCondition.NextExit => "next-exit",
            WaitCondition.Removed => "removed",
            _ => null,
        };
        string path = ContainerPath.Of(request.Container, "wait").Add("condition", condition).ToString();
        Stream stream = await connection.OpenStreamAsync(HttpMethod.Post, path, null, null, cancellationToken).ConfigureAwait(false);
        return new PendingExit(stream, EnginePath.Call(HttpMethod.Post, path));
    }

    private static ContainerExit Read(ref Utf8JsonReader json)
    {
        long? code = null;
        string? error = null;
        if (!EnterObject(ref json))
        {
            throw new JsonException("There is no exit code.");
        }

        while (NextField(ref json))
        {
            switch (FieldName(ref json))
            {
                case "StatusCode": code = ReadNumber(ref json); break;
                case "Error": error = ReadTexts(ref json)?.GetValueOrDefault("Message"); break;
                default: json.Skip(); break;
            }
        }

        return new ContainerExit(code ?? throw new JsonException("There is no exit code."), string.IsNullOrEmpty(error) ? null : error);
    }

    private sealed class PendingExit(Stream stream, string call) : IPendingExit
    {
        public Task<ContainerExit> GetExitAsync(CancellationToken cancellationToken) => WholeBody.ReadAsync(stream, call, Read, cancellationToken);

        public ValueTask DisposeAsync() => stream.DisposeAsync();
    }
}
