using System.Globalization;

namespace DockerKit.Testing.Tests;

/// <summary>As much of busybox as the scenarios need: a handful of programs, and a shell whose lines are divided by semicolons.</summary>
internal static class Busybox
{
    /// <summary>As process 1, these take no notice of a signal that they do not catch.</summary>
    private static readonly Signal[] Ignored = [Signal.Term, Signal.Int, Signal.Quit, Signal.Hup, Signal.Usr1, Signal.Usr2];

    public static async Task RunAsync(ContainerProcess process)
    {
        foreach (Signal signal in Ignored)
        {
            process.OnSignal(signal);
        }

        switch (process.Command)
        {
            case ["sh", "-c", var script]:
                await RunScriptAsync(process, script);
                break;
            case ["sh"]:
                await process.ReadToEndAsync();
                break;
            default:
                process.Exit(await RunAsync(process, [.. process.Command], toError: false));
                break;
        }
    }

    private static async Task RunScriptAsync(ContainerProcess process, string script)
    {
        foreach (string statement in script.Split(';', StringSplitOptions.TrimEntries))
        {
            string text = statement;
            bool toError = text.EndsWith(" >&2", StringComparison.Ordinal);
            text = toError ? text[..^4] : text;
            if (text.StartsWith("while :", StringComparison.Ordinal))
            {
                await process.DelayAsync(Timeout.InfiniteTimeSpan);
            }
            else if (text.StartsWith("trap 'exit ", StringComparison.Ordinal))
            {
                string[] parts = text.Split(' ');
                int code = int.Parse(parts[2].TrimEnd('\''), CultureInfo.InvariantCulture);
                process.OnSignal(Signal.Parse(parts[^1]), () => process.Exit(code));
            }
            else
            {
                string[] words = [.. text.Split(' ').Select(word => word.StartsWith('$') ? process.Environment.GetValueOrDefault(word[1..], "") : word)];
                if (words[0] == "exit")
                {
                    process.Exit(int.Parse(words[1], CultureInfo.InvariantCulture));
                    return;
                }

                await RunAsync(process, words, toError);
            }
        }
    }

    private static async Task<int> RunAsync(ContainerProcess process, string[] words, bool toError)
    {
        OutputSource output = toError ? OutputSource.StandardError : OutputSource.StandardOutput;
        switch (words[0])
        {
            case "true":
                return 0;
            case "false":
                return 1;
            case "echo":
                process.Write(System.Text.Encoding.UTF8.GetBytes(string.Join(' ', words[1..]) + "\n"), output);
                return 0;
            case "printf":
                process.Write(System.Text.Encoding.UTF8.GetBytes(words[1]), output);
                return 0;
            case "hostname":
                process.WriteLine(process.Hostname);
                return 0;
            case "sleep":
                await process.DelayAsync(TimeSpan.FromSeconds(double.Parse(words[1], CultureInfo.InvariantCulture)));
                return 0;
            case "cat":
                byte[] buffer = new byte[4096];
                int count;
                while ((count = await process.StandardInput.ReadAsync(buffer, process.Ended)) > 0)
                {
                    process.Write(buffer.AsSpan(0, count), output);
                }

                return 0;
            default:
                process.ProgramNotFound();
                return 127;
        }
    }
}
