using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DockerKit.EngineTests;

/// <summary>What <c>docker inspect</c> says of a container, without what differs between any two: ids, names, times, paths that hold them.</summary>
internal static partial class InspectedState
{
    private static readonly string[] OwnToEach =
    [
        "Id", "Name", "Created", "ResolvConfPath", "HostnamePath", "HostsPath", "LogPath", "GraphDriver", "State",
    ];

    // The CLI goes through maps whose order changes from run to run.
    private static readonly string[] Unordered = ["Config.Env", "HostConfig.Binds", "Mounts", "HostConfig.Mounts"];

    /// <summary>The parts that differ, as <c>path: left, right</c>.</summary>
    public static IReadOnlyList<string> Differences(JsonNode left, JsonNode right)
    {
        var found = new List<string>();
        Compare("", Normal(left), Normal(right), found);
        return found;
    }

    private static JsonObject Normal(JsonNode container)
    {
        JsonObject copy = container.DeepClone().AsObject();
        string id = copy["Id"]!.GetValue<string>();
        string name = copy["Name"]!.GetValue<string>();
        foreach (string own in OwnToEach)
        {
            copy.Remove(own);
        }

        // DockerKit's mark of a creation, which is never the same twice. The CLI has none: it does not try a create again.
        copy["Config"]?["Labels"]?.AsObject().Remove("io.dockerkit.operation");

        // Only the path of a network namespace that was, for a container that has ended.
        copy["NetworkSettings"]?.AsObject().Remove("SandboxKey");

        // A link holds the container's own name. The engine calls a container by the beginning of its id, and an anonymous volume by a random number.
        string text = copy.ToJsonString().Replace(name + "/", "<name>/", StringComparison.Ordinal).Replace(id[..12], "<id>", StringComparison.Ordinal);
        text = LongId().Replace(text, "<long id>");
        copy = JsonNode.Parse(text)!.AsObject();
        foreach (string path in Unordered)
        {
            JsonObject parent = path.Contains('.', StringComparison.Ordinal) ? copy[path.Split('.')[0]]!.AsObject() : copy;
            string last = path.Split('.')[^1];
            if (parent[last] is JsonArray list)
            {
                parent[last] = new JsonArray([.. list.Select(static n => n!.DeepClone()).OrderBy(static n => n.ToJsonString(), StringComparer.Ordinal)]);
            }
        }

        return copy;
    }

    private static void Compare(string path, JsonNode? left, JsonNode? right, List<string> found)
    {
        if (left is JsonObject leftObject && right is JsonObject rightObject)
        {
            foreach (string key in leftObject.Select(static p => p.Key).Union(rightObject.Select(static p => p.Key)))
            {
                Compare(path.Length == 0 ? key : $"{path}.{key}", leftObject[key], rightObject[key], found);
            }
        }
        else if (left is JsonArray { Count: > 0 } leftList && right is JsonArray rightList && leftList.Count == rightList.Count)
        {
            for (int i = 0; i < leftList.Count; i++)
            {
                Compare($"{path}[{i}]", leftList[i], rightList[i], found);
            }
        }
        else if (!JsonNode.DeepEquals(left, right) && !(IsEmpty(left) && IsEmpty(right)))
        {
            found.Add($"{path}: DockerKit {Text(left)}, CLI {Text(right)}");
        }
    }

    /// <summary>Nothing, an empty list and an empty object are the same to the engine; which of them is sent changes from one version of the CLI to the next.</summary>
    private static bool IsEmpty(JsonNode? node) => node is null or JsonArray { Count: 0 } or JsonObject { Count: 0 };

    private static string Text(JsonNode? node) => node?.ToJsonString(JsonSerializerOptions.Default) ?? "null";

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.CultureInvariant)]
    private static partial Regex LongId();
}
