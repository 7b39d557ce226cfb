using System.Text.Json;
using System.Text.Json.Serialization;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>The one source-generated context: nothing that a host application sets reaches into it, and it can be trimmed.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class EngineJson : JsonSerializerContext;
