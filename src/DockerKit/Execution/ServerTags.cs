using System.Diagnostics;

namespace DockerKit;

/// <summary>Where the engine is, in OpenTelemetry's words. Source: https://opentelemetry.io/docs/specs/semconv/general/attributes/.</summary>
internal sealed class ServerTags
{
    private readonly string _address;
    private readonly object? _port;
    private readonly string? _transport;

    public ServerTags(string endpoint)
    {
        _address = endpoint; // another transport's way to name it
        if (DockerEndpoint.TryParse(endpoint, out DockerEndpoint? known))
        {
            _address = known.Host.Length > 0 ? known.Host : known.Address;
            _port = known.Port > 0 ? known.Port : null;
            _transport = known.Scheme switch
            {
                "unix" => "unix",
                "npipe" => "pipe",
                _ => "tcp",
            };
        }
    }

    public void Write(Activity span)
    {
        span.SetTag("server.address", _address);
        span.SetTag("server.port", _port); // null sets none
        span.SetTag("network.transport", _transport);
    }
}
