using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DockerKit;

/// <summary>A signal to a container's process, by name or number, as for <c>docker kill --signal</c>: <c>SIGTERM</c>, <c>hup</c>, <c>9</c>.</summary>
/// <remarks>
/// The names and numbers are Linux's. Two signals are equal when their numbers are: <c>KILL</c>, <c>SIGKILL</c> and <c>9</c>.
/// Grammar: https://github.com/moby/sys (signal.ParseSignal).
/// </remarks>
public sealed record Signal : IParsable<Signal>
{
    private const int Last = 64;

    private Signal(int number) => Number = number;

    /// <summary>Hang up; many servers read their configuration anew: <c>SIGHUP</c>.</summary>
    public static Signal Hup { get; } = new(1);

    /// <summary>Interrupt, as Ctrl+C sends it: <c>SIGINT</c>.</summary>
#pragma warning disable CA1720 // Not the number's type: the signal's own name.
    public static Signal Int { get; } = new(2);
#pragma warning restore CA1720

    /// <summary>Quit, as Ctrl+\ sends it: <c>SIGQUIT</c>.</summary>
    public static Signal Quit { get; } = new(3);

    /// <summary>Abort: <c>SIGABRT</c>.</summary>
    public static Signal Abrt { get; } = new(6);

    /// <summary>End at once; no process can refuse it: <c>SIGKILL</c>, what <c>docker kill</c> sends by default.</summary>
    public static Signal Kill { get; } = new(9);

    /// <summary>The first one that is free for the program's own use: <c>SIGUSR1</c>.</summary>
    public static Signal Usr1 { get; } = new(10);

    /// <summary>The second one that is free for the program's own use: <c>SIGUSR2</c>.</summary>
    public static Signal Usr2 { get; } = new(12);

    /// <summary>End, please: <c>SIGTERM</c>, what <c>docker stop</c> sends by default.</summary>
    public static Signal Term { get; } = new(15);

    /// <summary>Go on after <see cref="Stop"/>: <c>SIGCONT</c>.</summary>
    public static Signal Cont { get; } = new(18);

    /// <summary>Halt until <see cref="Cont"/>; no process can refuse it: <c>SIGSTOP</c>.</summary>
    public static Signal Stop { get; } = new(19);

    /// <summary>The terminal has another size; some servers end gracefully on it: <c>SIGWINCH</c>.</summary>
    public static Signal Winch { get; } = new(28);

    /// <summary>The signal's number on Linux.</summary>
    public int Number { get; }

    /// <summary>The signal's name with <c>SIG</c>: <c>SIGTERM</c>, <c>SIGRTMIN+3</c>.</summary>
    /// <value><see langword="null"/> for a number without a name (32 and 33, which the C library keeps for itself).</value>
    public string? Name => SignalNames.Of(Number) is { } name ? $"SIG{name}" : null;

    /// <summary>A signal from its number.</summary>
    /// <param name="number">1 to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is not between 1 and 64.</exception>
    public static Signal FromNumber(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Last);
        return new Signal(number);
    }

    /// <summary>Reads a signal: <c>SIGTERM</c>, <c>term</c>, <c>15</c> or <c>RTMIN+3</c>, in any case.</summary>
    /// <param name="s">The text as typed after <c>docker run --stop-signal</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It is no signal of Linux.</exception>
    public static Signal Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out Signal? result) is { } problem ? throw BadValue.Error("signal", s, problem, "SIGTERM") : result!;
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The text as typed after <c>docker run --stop-signal</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    public static Signal Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a signal and tells whether it is one, without an exception.</summary>
    /// <param name="s">The text as typed after <c>docker run --stop-signal</c>.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is right.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out Signal? result)
    {
        result = null;
        return s is not null && Read(s, out result) is null;
    }

    /// <inheritdoc cref="TryParse(string?, out Signal?)"/>
    /// <param name="s">The text as typed after <c>docker run --stop-signal</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Signal result) =>
        TryParse(s, out result);

    /// <summary>The text that reads back as this signal: <see cref="Name"/>, or the number where there is none.</summary>
    public override string ToString() => Name ?? Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads the text and gives what is wrong with it, or null.</summary>
    private static string? Read(string text, out Signal? result)
    {
        result = null;
        if (GoInteger.TryParse(text, out int number))
        {
            if (number is < 1 or > Last)
            {
                return "signals have the numbers 1 to 64.";
            }

            result = new Signal(number);
            return null;
        }

        string name = text.StartsWith("SIG", StringComparison.OrdinalIgnoreCase) ? text[3..] : text;
        if (!SignalNames.TryGetNumber(name, out number))
        {
            return text.Length == 0 ? "it is empty." : "no signal has this name.";
        }

        result = new Signal(number);
        return null;
    }
}
