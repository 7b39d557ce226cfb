using System.Globalization;

namespace DockerKit;

/// <summary>How the engine finds out whether a container is healthy: the <c>--health-…</c> options of <c>docker run</c>.</summary>
/// <remarks>
/// What is not set comes from the image. A duration of zero counts as not set, as in the Docker CLI.
/// A setting that cannot be right throws <see cref="ArgumentOutOfRangeException"/> where it is set.
/// <code>new HealthCheck("curl -f http://localhost/") { Interval = TimeSpan.FromSeconds(10), Retries = 3 }</code>
/// </remarks>
public sealed record HealthCheck
{
    private readonly bool _disabled;
    private readonly string? _command;
    private readonly TimeSpan? _interval;
    private readonly TimeSpan? _timeout;
    private readonly TimeSpan? _startPeriod;
    private readonly TimeSpan? _startInterval;
    private readonly int? _retries;

    /// <summary>A check whose parts are set as properties; its command comes from the image unless set.</summary>
    public HealthCheck()
    {
    }

    /// <summary>A check that runs a command: <c>--health-cmd</c>.</summary>
    /// <param name="command">The line for the container's shell; exit code 0 is healthy, 1 unhealthy.</param>
    /// <exception cref="ArgumentException"><paramref name="command"/> is empty or <see langword="null"/>.</exception>
    public HealthCheck(string command)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        _command = command;
    }

    private HealthCheck(bool disabled) => _disabled = disabled;

    /// <summary>No check, even if the image has one: <c>--no-healthcheck</c>.</summary>
    public static HealthCheck None { get; } = new(disabled: true);

    /// <summary>Whether the image's check is turned off: <c>--no-healthcheck</c>.</summary>
    public bool IsDisabled => _disabled;

    /// <summary>The line for the container's shell: <c>--health-cmd</c>. Exit code 0 is healthy, 1 unhealthy.</summary>
    /// <value><see langword="null"/> for the image's own.</value>
    public string? Command
    {
        get => _command;
        init => _command = Set(string.IsNullOrEmpty(value) ? null : value);
    }

    /// <summary>The time between two checks: <c>--health-interval</c>.</summary>
    /// <value><see langword="null"/> for the image's own, else the engine's (30 seconds).</value>
    public TimeSpan? Interval
    {
        get => _interval;
        init => _interval = Set("interval", value);
    }

    /// <summary>How long one check may take: <c>--health-timeout</c>.</summary>
    /// <value><see langword="null"/> for the image's own, else the engine's (30 seconds).</value>
    public TimeSpan? Timeout
    {
        get => _timeout;
        init => _timeout = Set("timeout", value);
    }

    /// <summary>The time after the start in which failures do not count: <c>--health-start-period</c>.</summary>
    /// <value><see langword="null"/> for the image's own, else none.</value>
    public TimeSpan? StartPeriod
    {
        get => _startPeriod;
        init => _startPeriod = Set("start-period", value);
    }

    /// <summary>The time between two checks in the start period: <c>--health-start-interval</c>. Needs API 1.44 (Docker 25).</summary>
    /// <value><see langword="null"/> for the image's own, else the engine's (5 seconds).</value>
    public TimeSpan? StartInterval
    {
        get => _startInterval;
        init => _startInterval = Set("start-interval", value);
    }

    /// <summary>How many failures in a row make the container unhealthy: <c>--health-retries</c>.</summary>
    /// <value><see langword="null"/> for the image's own, else the engine's (3).</value>
    public int? Retries
    {
        get => _retries;
        init => _retries = Set(value is < 0 ? throw Negative("retries", value) : value is 0 ? null : value);
    }

    /// <summary>The test as the engine's API takes it: nothing for the image's own.</summary>
    internal IReadOnlyList<string> Test => IsDisabled ? ["NONE"] : _command is null ? [] : ["CMD-SHELL", _command];

    /// <summary>Whether nothing is set, so that the image's own check stays as it is.</summary>
    internal bool IsDefault => !Arguments.Any();

    /// <summary>The options on the <c>docker run</c> line, each with its value in the same argument.</summary>
    internal IEnumerable<string> Arguments
    {
        get
        {
            if (IsDisabled)
            {
                return ["--no-healthcheck"];
            }

            (string Name, string? Value)[] options =
            [
                ("cmd", _command),
                ("interval", Text(_interval)),
                ("timeout", Text(_timeout)),
                ("retries", _retries?.ToString(CultureInfo.InvariantCulture)),
                ("start-period", Text(_startPeriod)),
                ("start-interval", Text(_startInterval)),
            ];
            return options.Where(static o => o.Value is not null).Select(static o => $"--health-{o.Name}={o.Value}");
        }
    }

    /// <summary>The options as <c>docker run</c> takes them: <c>'--health-cmd=curl -f http://localhost/' --health-interval=10s</c>.</summary>
    public override string ToString() => ShellQuote.Join(Arguments);

    private static string? Text(TimeSpan? value) => value is { } set ? GoDuration.Format(set) : null;

    private static ArgumentOutOfRangeException Negative(string option, object? value) =>
        new(nameof(value), value, $"--health-{option} cannot be negative.");

    private TimeSpan? Set(string option, TimeSpan? value) => value switch
    {
        null => Set(value),
        { Ticks: < 0 } => throw Negative(option, value),
        { Ticks: 0 } => Set<TimeSpan?>(null),
        _ => Set(value),
    };

    private T Set<T>(T value) => _disabled && value is not null
        ? throw new InvalidOperationException("--no-healthcheck conflicts with --health-* options: HealthCheck.None has no settings, begin with new HealthCheck(\"COMMAND\").")
        : value;
}
