using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace DockerKit;

/// <summary>Checks the names and ids that containers are called by, before any I/O.</summary>
internal static class ContainerName
{
    /// <summary>The name itself.</summary>
    /// <exception cref="ArgumentException">It cannot name a container.</exception>
    public static string Check(string container, [CallerArgumentExpression(nameof(container))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(container, parameter);
        if (string.IsNullOrWhiteSpace(container))
        {
            throw new ArgumentException($"'{container}' cannot name a container: it is empty. A right one: web", parameter);
        }

        if (container.AsSpan().IndexOfAnyInRange('\0', ' ') >= 0)
        {
            throw new ArgumentException($"'{container}' cannot name a container: it has a space or a line end in it. A right one: web", parameter);
        }

        // The engine's own JSON begins names with a slash.
        string name = container[0] == '/' ? container[1..] : container;
        return name.Length > 0 && char.IsAsciiLetterOrDigit(name[0])
            ? name
            : throw new ArgumentException($"'{container}' cannot name a container: names and ids begin with a letter or a digit. A right one: web", parameter);
    }

    /// <summary>All of them.</summary>
    /// <exception cref="ArgumentException">One cannot name a container.</exception>
    public static ImmutableArray<string> CheckAll(string container, string[] more)
    {
        ArgumentNullException.ThrowIfNull(more);
        return [Check(container), .. more.Select(static name => Check(name, nameof(more)))];
    }

    /// <summary>All of them, of which there may be none.</summary>
    /// <exception cref="ArgumentException">One cannot name a container.</exception>
    public static ImmutableArray<string> CheckAll(IEnumerable<string> containers)
    {
        ArgumentNullException.ThrowIfNull(containers);
        return [.. containers.Select(static name => Check(name, nameof(containers)))];
    }
}
