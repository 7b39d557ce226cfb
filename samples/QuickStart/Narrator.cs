using System.Runtime.CompilerServices;
using DockerKit;
using Spectre.Console;

namespace DockerKit.Samples.QuickStart;

/// <summary>Tells each step: what it is for, the C# that does it, the docker line that equals it.</summary>
internal sealed class Narrator
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

    public static void Tell(Table table) => AnsiConsole.Write(new Padder(table, new Padding(3, 0, 0, 0)));

    private void Announce(string title, DockerCommand command, string commandCode, string runCode)
    {
        // "c => c.ExecuteAsync(ct)" is shown as what follows the command: ".ExecuteAsync(ct)".
        string terminal = runCode[(runCode.IndexOf("=>", StringComparison.Ordinal) + 2)..].Trim();
        terminal = terminal[terminal.IndexOf('.', StringComparison.Ordinal)..];
        string code = string.Join(' ', commandCode.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" .", ".", StringComparison.Ordinal);
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{++_step}. {title}[/]");
        AnsiConsole.MarkupLineInterpolated($"   [green]{code}{terminal}[/]");
        AnsiConsole.MarkupLineInterpolated($"   [grey]{command}[/]");
    }
}
