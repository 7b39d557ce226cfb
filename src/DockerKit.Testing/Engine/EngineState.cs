namespace DockerKit.Testing;

/// <summary>All that one engine knows. What changes is guarded by <see cref="Gate"/>; programs and callbacks run outside of it.</summary>
internal sealed class EngineState
{
    private int _processId = 1000;

    public EngineState(TimeProvider clock)
    {
        Clock = clock;
        Calls = new CallGate(clock);
        Lifecycle = new ContainerLifecycle(this);
    }

    public object Gate { get; } = new();

    public TimeProvider Clock { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public CallGate Calls { get; }

    public string Id { get; } = Guid.NewGuid().ToString();

    public ImageStore Images { get; } = new();

    public MemoryRegistry Registry { get; } = new();

    public ContainerStore Containers { get; } = new();

    public ContainerLifecycle Lifecycle { get; }

    public NetworkTable Networks { get; } = new();

    public PortTable Ports { get; } = new();

    public HashSet<string> Volumes { get; } = new(StringComparer.Ordinal);

    public ProgramTable Programs { get; } = new();

    public int NextProcessId() => ++_processId;
}
