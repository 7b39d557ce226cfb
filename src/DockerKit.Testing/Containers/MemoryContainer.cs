using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary>A container. All that changes is guarded by the engine's lock.</summary>
internal sealed class MemoryContainer
{
    public MemoryContainer(string id, string name, CreateContainerRequest request, MemoryImage image, DateTimeOffset created)
    {
        Id = id;
        Name = name;
        Image = image;
        Created = created;
        Request = request;
        Configuration = request.Configuration;
        Log = new OutputLog(Configuration.HasTerminal);
        IEnumerable<string> words = [.. Configuration.Entrypoint ?? [], .. Configuration.Command ?? []];
        Path = words.First();
        Arguments = [.. words.Skip(1)];
    }

    public string Id { get; }

    public string Name { get; }

    public MemoryImage Image { get; }

    public string ImageId => Image.Id;

    public DateTimeOffset Created { get; }

    /// <summary>What was asked, with what the image adds to it.</summary>
    public CreateContainerRequest Request { get; }

    public ContainerConfiguration Configuration { get; }

    public HostConfiguration Host => Request.Host;

    public string Hostname => Configuration.Hostname is { Length: > 0 } own ? own : HexId.Short(Id);

    public string Path { get; }

    public IReadOnlyList<string> Arguments { get; }

    public ContainerState State { get; set; } = ContainerState.Created;

    /// <summary>What the engine calls running: also while it is paused, or between two runs.</summary>
    public bool IsAlive => State is ContainerState.Running or ContainerState.Paused or ContainerState.Restarting;

    public int ExitCode { get; set; }

    public string Error { get; set; } = "";

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public int RestartCount { get; set; }

    /// <summary>The process of the run that is going on.</summary>
    public ContainerProcess? Process { get; set; }

    public int ProcessId { get; set; }

    public IReadOnlyList<ContainerPort> Ports { get; set; } = [];

    /// <summary>The names of its networks and its address in each; empty ones while it does not run.</summary>
    public SortedDictionary<string, string> Addresses { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<MemoryMount> Mounts { get; set; } = [];

    public OutputLog Log { get; }

    /// <summary>What a test or the program said of its health in this run.</summary>
    public ContainerHealth? SaidHealth { get; set; }

    /// <summary>Whether it was stopped or killed by somebody: then its restart policy leaves it alone.</summary>
    public bool IsStoppedByHand { get; set; }

    /// <summary>How many calls are about to restart it: meanwhile its end does not remove it.</summary>
    public int Restarts { get; set; }

    public ITimer? RestartTimer { get; set; }

    public TimeSpan RestartDelay { get; set; }

    /// <summary>What clients write to its standard input, for this run or the next.</summary>
    public InputStream Input { get; set; } = new();

    public (int Columns, int Rows) TerminalSize { get; set; }

    public List<MemorySession> Sessions { get; } = [];

    public List<TaskCompletionSource<ContainerExit>> ExitWaits { get; } = [];

    public List<TaskCompletionSource<ContainerExit>> RemovalWaits { get; } = [];

    /// <summary>Writes to the log and to whoever is attached.</summary>
    public void Show(OutputSource source, ReadOnlySpan<byte> data, DateTimeOffset now)
    {
        (source, byte[] seen) = Log.Append(source, data, now);
        foreach (MemorySession session in Sessions)
        {
            session.Put(source, seen);
        }
    }

    public ContainerHealth HealthAt(DateTimeOffset now)
    {
        if (Configuration.HealthCheck is not { IsDisabled: false } check)
        {
            return ContainerHealth.None;
        }

        TimeSpan interval = check.Interval is { } own && own > TimeSpan.Zero ? own : TimeSpan.FromSeconds(30);
        return SaidHealth ?? (State is ContainerState.Running && now - StartedAt >= interval ? ContainerHealth.Healthy : ContainerHealth.Starting);
    }
}
