using System.Diagnostics.Contracts;

namespace DockerKit;

/// <summary>How one command is timed and tried again, where it is to differ from the client's options.</summary>
public static class DockerCommandExtensions
{
    /// <summary>How long one try may take, in place of <see cref="TimeoutOptions.Attempt"/>.</summary>
    /// <typeparam name="TCommand">The command's type.</typeparam>
    /// <param name="command">The command.</param>
    /// <param name="timeout">The limit; <see cref="Timeout.InfiniteTimeSpan"/> for none. Not <c>docker stop -t</c>: that is <c>Stop(…).WithTimeout(…)</c>.</param>
    /// <exception cref="ArgumentException">It is out of range.</exception>
    [Pure]
    public static TCommand WithAttemptTimeout<TCommand>(this TCommand command, TimeSpan timeout)
        where TCommand : DockerCommand =>
        With(command, options =>
        {
            // A longer try lengthens the whole, unless that was set as well.
            TimeSpan total = options.Timeouts.Total;
            bool longer = timeout == Timeout.InfiniteTimeSpan || (total != Timeout.InfiniteTimeSpan && timeout > total);
            options.Timeouts = options.Timeouts.With(attempt: timeout, total: longer ? timeout : total);
        });

    /// <summary>How long all tries may take together, in place of <see cref="TimeoutOptions.Total"/>.</summary>
    /// <typeparam name="TCommand">The command's type.</typeparam>
    /// <param name="command">The command.</param>
    /// <param name="timeout">The limit; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    /// <exception cref="ArgumentException">It is out of range.</exception>
    [Pure]
    public static TCommand WithTotalTimeout<TCommand>(this TCommand command, TimeSpan timeout)
        where TCommand : DockerCommand =>
        With(command, options =>
        {
            TimeSpan attempt = options.Timeouts.Attempt;
            bool shorter = timeout != Timeout.InfiniteTimeSpan && (attempt == Timeout.InfiniteTimeSpan || attempt > timeout);
            options.Timeouts = options.Timeouts.With(attempt: shorter ? timeout : attempt, total: timeout);
        });

    /// <summary>How often it is tried in all, in place of <see cref="RetryOptions.MaxAttempts"/>.</summary>
    /// <typeparam name="TCommand">The command's type.</typeparam>
    /// <param name="command">The command.</param>
    /// <param name="maxAttempts">1 to 100; 1 is <see cref="WithoutRetry"/>.</param>
    /// <exception cref="ArgumentException">It is out of range.</exception>
    [Pure]
    public static TCommand WithRetry<TCommand>(this TCommand command, int maxAttempts)
        where TCommand : DockerCommand =>
        With(command, options => options.Retry.MaxAttempts = maxAttempts);

    /// <summary>Tries it once only.</summary>
    /// <typeparam name="TCommand">The command's type.</typeparam>
    /// <param name="command">The command.</param>
    [Pure]
    public static TCommand WithoutRetry<TCommand>(this TCommand command)
        where TCommand : DockerCommand =>
        WithRetry(command, 1);

    private static TCommand With<TCommand>(TCommand command, Action<DockerKitOptions> change)
        where TCommand : DockerCommand
    {
        ArgumentNullException.ThrowIfNull(command);
        return (TCommand)command.With(command.Executor.With(change));
    }
}
