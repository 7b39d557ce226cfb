using System.Globalization;

namespace DockerKit.EngineTests;

/// <summary>A program that counts its lines, so that one that is lost or comes twice is seen.</summary>
internal static class Counting
{
    /// <summary>After how many lines the engine is killed.</summary>
    public const int KillAt = 30;

    /// <summary>How it ends.</summary>
    public const int ExitCode = 7;

    private const int Last = 150;

    /// <summary>What it writes when nobody stops it.</summary>
    public static string[] Lines { get; } = [.. Enumerable.Range(1, Last).Select(static i => i.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The program. It takes about four seconds, most of them after the kill.</summary>
    public static string[] Command { get; } = ["sh", "-c", $"i=0; while [ $i -lt {Last} ]; do i=$((i+1)); echo $i; sleep 0.025; done; exit {ExitCode}"];
}
