namespace DockerKit;

/// <summary>The names under which DockerKit traces and counts: <c>.AddSource(DockerKitTelemetry.ActivitySourceName)</c> and <c>.AddMeter(DockerKitTelemetry.MeterName)</c> with OpenTelemetry.</summary>
/// <remarks>What is in spans and metrics, none of which holds a secret, is listed in docs/dependency-injection.md. Without a listener it costs nothing.</remarks>
public static class DockerKitTelemetry
{
    /// <summary>The source of the spans: one for each call to an engine.</summary>
    public const string ActivitySourceName = "DockerKit";

    /// <summary>The meter of the metrics.</summary>
    public const string MeterName = "DockerKit";
}
