namespace DockerKit;

/// <summary>How calls are repeated that failed in a way that passes by itself. What may be repeated is known for each verb and cannot be set.</summary>
public sealed class RetryOptions
{
    /// <summary>How often a call is tried in all; 1 turns retries off.</summary>
    /// <value>6: with the waits between them enough for an engine that is restarted at once.</value>
    public int MaxAttempts { get; set; } = 6;

    /// <summary>About how long the first wait is; each further one is about twice as long.</summary>
    /// <value>200 milliseconds.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between two tries. An answer that asks for a longer one is thrown at once, as a <see cref="DockerRateLimitedException"/>.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether waits are varied at random, so that many clients do not try again at the same moment.</summary>
    /// <value><see langword="true"/>.</value>
    public bool UseJitter { get; set; } = true;

    internal RetryOptions Validated()
    {
        if (MaxAttempts is < 1 or > 100)
        {
            throw new ArgumentException($"Retry.MaxAttempts is {MaxAttempts}: it must be 1 (no retries) to 100.");
        }

        if (BaseDelay <= TimeSpan.Zero || MaxDelay < BaseDelay || MaxDelay > TimeSpan.FromDays(1))
        {
            throw new ArgumentException($"Retry.BaseDelay is {BaseDelay} and Retry.MaxDelay {MaxDelay}: the first must be above zero, and the second at least as long and at most a day.");
        }

        return (RetryOptions)MemberwiseClone();
    }
}
