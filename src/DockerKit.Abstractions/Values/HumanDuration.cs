using System.Globalization;

namespace DockerKit;

/// <summary>
/// Durations as <c>docker ps</c> prints them in CREATED and STATUS: <c>About a minute</c>, <c>3 weeks</c>.
/// Source: https://github.com/docker/go-units (HumanDuration).
/// </summary>
internal static class HumanDuration
{
    /// <summary>The rough length in the one unit that fits. A month has 30 days, a year 365.</summary>
    public static string Format(TimeSpan duration)
    {
        long seconds = (long)duration.TotalSeconds;
        long minutes = (long)duration.TotalMinutes;
        long hours = (long)(duration.TotalHours + 0.5);
        FormattableString text = (seconds, minutes, hours) switch
        {
            ( < 1, _, _) => $"Less than a second",
            (1, _, _) => $"1 second",
            ( < 60, _, _) => $"{seconds} seconds",
            (_, 1, _) => $"About a minute",
            (_, < 60, _) => $"{minutes} minutes",
            (_, _, 1) => $"About an hour",
            (_, _, < 48) => $"{hours} hours",
            (_, _, < 24 * 7 * 2) => $"{hours / 24} days",
            (_, _, < 24 * 30 * 2) => $"{hours / 24 / 7} weeks",
            (_, _, < 24 * 365 * 2) => $"{hours / 24 / 30} months",
            _ => $"{(long)duration.TotalHours / 24 / 365} years",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
