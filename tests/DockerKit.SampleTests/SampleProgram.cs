using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace DockerKit.SampleTests;

/// <summary>A sample that runs as a program of its own, and what it has printed.</summary>
internal sealed partial class SampleProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Channel<string> _printed = Channel.CreateUnbounded<string>();
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
    public static SampleProgram Start(string name, params (string Name, string Value)[] settings) => Start(name, [], settings);

    /// <summary>Starts a sample with arguments.</summary>
    public static SampleProgram Start(string name, string[] arguments, params (string Name, string Value)[] settings)
    {
        // …/tests/DockerKit.SampleTests/bin/CONFIGURATION/FRAMEWORK/
        string[] parts = AppContext.BaseDirectory.TrimEnd('/').Split('/');
        string repository = string.Join('/', parts[..^5]);
        string folder = Path.Combine(repository, "samples", name);
        string program = Path.Combine(folder, "bin", parts[^2], parts[^1], name);
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string inherited in new[] { "DOCKER_HOST", "DOCKER_CONTEXT", "ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT" })
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

    /// <summary>Waits until it has printed a text so many times more.</summary>
    public async Task PrintedAsync(string text, int times = 1)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (times > 0)
        {
            times -= (await _printed.Reader.ReadAsync(limit.Token)).Contains(text, StringComparison.Ordinal) ? 1 : 0;
        }
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
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
        _printed.Writer.TryWrite(line);
        if (Listening().Match(line) is { Success: true } found)
        {
            _listening.TrySetResult(found.Groups[1].Value);
        }
    }
}
