using System.Diagnostics.Contracts;

namespace DockerKit;

public abstract partial class ContainerCommand<TSelf>
{
    /// <summary>How the engine finds out whether the container works: the <c>--health-…</c> options, all at once.</summary>
    /// <param name="healthCheck">The check. Replaces all that was set before; what is null in it is left to the image.</param>
    [Pure]
    public TSelf WithHealthCheck(HealthCheck healthCheck)
    {
        ArgumentNullException.ThrowIfNull(healthCheck);
        return With(Options with { Health = healthCheck });
    }

    /// <summary>The command that tells by its exit code whether the container works: <c>--health-cmd</c>.</summary>
    /// <param name="command">A line for the container's shell.</param>
    /// <exception cref="ArgumentException">It is empty or only white space.</exception>
    /// <exception cref="InvalidOperationException">The check was turned off.</exception>
    [Pure]
    public TSelf WithHealthCommand(string command) =>
        With(Options with { Health = Health with { Command = Required(command, "--health-cmd", "wget -q -O /dev/null http://localhost/") } });

    /// <summary>How long the engine waits between two checks: <c>--health-interval</c>.</summary>
    /// <param name="interval">The time; by default the image's own, else 30 s.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    /// <exception cref="InvalidOperationException">The check was turned off.</exception>
    [Pure]
    public TSelf WithHealthInterval(TimeSpan interval) => With(Options with { Health = Health with { Interval = interval } });

    /// <summary>How long one check may take: <c>--health-timeout</c>.</summary>
    /// <param name="timeout">The time; by default the image's own, else 30 s.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    /// <exception cref="InvalidOperationException">The check was turned off.</exception>
    [Pure]
    public TSelf WithHealthTimeout(TimeSpan timeout) => With(Options with { Health = Health with { Timeout = timeout } });

    /// <summary>How many failures in a row make it unhealthy: <c>--health-retries</c>.</summary>
    /// <param name="retries">The number; by default the image's own, else 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    /// <exception cref="InvalidOperationException">The check was turned off.</exception>
    [Pure]
    public TSelf WithHealthRetries(int retries) => With(Options with { Health = Health with { Retries = retries } });

    /// <summary>How long failures do not count at the start: <c>--health-start-period</c>.</summary>
    /// <param name="period">The time; by default the image's own, else none.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    /// <exception cref="InvalidOperationException">The check was turned off.</exception>
    [Pure]
    public TSelf WithHealthStartPeriod(TimeSpan period) => With(Options with { Health = Health with { StartPeriod = period } });

    /// <summary>How long the engine waits between two checks at the start: <c>--health-start-interval</c>. Needs an engine with API 1.44.</summary>
    /// <param name="interval">The time; by default the image's own, else 5 s.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    /// <exception cref="InvalidOperationException">The check was turned off.</exception>
    [Pure]
    public TSelf WithHealthStartInterval(TimeSpan interval) => With(Options with { Health = Health with { StartInterval = interval } });

    /// <summary>Turns the image's check off: <c>--no-healthcheck</c>.</summary>
    /// <exception cref="InvalidOperationException">A check was set.</exception>
    [Pure]
    public TSelf WithoutHealthCheck() => Options.Health is { IsDefault: false, IsDisabled: false }
        ? throw new InvalidOperationException($"--no-healthcheck conflicts with {Options.Health}: leave one of them out.")
        : With(Options with { Health = HealthCheck.None });

    private HealthCheck Health => Options.Health ?? new HealthCheck();
}
