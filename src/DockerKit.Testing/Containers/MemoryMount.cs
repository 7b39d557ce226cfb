using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary>A volume or a folder of the host in a container.</summary>
/// <param name="Type"><c>volume</c>, <c>bind</c> or <c>tmpfs</c>.</param>
/// <param name="Name">The volume's name; empty for a folder.</param>
/// <param name="Source">The folder on the host.</param>
/// <param name="Target">The place in the container.</param>
/// <param name="IsReadOnly">Whether it can only be read.</param>
/// <param name="IsAnonymous">Whether the engine made up the volume's name: then it can go with the container.</param>
internal sealed record MemoryMount(string Type, string Name, string Source, string Target, bool IsReadOnly, bool IsAnonymous)
{
    /// <summary>The mounts of a new container; volumes that are not there are made.</summary>
    public static IReadOnlyList<MemoryMount> Of(CreateContainerRequest request, EngineState engine)
    {
        var byTarget = new SortedDictionary<string, MemoryMount>(StringComparer.Ordinal);
        foreach (string bind in request.Host.Binds)
        {
            string[] parts = bind.Split(':');
            bool isReadOnly = parts.Length > 2 && parts[2].Split(',').Contains("ro");
            Put(parts[0].StartsWith('/') ? "bind" : "volume", parts[0], parts.Length > 1 ? parts[1] : parts[0], isReadOnly);
        }

        foreach (Mount mount in request.Host.Mounts)
        {
            Put(mount.Type.ToString(), mount.Source, mount.Target, mount.IsReadOnly);
        }

        foreach (string target in request.Configuration.Volumes.Where(target => !byTarget.ContainsKey(target)))
        {
            Put("volume", null, target, isReadOnly: false);
        }

        return [.. byTarget.Values];

        void Put(string type, string? source, string target, bool isReadOnly)
        {
            if (byTarget.ContainsKey(target))
            {
                throw EngineErrors.BadRequest($"Duplicate mount point: {target}");
            }

            bool isVolume = type == "volume";
            string name = isVolume ? string.IsNullOrEmpty(source) ? HexId.Next() : source : "";
            if (isVolume)
            {
                engine.Volumes.Add(name);
            }

            byTarget[target] = new MemoryMount(
                type, name, isVolume ? $"/var/lib/docker/volumes/{name}/_data" : source ?? "", target, isReadOnly, isVolume && string.IsNullOrEmpty(source));
        }
    }
}
