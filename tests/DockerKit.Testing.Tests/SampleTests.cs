#if NET10_0_OR_GREATER // the sample is built for the newest only
using System.Diagnostics;

namespace DockerKit.Testing.Tests;

/// <summary>The sample of a user's unit tests, run as a user runs it.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task The_unit_tests_of_the_sample_pass()
    {
        // …/tests/DockerKit.Testing.Tests/bin/CONFIGURATION/FRAMEWORK/
        string[] parts = AppContext.BaseDirectory.TrimEnd('/').Split('/');
        string program = Path.Combine([string.Join('/', parts[..^5]), "samples", "UnitTest", "bin", parts[^2], parts[^1], "UnitTest"]);
        var start = new ProcessStartInfo(program, ["-noColor"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Total: 8, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
    }
}
#endif
