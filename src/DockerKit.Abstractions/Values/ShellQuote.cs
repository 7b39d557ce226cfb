using System.Buffers;

namespace DockerKit;

/// <summary>Quotes arguments so that a POSIX shell (sh, bash, dash, zsh) passes them on unchanged.</summary>
internal static class ShellQuote
{
    private static readonly SearchValues<char> Safe =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@%+=:,./_-");

    /// <summary>The argument as it is when it needs no quotes, else in single quotes, inside which a shell changes nothing.</summary>
    public static string Quote(string argument)
    {
        ArgumentNullException.ThrowIfNull(argument);

        // zsh expands a word that begins with "=" to the path of a command.
        if (argument.Length > 0 && argument[0] != '=' && !argument.AsSpan().ContainsAnyExcept(Safe))
        {
            return argument;
        }

        return $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    /// <summary>A whole command line.</summary>
    public static string Join(IEnumerable<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return string.Join(' ', arguments.Select(Quote));
    }
}
