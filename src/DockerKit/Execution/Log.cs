using Microsoft.Extensions.Logging;

namespace DockerKit;

/// <summary>What DockerKit logs. Lines hold no secrets.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "{Operation}: {CommandLine}")]
    public static partial void Executing(ILogger logger, string operation, string commandLine);

    [LoggerMessage(2, LogLevel.Debug, "{Operation} failed: {CommandLine}")]
    public static partial void Failed(ILogger logger, string operation, string commandLine, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "The container {Id} could not be taken back after a failure or a cancellation and may be left behind: {CommandLine}")]
    public static partial void LeftBehind(ILogger logger, string id, string commandLine, Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "{Operation} failed and is tried again as attempt {Attempt} in {Delay}: {Cause} ({CommandLine})")]
    public static partial void Retrying(ILogger logger, string operation, int attempt, TimeSpan delay, string cause, string commandLine);
}
