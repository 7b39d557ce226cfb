using System.Globalization;

namespace DockerKit;

/// <summary>The time that a container may take to stop: whole seconds, or for ever.</summary>
internal static class StopTimeout
{
    /// <summary>The timeout in whole seconds, rounded up: a container is not given less time than was asked for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative but not infinite, or beyond what the engine counts.</exception>
    public static TimeSpan Check(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return timeout;
        }

        double seconds = Math.Ceiling(timeout.TotalSeconds);
        return timeout >= TimeSpan.Zero && seconds <= int.MaxValue
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentOutOfRangeException(
                nameof(timeout),
                timeout,
                $"'{timeout}' is no time to wait for a container: it must be zero or more and at most 68 years, or Timeout.InfiniteTimeSpan. A right one: TimeSpan.FromSeconds(5).");
    }

    /// <summary>How much longer than other calls one that stops a container may take.</summary>
    public static TimeSpan Granted(TimeSpan? timeout) => timeout switch
    {
        // The container's own, which is not known here: 10 seconds for nearly all.
        null => TimeSpan.FromMinutes(5),
        { } time when time == Timeout.InfiniteTimeSpan || time > TimeSpan.FromDays(1) => Timeout.InfiniteTimeSpan,
        { } time => time,
    };

    /// <summary>As <c>-t</c> takes it: <c>5</c>, and <c>-1</c> for ever.</summary>
    public static string? Text(TimeSpan? timeout) => timeout is not { } time
        ? null
        : time == Timeout.InfiniteTimeSpan ? "-1" : ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
