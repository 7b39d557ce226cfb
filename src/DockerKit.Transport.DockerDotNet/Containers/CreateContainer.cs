using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using static DockerKit.Transport.DockerDotNet.JsonTokens;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>
/// <c>POST /containers/create</c>. Docker.DotNet's model ends at API 1.41, and drops the platform where there is no name: the request is our own.
/// </summary>
internal static class CreateContainer
{
    public static async Task<CreatedContainer> RunAsync(EngineConnection connection, string transport, CreateContainerRequest request, CancellationToken cancellationToken)
    {
        string path = new QueryBuilder("/containers/create").Add("name", request.Name).Add("platform", request.Platform).ToString();
        Stream stream = await connection.SpeakAsync(version => OpenAsync(connection, transport, request, path, version, cancellationToken), cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            return await WholeBody.ReadAsync(stream, EnginePath.Call(HttpMethod.Post, path), Read, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<Stream> OpenAsync(EngineConnection connection, string transport, CreateContainerRequest request, string path, Version version, CancellationToken cancellationToken)
    {
        CreateContainerLimits.Check(request, transport, version);
        using var content = new ReadOnlyMemoryContent(BodyOf(request, version));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await connection.OpenStreamAsync(HttpMethod.Post, EnginePath.WithVersion(path, version), content, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The request's body.</summary>
    internal static ReadOnlyMemory<byte> BodyOf(CreateContainerRequest request, Version version)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer))
        {
            CreateContainerBody.Write(json, request, version);
        }

        return buffer.WrittenMemory;
    }

    private static CreatedContainer Read(ref Utf8JsonReader json)
    {
        string? id = null;
        var warnings = new List<string>();
        if (EnterObject(ref json))
        {
            while (NextField(ref json))
            {
                switch (FieldName(ref json))
                {
                    case "Id": id = ReadText(ref json); break;
                    case "Warnings": ReadWarnings(ref json, warnings); break;
                    default: json.Skip(); break;
                }
            }
        }

        return new CreatedContainer(string.IsNullOrEmpty(id) ? throw new JsonException("There is no id.") : id, warnings);
    }

    private static void ReadWarnings(ref Utf8JsonReader json, List<string> warnings)
    {
        if (EnterList(ref json))
        {
            while (NextText(ref json))
            {
                warnings.Add(Text(ref json));
            }
        }
    }
}
