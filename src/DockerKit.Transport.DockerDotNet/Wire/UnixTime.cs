namespace DockerKit.Transport.DockerDotNet;

/// <summary>Times in seconds since 1970.</summary>
internal static class UnixTime
{
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The time, or the nearest that .NET has: whoever made an image wrote its time, and may have written year 0.</summary>
    public static DateTimeOffset Of(long seconds) => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, Earliest, Latest));
}
