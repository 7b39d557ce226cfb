using System.Diagnostics.Contracts;

namespace DockerKit;

public abstract partial class ContainerCommand<TSelf>
{
    /// <summary>Mounts a folder of the host or a volume: <c>-v</c>, <c>--volume</c>.</summary>
    /// <param name="mapping">As the CLI writes it: <c>/srv/www:/www:ro</c>, <c>./src:/src</c>, <c>data:/var/lib/data</c> (a volume), <c>/cache</c> (an anonymous one).</param>
    /// <exception cref="FormatException">It is no such mapping.</exception>
    [Pure]
    public TSelf WithVolume(string mapping) => WithVolume(VolumeMapping.Parse(mapping));

    /// <inheritdoc cref="WithVolume(string)"/>
    /// <param name="mapping">The mapping.</param>
    [Pure]
    public TSelf WithVolume(VolumeMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        return With(Options with { Volumes = Options.Volumes.Add(mapping) });
    }

    /// <summary>Mounts a folder of the host or a volume: <c>-v SOURCE:TARGET</c>.</summary>
    /// <param name="source">The host's path, or a volume's name.</param>
    /// <param name="target">The path in the container.</param>
    /// <exception cref="FormatException">They are no such mapping.</exception>
    [Pure]
    public TSelf WithVolume(string source, string target) => WithVolume(VolumeMapping.Parse($"{source}:{target}"));

    /// <summary>Mounts something: <c>--mount</c>.</summary>
    /// <param name="mount">As the CLI writes it: <c>type=bind,source=/srv/www,target=/www,readonly</c>.</param>
    /// <exception cref="FormatException">It is no mount.</exception>
    [Pure]
    public TSelf WithMount(string mount) => WithMount(Mount.Parse(mount));

    /// <inheritdoc cref="WithMount(string)"/>
    /// <param name="mount">The mount.</param>
    [Pure]
    public TSelf WithMount(Mount mount)
    {
        ArgumentNullException.ThrowIfNull(mount);
        return With(Options with { Mounts = Options.Mounts.Add(mount) });
    }

    /// <summary>Mounts a file system in memory: <c>--tmpfs</c>.</summary>
    /// <param name="mount">The path, and options after a colon: <c>/run:size=64m,mode=1777</c>.</param>
    /// <exception cref="FormatException">It has no path.</exception>
    [Pure]
    public TSelf WithTmpfs(string mount) => WithTmpfs(TmpfsMount.Parse(mount));

    /// <inheritdoc cref="WithTmpfs(string)"/>
    /// <param name="mount">The mount.</param>
    [Pure]
    public TSelf WithTmpfs(TmpfsMount mount)
    {
        ArgumentNullException.ThrowIfNull(mount);
        return With(Options with { Tmpfs = Options.Tmpfs.Add(mount) });
    }

    /// <summary>Mounts the volumes of other containers too: <c>--volumes-from</c>.</summary>
    /// <param name="containers">Names or ids, each with <c>:ro</c> or without.</param>
    /// <exception cref="ArgumentException">One is empty or only white space.</exception>
    [Pure]
    public TSelf WithVolumesFrom(params string[] containers) =>
        With(Options with { VolumesFrom = Options.VolumesFrom.AddRange(AllRequired(containers, "--volumes-from", "data:ro")) });

    /// <summary>The driver of the volumes that <c>WithVolume</c> names: <c>--volume-driver</c>.</summary>
    /// <param name="driver">The driver; <c>local</c> by default.</param>
    /// <exception cref="ArgumentException">It is empty or only white space.</exception>
    [Pure]
    public TSelf WithVolumeDriver(string driver) => With(Options with { VolumeDriver = Required(driver, "--volume-driver", "local") });

    /// <summary>An option of the storage driver: <c>--storage-opt NAME=VALUE</c>.</summary>
    /// <param name="name">The name: <c>size</c>.</param>
    /// <param name="value">The value: <c>10G</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or only white space, or holds <c>=</c>.</exception>
    [Pure]
    public TSelf WithStorageOption(string name, string value)
    {
        (string key, string text) = KeyValueOption.ReadStorage(Pair(name, value, "--storage-opt", "size"));
        return With(Options with { StorageOptions = Options.StorageOptions.SetItem(key, text) });
    }

    /// <summary>Makes the container's root file system read-only: <c>--read-only</c>.</summary>
    [Pure]
    public TSelf ReadOnly() => With(Options with { IsReadOnly = true });

    /// <summary>The size of <c>/dev/shm</c>: <c>--shm-size</c>.</summary>
    /// <param name="size">The size in bytes; the engine's default is 64 MiB.</param>
    [Pure]
    public TSelf WithShmSize(ByteSize size) => With(Options with { ShmSize = size });

    /// <inheritdoc cref="WithShmSize(ByteSize)"/>
    /// <param name="size">The size with a unit or in bytes: <c>256m</c>.</param>
    /// <exception cref="FormatException">It is no size.</exception>
    [Pure]
    public TSelf WithShmSize(string size) => WithShmSize(ByteSize.Parse(size));
}
