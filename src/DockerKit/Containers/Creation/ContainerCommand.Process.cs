using System.Diagnostics.Contracts;

namespace DockerKit;

public abstract partial class ContainerCommand<TSelf>
{
    /// <summary>What runs in the container, instead of the image's command: the words after the image. Replaces what was set before.</summary>
    /// <param name="words">The program and its arguments, each as it is: no shell splits or expands them.</param>
    /// <exception cref="ArgumentNullException">It, or a word, is <see langword="null"/>.</exception>
    [Pure]
    public TSelf WithCommand(params string[] words)
    {
        ArgumentNullException.ThrowIfNull(words);
        foreach (string word in words)
        {
            ArgumentNullException.ThrowIfNull(word, nameof(words));
        }

        return With(Options with { Command = [.. words] });
    }

    /// <inheritdoc cref="WithCommand(string[])"/>
    [Pure]
    public TSelf WithCommand(IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return WithCommand([.. words]);
    }

    /// <summary>The program that runs instead of the image's entrypoint: <c>--entrypoint</c>. The image's command does not count then.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Arguments before those of the command. The CLI has them in front of the command's words, and so has this.</param>
    /// <exception cref="ArgumentException"><paramref name="program"/> is empty or only white space; see <see cref="WithoutEntrypoint"/>.</exception>
    [Pure]
    public TSelf WithEntrypoint(string program, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return With(Options with { Entrypoint = Required(program, "--entrypoint", "/bin/sh"), EntrypointArguments = [.. arguments] });
    }

    /// <summary>Takes the image's entrypoint away, so that the command runs by itself: <c>--entrypoint ''</c>.</summary>
    [Pure]
    public TSelf WithoutEntrypoint() => With(Options with { Entrypoint = "", EntrypointArguments = [] });

    /// <summary>The folder that the process starts in: <c>-w</c>, <c>--workdir</c>.</summary>
    /// <param name="path">An absolute path in the container.</param>
    /// <exception cref="ArgumentException">It is empty or only white space.</exception>
    [Pure]
    public TSelf WithWorkingDirectory(string path) => With(Options with { WorkingDirectory = Required(path, "--workdir", "/app") });

    /// <summary>The user that the process runs as: <c>-u</c>, <c>--user</c>.</summary>
    /// <param name="user">A name or number, with a group or without: <c>www-data</c>, <c>1000:1000</c>.</param>
    /// <exception cref="ArgumentException">It is empty or only white space.</exception>
    [Pure]
    public TSelf WithUser(string user) => With(Options with { User = Required(user, "--user", "1000:1000") });

    /// <summary>Further groups of the user: <c>--group-add</c>.</summary>
    /// <param name="groups">Their names or numbers.</param>
    /// <exception cref="ArgumentException">One is empty or only white space.</exception>
    [Pure]
    public TSelf WithGroup(params string[] groups) =>
        With(Options with { Groups = Options.Groups.AddRange(AllRequired(groups, "--group-add", "audio")) });

    /// <summary>The container's own host name: <c>-h</c>, <c>--hostname</c>.</summary>
    /// <param name="hostname">The name; the engine's default is the beginning of the id.</param>
    /// <exception cref="ArgumentException">It is empty or only white space.</exception>
    [Pure]
    public TSelf WithHostname(string hostname) => With(Options with { Hostname = Required(hostname, "--hostname", "web") });

    /// <summary>The container's NIS domain name: <c>--domainname</c>.</summary>
    /// <param name="domainName">The name.</param>
    /// <exception cref="ArgumentException">It is empty or only white space.</exception>
    [Pure]
    public TSelf WithDomainName(string domainName) => With(Options with { DomainName = Required(domainName, "--domainname", "example.com") });

    /// <summary>Gives the process a terminal: <c>-t</c>, <c>--tty</c>. Standard error then comes with standard output.</summary>
    [Pure]
    public TSelf WithTerminal() => With(Options with { HasTerminal = true });

    /// <summary>Keeps standard input open: <c>-i</c>, <c>--interactive</c>.</summary>
    [Pure]
    public TSelf Interactive() => With(Options with { IsInteractive = true });

    /// <summary>Whether a small init process passes signals on and reaps what ends: <c>--init</c>.</summary>
    /// <param name="enabled"><see langword="false"/> for <c>--init=false</c>, where the engine's default is to have one.</param>
    [Pure]
    public TSelf WithInit(bool enabled = true) => With(Options with { Init = enabled });

    /// <summary>The signal that asks it to end: <c>--stop-signal</c>.</summary>
    /// <param name="signal">The signal; by default the image's, or <c>SIGTERM</c>.</param>
    [Pure]
    public TSelf WithStopSignal(Signal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return With(Options with { StopSignal = signal.ToString() });
    }

    /// <inheritdoc cref="WithStopSignal(Signal)"/>
    /// <param name="signal">Its name or number: <c>SIGQUIT</c>, <c>quit</c>, <c>3</c>.</param>
    /// <exception cref="FormatException">It is no signal.</exception>
    [Pure]
    public TSelf WithStopSignal(string signal)
    {
        _ = Signal.Parse(signal);
        return With(Options with { StopSignal = signal });
    }

    /// <summary>How long it may take to end before it is killed: <c>--stop-timeout</c>.</summary>
    /// <param name="timeout">Counted in whole seconds, a part of one as a whole; <see cref="Timeout.InfiniteTimeSpan"/> for ever. The engine's default is 10 s.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than 68 years.</exception>
    [Pure]
    public TSelf WithStopTimeout(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return With(Options with { StopTimeoutSeconds = -1 });
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, TimeSpan.FromSeconds(int.MaxValue));
        return With(Options with { StopTimeoutSeconds = (int)Math.Ceiling(timeout.TotalSeconds) });
    }
}
