using DockerKit.Tests;

namespace DockerKit.EngineTests.Faults;

/// <summary>What one call under a fault needs: an engine, a proxy before it, a client through the proxy and one beside it.</summary>
internal sealed class FaultBench : IAsyncDisposable
{
    private readonly string _mark = TestEngine.UniqueName("fault");

    public FaultBench(TestEngine engine, string image, int attempts, TimeSpan attempt)
    {
        Engine = engine;
        Image = image;
        Proxy = new FaultProxy(engine.Endpoint);
        Direct = engine.Connect();
        Docker = DockerKitClient.Connect(new DockerKitOptions
        {
            Endpoint = Proxy.Endpoint,
            LoggerFactory = Log,
            Retry = { MaxAttempts = attempts, MaxDelay = TimeSpan.FromMilliseconds(300) }, // the first wait stays as users have it
            Timeouts = { Attempt = attempt, StreamIdle = attempt },
        });
    }

    public TestEngine Engine { get; }

    public FaultProxy Proxy { get; }

    /// <summary>Past the proxy.</summary>
    public DockerKitClient Direct { get; }

    /// <summary>Through the proxy.</summary>
    public DockerKitClient Docker { get; }

    public EventLog Log { get; } = new();

    /// <summary>The image that pulls pull.</summary>
    public string Image { get; }

    /// <summary>The container that the verb works on, where there is one before.</summary>
    public string Container { get; set; } = "";

    /// <summary>A name that nothing else has.</summary>
    public string Name => _mark;

    /// <summary>With the labels by which <see cref="FindAsync"/> finds it.</summary>
    public TCommand Marked<TCommand>(ContainerCommand<TCommand> command)
        where TCommand : ContainerCommand<TCommand> => command.WithLabel(TestEngine.Label).WithLabel("fault", _mark).WithNetwork("host");

    /// <summary>Starts a container past the proxy, for the verb to work on.</summary>
    public async Task StartAsync(CancellationToken cancellationToken, params string[] command)
    {
        RunContainerCommand run = Marked(Direct.Containers.Run(TestEngine.Busybox)).WithCommand(command);
        Container = (await run.StartAsync(cancellationToken)).Id;
    }

    /// <summary>What containers of this call there are.</summary>
    public Task<IReadOnlyList<ContainerSummary>> FindAsync(CancellationToken cancellationToken) =>
        Direct.Containers.List().All().WithLabel("fault", _mark).ExecuteAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (ContainerSummary container in await FindAsync(CancellationToken.None))
        {
            await Direct.Containers.Remove(container.Id).Force().WithVolumes().AllowFailures().ExecuteAsync(CancellationToken.None);
        }

        await Docker.DisposeAsync();
        await Direct.DisposeAsync();
        await Proxy.DisposeAsync();
        Log.Dispose();
    }
}
