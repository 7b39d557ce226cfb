using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary>A Docker engine in memory, for tests of code that uses DockerKit: no Docker, no network, milliseconds.</summary>
/// <remarks>
/// <para>It keeps the rules of a real engine (28.5) and answers in its words: unique names, short ids, states and what may follow upon them, ports that are
/// taken, images in use, filters, exit codes. What containers do is up to the test: see <see cref="OnRun(string, Action{ContainerProcess})"/>;
/// without a program a container runs until it is stopped (exit code 143) or killed (137).</para>
/// <para>It is safe to use from many threads, and no two engines know of each other. Nothing in it looks at the wall clock: hand in a
/// <see cref="System.TimeProvider"/> to hold the time in your hands.</para>
/// </remarks>
public sealed partial class InMemoryDockerEngine
{
    private readonly EngineState _state;

    /// <summary>Makes an engine without images and containers.</summary>
    /// <param name="timeProvider">Its clock; null for the system's. <c>FakeTimeProvider</c> of Microsoft.Extensions.TimeProvider.Testing fits.</param>
    public InMemoryDockerEngine(TimeProvider? timeProvider = null) => _state = new EngineState(timeProvider ?? TimeProvider.System);

    /// <summary>The engine's clock.</summary>
    public TimeProvider TimeProvider => _state.Clock;

    /// <summary>Every call that reached the engine, in order, those that failed too. A copy.</summary>
    public IReadOnlyList<EngineCall> Calls => _state.Calls.Calls;

    /// <summary>A client of this engine.</summary>
    /// <param name="options">How the client behaves. Null for the defaults, with the engine's clock, and with waits of a millisecond before it tries again.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public DockerKitClient Connect(DockerKitOptions? options = null) => DockerKitClient.Connect(OpenTransport(), options ?? new DockerKitOptions
    {
        TimeProvider = TimeProvider,
        Retry = new RetryOptions { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1), UseJitter = false },
    });

    /// <summary>A transport to this engine, for a client that something else makes: <c>AddDockerKit().UseTransport(_ => engine.OpenTransport())</c>.</summary>
    /// <returns>A new one each time: a client disposes of its transport. The engine stays.</returns>
    public IDockerTransport OpenTransport() => new MemoryTransport(_state);

    /// <summary>Makes a network that containers can be put in. <c>bridge</c>, <c>host</c> and <c>none</c> are there already.</summary>
    /// <param name="name">The name.</param>
    public InMemoryDockerEngine AddNetwork(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        lock (_state.Gate)
        {
            _state.Networks.Add(name);
        }

        return this;
    }

    /// <summary>The names of the volumes that there are, in order: those that containers were created with, and are not removed.</summary>
    public IReadOnlyList<string> Volumes
    {
        get
        {
            lock (_state.Gate)
            {
                return [.. _state.Volumes.Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Forgets the calls up to now: what is recorded after it is what the test looks at.</summary>
    public void ForgetCalls() => _state.Calls.ForgetCalls();
}
