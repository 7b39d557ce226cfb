using System.Diagnostics;

namespace DockerKit.PackageTests;

/// <summary>Runs programs, most of all <c>dotnet</c>, as a person at a prompt would: with nothing of this test run's own build in their environment.</summary>
internal static class DotNet
{
    private static readonly string[] Inherited = ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "MSBuildLoadMicrosoftTargetsReadOnly", "DOTNET_HOST_PATH", "CI"];

    /// <summary>Runs <c>dotnet</c>, and fails the test when it fails.</summary>
    public static Task<string> Run(string folder, params string[] arguments) => Start(folder, "dotnet", arguments);

    /// <summary>Runs a program, and fails the test when it fails. Gives what it printed.</summary>
    public static async Task<string> Start(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in Inherited)
        {
            start.Environment.Remove(name);
        }

        // No build server may outlive the test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        string all = await output + await error;
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{all}");
        return all;
    }
}
