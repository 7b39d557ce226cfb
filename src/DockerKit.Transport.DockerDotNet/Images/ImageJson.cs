using System.Text.Json.Serialization;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>Images as the engine writes them. Whatever it leaves out is null.</summary>
[JsonSerializable(typeof(List<ImageJson>))]
[JsonSerializable(typeof(List<SearchResultJson>))]
[JsonSerializable(typeof(List<RemovalJson>))]
internal sealed partial class ImagesJson : JsonSerializerContext;

/// <summary>One item of <c>GET /images/json</c>.</summary>
internal sealed class ImageJson
{
    public string? Id { get; init; }

    public string? ParentId { get; init; }

    public string[]? RepoTags { get; init; }

    public string[]? RepoDigests { get; init; }

    public long? Created { get; init; } // seconds since 1970

    public long? Size { get; init; }

    public long? SharedSize { get; init; } // -1 where it is not computed

    public long? Containers { get; init; } // -1 where they are not counted

    public Dictionary<string, string>? Labels { get; init; }
}

/// <summary>One item of <c>GET /images/search</c>.</summary>
internal sealed class SearchResultJson
{
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    [JsonPropertyName("description")]
    public string? Description { get; init; }

    [JsonPropertyName("star_count")]
    public int? StarCount { get; init; }

    [JsonPropertyName("is_official")]
    public bool? IsOfficial { get; init; }

    [JsonPropertyName("is_automated")]
    public bool? IsAutomated { get; init; }
}

/// <summary>One item of the answer to <c>DELETE /images/{name}</c>: one of the two is set.</summary>
internal sealed class RemovalJson
{
    public string? Untagged { get; init; }

    public string? Deleted { get; init; }
}
