using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace DockerKit.Benchmarks.Scripted;

/// <summary>The same as <see cref="QuickRun"/>, by BenchmarkDotNet: wall time, and the bytes that the client allocates.</summary>
[MemoryDiagnoser]
[Config(typeof(InThisProcess))]
public class CallBenchmarks
{
    private State? _state;

    /// <summary>What is done.</summary>
    [ParamsSource(nameof(Names))]
    public string What { get; set; } = "";

    public static IEnumerable<string> Names => Calls.All.Select(static c => c.Name);

    [GlobalSetup]
    public void SetUp()
    {
        EngineProcess engine = EngineProcess.Start();
        _state = new State(engine, new Clients(engine.Endpoint), Calls.All.Single(c => c.Name == What));
    }

    [GlobalCleanup]
    public async Task CleanUp()
    {
        await _state!.Clients.DisposeAsync();
        _state.Engine.Dispose();
    }

    [Benchmark(Baseline = true)]
    public Task<long> DockerDotNet() => _state!.Call.DockerDotNet(_state.Clients);

    [Benchmark]
    public Task<long> DockerKit() => _state!.Call.DockerKit(_state.Clients);

    private sealed record State(EngineProcess Engine, Clients Clients, Call Call);

    /// <summary>The client's process is this one; the engine has its own.</summary>
    private sealed class InThisProcess : ManualConfig
    {
        public InThisProcess() => AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
    }
}
