using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DockerKit.SampleTests;

/// <summary>A sample that runs as a program of its own, and what it has printed.</summary>
internal sealed partial class SampleProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SampleProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
        process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException("It ended:\n" + Output));
    }

    /// <summary>All that it has printed.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Where it answers HTTP, once it does.</summary>
    public Task<string> Address => _listening.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    /// <summary>Starts a sample, as built beside these tests.</summary>
    /// <param name="name">Its folder.</param>
    /// <param name="settings">What is set for it in the environment.</param>
    public static SampleProgram Start(string name, params (string Name, string Value)[] settings)
    {
        // …/tests/DockerKit.SampleTests/bin/CONFIGURATION/FRAMEWORK/
        string[] parts = AppContext.BaseDirectory.TrimEnd('/').Split('/');
        string repository = string.Join('/', parts[..^5]);
        string folder = Path.Combine(repository, "samples", name);
        string program = Path.Combine(folder, "bin", parts[^2], parts[^1], name);
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string inherited in new[] { "DOCKER_HOST", "DOCKER_CONTEXT", "ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT" })
        {
            start.Environment.Remove(inherited);
        }

        foreach ((string key, string value) in settings)
        {
            start.Environment[key] = value;
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var sample = new SampleProgram(process);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return sample;
    }

    /// <summary>Asks it to end, as a service manager does, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(limit.Token);
        }

        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        finally
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }

            _process.Dispose();
        }
    }

    [GeneratedRegex(@"Now listening on: (\S+)")]
    private static partial Regex Listening();

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (Listening().Match(line) is { Success: true } found)
        {
            _listening.TrySetResult(found.Groups[1].Value);
        }
    }
}
