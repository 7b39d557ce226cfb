using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DockerKit;
using Spectre.Console;

namespace DockerKit.Samples.QuickStart;

/// <summary>Tells each step: what it is for, the C# that does it, the docker line that equals it.</summary>
internal sealed partial class Narrator
{
    private int _step;

    /// <summary>Runs a step. The C# that is shown is the very text of the arguments.</summary>
    public async Task<TResult> DoAsync<TCommand, TResult>(
        string title,
        TCommand command,
        Func<TCommand, Task<TResult>> run,
        [CallerArgumentExpression(nameof(command))] string commandCode = "",
        [CallerArgumentExpression(nameof(run))] string runCode = "")
        where TCommand : DockerCommand
    {
        Announce(title, command, commandCode, runCode);
        return await run(command);
    }

    /// <summary>Runs a step that has no result.</summary>
    public Task DoAsync<TCommand>(
        string title,
        TCommand command,
        Func<TCommand, Task> run,
        [CallerArgumentExpression(nameof(command))] string commandCode = "",
        [CallerArgumentExpression(nameof(run))] string runCode = "")
        where TCommand : DockerCommand
    {
        Announce(title, command, commandCode, runCode);
        return run(command);
    }

    public static void Tell(string text) => AnsiConsole.WriteLine("   " + text);

    /// <summary>Prints columns as docker does: as wide as their longest cell, the last one cut where the terminal ends.</summary>
    public static void Tell(string[] header, IEnumerable<string[]> rows)
    {
        string[][] all = [header, .. rows];
        int[] widths = [.. header.Select((_, column) => all.Max(row => row[column].Length))];
        foreach (string[] row in all)
        {
            string line = string.Join("   ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
            int room = AnsiConsole.Profile.Width - 4;
            Tell(line.Length <= room ? line : line[..(room - 1)] + "…");
        }
    }

    [GeneratedRegex(@"\bc(\.\w+\(ct\))")]
    private static partial Regex Terminal();

    private void Announce(string title, DockerCommand command, string commandCode, string runCode)
    {
        // "c => c.ExecuteAsync(ct)" is shown as what follows the command: ".ExecuteAsync(ct)".
        string terminal = Terminal().Match(runCode).Groups[1].Value;
        string line = terminal.StartsWith(".StartAsync", StringComparison.Ordinal) ? command.ToString().Replace("docker run ", "docker run -d ", StringComparison.Ordinal) : command.ToString();
        string code = string.Join(' ', commandCode.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" .", ".", StringComparison.Ordinal);
        string whole = code + terminal;
        if (whole.Length > AnsiConsole.Profile.Width - 4)
        {
            whole = whole.Replace(").", ")" + Environment.NewLine + "      .", StringComparison.Ordinal);
        }

        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{++_step}. {title}[/]");
        AnsiConsole.MarkupLineInterpolated($"   [green]{whole}[/]");
        AnsiConsole.MarkupLineInterpolated($"   [grey]{line}[/]");
    }
}
