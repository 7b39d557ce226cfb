using System.Text;

namespace DockerKit;

/// <summary>Puts a <c>docker</c> line together, twice at once: as a shell runs it, and with secrets masked.</summary>
internal sealed class CommandLine
{
    private const string Mask = "***";

    private readonly StringBuilder _text = new("docker");
    private readonly bool _masked;

    private CommandLine(bool masked) => _masked = masked;

    /// <summary>The line of a command.</summary>
    /// <param name="write">Adds the words.</param>
    /// <param name="masked">Whether secrets are replaced by <c>***</c>.</param>
    public static string Of(Action<CommandLine> write, bool masked)
    {
        var line = new CommandLine(masked);
        write(line);
        return line._text.ToString();
    }

    /// <summary>Adds a word, quoted where a shell would need it.</summary>
    public CommandLine Add(string word)
    {
        _text.Append(' ').Append(ShellQuote.Quote(word));
        return this;
    }

    /// <summary>Adds words.</summary>
    public CommandLine AddAll(IEnumerable<string> words)
    {
        foreach (string word in words)
        {
            Add(word);
        }

        return this;
    }

    /// <summary>Adds a part of a line as it is, for what a shell is to work out: <c>$(docker ps -aq)</c>.</summary>
    public CommandLine AddRaw(string shell)
    {
        _text.Append(' ').Append(shell);
        return this;
    }

    /// <summary>Adds a switch when it is on.</summary>
    public CommandLine Flag(string name, bool on) => on ? Add(name) : this;

    /// <summary>Adds an option when it has a value.</summary>
    public CommandLine Option(string name, string? value) => value is null ? this : Add(name).Add(value);

    /// <summary>Adds an option once for each value.</summary>
    public CommandLine Options(string name, IEnumerable<string> values)
    {
        foreach (string value in values)
        {
            Option(name, value);
        }

        return this;
    }

    /// <summary>Adds an option <c>NAME=VALUE</c> whose value is masked in logs and errors.</summary>
    public CommandLine SecretOption(string name, string assignment)
    {
        int equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (!_masked || equals < 0)
        {
            return Option(name, assignment);
        }

        // The mask is no pattern for a shell to fill in: it is never run.
        Add(name);
        _text.Append(' ').Append(ShellQuote.Quote(assignment[..(equals + 1)])).Append(Mask);
        return this;
    }
}
