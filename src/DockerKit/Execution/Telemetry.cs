using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DockerKit;

/// <summary>What DockerKit traces and counts with.</summary>
internal static class Telemetry
{
    public static readonly ActivitySource Source = new(DockerKitTelemetry.ActivitySourceName, ClientVersion.OfDockerKit);

    private static readonly Meter Meter = new(DockerKitTelemetry.MeterName, ClientVersion.OfDockerKit);

    public static readonly Histogram<double> Duration = CreateDuration("dockerkit.operation.duration", "s", "How long calls took, retries and waits included.");

    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("dockerkit.operation.retries", "{retry}", "How often a call was made again.");

    public static readonly Counter<long> Pulled = Meter.CreateCounter<long>("dockerkit.image.pulled", "By", "How much the engine downloaded for pulls, as far as it told the sizes of layers.");

    private static Histogram<double> CreateDuration(string name, string unit, string description) =>
#if NET9_0_OR_GREATER
        Meter.CreateHistogram(name, unit, description, tags: null, new InstrumentAdvice<double>
        {
            // Those of HTTP clients, and further ones for what takes a container's time: stop, wait, pull.
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 300],
        });
#else
        Meter.CreateHistogram<double>(name, unit, description);
#endif
}
