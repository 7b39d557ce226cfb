using System.Diagnostics;

namespace DockerKit.Benchmarks.Scripted;

/// <summary>The scripted engine in a process of its own, so that its allocations and CPU time are not counted.</summary>
internal sealed class EngineProcess : IDisposable
{
    private readonly Process _process;

    private EngineProcess(Process process, string endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    public string Endpoint { get; }

    public static EngineProcess Start()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(EngineProcess).Assembly.Location, "serve"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        Process process = Process.Start(start)!;
        string endpoint = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The scripted engine did not start.");
        return new EngineProcess(process, endpoint);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
