namespace DockerKit;

/// <summary>How long things may take. <see cref="Timeout.InfiniteTimeSpan"/> sets no limit.</summary>
/// <remarks>What is meant to take long — a pull, a wait, following logs, a run in the foreground — has no total and no attempt limit.
/// The time that a command itself grants the engine, as in <c>Stop(…).WithTimeout(…)</c>, is added to both.</remarks>
public sealed class TimeoutOptions
{
    /// <summary>How long opening a connection may take, TLS included.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one try of a call may take.</summary>
    /// <value>100 seconds.</value>
    public TimeSpan Attempt { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How long a call may take with all its tries and the waits between them.</summary>
    /// <value>5 minutes.</value>
    public TimeSpan Total { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a pull may go without a sign of life.</summary>
    /// <value>5 minutes.</value>
    public TimeSpan StreamIdle { get; set; } = TimeSpan.FromMinutes(5);

    internal TimeoutOptions Validated()
    {
        Check(Connect, nameof(Connect));
        Check(Attempt, nameof(Attempt));
        Check(Total, nameof(Total));
        Check(StreamIdle, nameof(StreamIdle));
        if (Total != Timeout.InfiniteTimeSpan && (Attempt > Total || Attempt == Timeout.InfiniteTimeSpan))
        {
            throw new ArgumentException($"Timeouts.Attempt is {Text(Attempt)} and Timeouts.Total {Text(Total)}: one try cannot be given longer than all of them together.");
        }

        return (TimeoutOptions)MemberwiseClone();
    }

    internal TimeoutOptions With(TimeSpan? attempt = null, TimeSpan? total = null) =>
        new() { Connect = Connect, StreamIdle = StreamIdle, Attempt = attempt ?? Attempt, Total = total ?? Total };

    private static void Check(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan && (value < TimeSpan.FromMilliseconds(10) || value > TimeSpan.FromDays(1)))
        {
            throw new ArgumentException($"Timeouts.{name} is {value}: it must be 10 milliseconds to a day, or Timeout.InfiniteTimeSpan for no limit.");
        }
    }

    private static string Text(TimeSpan value) => value == Timeout.InfiniteTimeSpan ? "infinite" : value.ToString();
}
