using System.Globalization;

namespace DockerKit.EngineTests;

/// <summary>A program that counts its lines, so that one that is lost or comes twice is seen.</summary>
internal static class Counting
{
    /// <summary>After how many lines the engine is killed.</summary>
    public const int KillAt = 30;

    private const int Last = 150;
    private const int ExitCode = 7;

    /// <summary>What it writes when nobody stops it.</summary>
    public static string[] Lines { get; } = [.. Enumerable.Range(1, Last).Select(static i => i.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The program. It takes about four seconds, most of them after the kill.</summary>
    public static string[] Command { get; } = ["sh", "-c", $"i=0; while [ $i -lt {Last} ]; do i=$((i+1)); echo $i; sleep 0.025; done; exit {ExitCode}"];

    /// <summary>The program, until somebody stops it.</summary>
    public static string[] EndlessCommand { get; } = ["sh", "-c", "i=0; while :; do i=$((i+1)); echo $i; sleep 0.025; done"];

    /// <summary>Checks that lines are the first that the program writes, none lost and none twice.</summary>
    public static void AssertCounts(IReadOnlyList<string> lines) =>
        Assert.Equal(Enumerable.Range(1, lines.Count).Select(static i => i.ToString(CultureInfo.InvariantCulture)), lines);
}
