namespace DockerKit;

/// <summary>When a Docker engine counts as healthy.</summary>
public sealed class DockerKitHealthCheckOptions
{
    /// <summary>How long the engine may take for the whole check; one that takes longer is unhealthy.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the engine may take for its answer before it counts as degraded. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for as long as it likes.</summary>
    /// <value>1 second.</value>
    public TimeSpan DegradedAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the engine is asked in all before it counts as unhealthy. One that answers only when it is asked again is degraded. The client's own retries do not apply.</summary>
    /// <value>2.</value>
    public int MaxAttempts { get; set; } = 2;

    /// <summary>The API version that the application needs; an engine that is older is degraded.</summary>
    /// <value>Null for any that DockerKit can speak.</value>
    public Version? MinimumApiVersion { get; set; }

    internal DockerKitHealthCheckOptions Validated()
    {
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromDays(1))
        {
            throw new ArgumentException($"Timeout is {Timeout}: it must be above zero and at most a day.");
        }

        if (DegradedAfter < TimeSpan.Zero && DegradedAfter != System.Threading.Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentException($"DegradedAfter is {DegradedAfter}: it must not be below zero, or be Timeout.InfiniteTimeSpan for no limit.");
        }

        return MaxAttempts is >= 1 and <= 100
            ? (DockerKitHealthCheckOptions)MemberwiseClone()
            : throw new ArgumentException($"MaxAttempts is {MaxAttempts}: it must be 1 to 100.");
    }
}
