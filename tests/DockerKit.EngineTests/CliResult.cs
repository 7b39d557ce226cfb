namespace DockerKit.EngineTests;

/// <summary>How a run of the real <c>docker</c> ended, and what it wrote.</summary>
public sealed record CliResult(int ExitCode, string StandardOutput, string StandardError)
{
    /// <summary>The lines of standard output, without empty ones.</summary>
    public string[] Lines => StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Standard output without the white space around it: the id that most commands print.</summary>
    public string Text => StandardOutput.Trim();
}
