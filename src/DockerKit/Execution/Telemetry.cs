using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DockerKit;

/// <summary>The names under which DockerKit traces and counts: <c>DockerKit</c> for both.</summary>
internal static class Telemetry
{
    public const string Name = "DockerKit";

    public static readonly ActivitySource Source = new(Name, ClientVersion.OfDockerKit);

    private static readonly Meter Meter = new(Name, ClientVersion.OfDockerKit);

    public static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("dockerkit.operation.duration", "s", "How long calls took, retries and waits included.");

    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("dockerkit.operation.retries", "{retry}", "How often a call was made again.");
}
