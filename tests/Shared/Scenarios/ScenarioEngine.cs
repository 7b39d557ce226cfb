namespace DockerKit.Scenarios;

/// <summary>An engine that the scenarios run on: a real one, or one in memory. Each scenario has its own, and its own client.</summary>
public abstract class ScenarioEngine : IAsyncDisposable
{
    /// <summary>The image that every engine has, with a shell and the usual tools. Its command is <c>sh</c>.</summary>
    public const string Image = "dockerkit/busybox:1";

    private static int s_names;
    private static int s_ports = 23000;

    /// <summary>A client for the engine.</summary>
    public abstract DockerKitClient Docker { get; }

    /// <summary>Whether it behaves as the engine of 2020 (20.10, API 1.41), and not as a current one.</summary>
    public abstract bool IsOld { get; }

    /// <summary>The registry, as the engine reaches it: <c>127.0.0.1:5000</c>.</summary>
    public abstract string Registry { get; }

    /// <summary>The volumes that the scenario has made.</summary>
    protected List<string> Volumes { get; } = [];

    /// <summary>A name that nothing else has.</summary>
    public static string UniqueName(string what) => $"{what}-{Guid.NewGuid().ToString("N")[..8]}-{Interlocked.Increment(ref s_names)}";

    /// <summary>Host ports that nothing else in this run publishes: the first of them.</summary>
    public static int HostPorts(int count = 1) => Interlocked.Add(ref s_ports, count) - count;

    /// <summary>Gives the engine one image with these names, made of <see cref="Image"/>.</summary>
    /// <param name="labels">The image's labels.</param>
    /// <param name="names">Its names; none for an image without one.</param>
    /// <returns>The image's id.</returns>
    public abstract Task<string> AddImageAsync(IReadOnlyDictionary<string, string> labels, params string[] names);

    /// <summary>Gives the registry an image that the engine does not have: one layer on top of <see cref="Image"/>, with other bytes each time.</summary>
    /// <param name="repository">The repository, with the registry before it.</param>
    /// <param name="tag">The tag, which moves where it was there before.</param>
    public abstract Task PublishAsync(string repository, string tag);

    /// <summary>The name of a volume that nothing else has, and that goes with the scenario.</summary>
    public string NewVolume()
    {
        Volumes.Add(UniqueName("volume"));
        return Volumes[^1];
    }

    /// <summary>Takes back what the scenario left.</summary>
    public abstract ValueTask DisposeAsync();
}
