using System.Text.Json;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>The body of <c>POST /containers/create</c>, with the fields that the CLI always sends, so that <c>inspect</c> shows the same.</summary>
internal static class CreateContainerBody
{
    public static void Write(Utf8JsonWriter json, CreateContainerRequest request, Version version)
    {
        json.WriteStartObject();
        WriteConfiguration(json, request.Configuration);
        json.Text("MacAddress", MacAddressOf(request, version));
        json.WriteStartObject("HostConfig");
        HostConfigurationBody.Write(json, request.Host);
        json.WriteEndObject();

        json.WriteStartObject("NetworkingConfig");
        json.WriteStartObject("EndpointsConfig");
        foreach ((string network, EndpointConfiguration endpoint) in request.Networks)
        {
            json.WriteStartObject(network);
            WriteEndpoint(json, endpoint, version);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The fields that are called <c>Config</c> where a container is inspected.</summary>
    public static void WriteConfiguration(Utf8JsonWriter json, ContainerConfiguration configuration)
    {
        json.WriteString("Image", configuration.Image);
        json.Text("Hostname", configuration.Hostname);
        json.Text("Domainname", configuration.DomainName);
        json.Text("User", configuration.User);
        json.Text("WorkingDir", configuration.WorkingDirectory);
        json.WriteBoolean("AttachStdin", configuration.AttachStandardInput);
        json.WriteBoolean("AttachStdout", configuration.AttachStandardOutput);
        json.WriteBoolean("AttachStderr", configuration.AttachStandardError);
        json.WriteBoolean("Tty", configuration.HasTerminal);
        json.WriteBoolean("OpenStdin", configuration.OpenStandardInput);
        json.WriteBoolean("StdinOnce", configuration.StandardInputOnce);
        json.SomeTexts("Env", configuration.Environment);
        if (configuration.Command is { } command)
        {
            json.List("Cmd", command);
        }

        if (configuration.Entrypoint is { } entrypoint)
        {
            json.List("Entrypoint", entrypoint);
        }

        if (configuration.ExposedPorts.Count > 0)
        {
            json.Set("ExposedPorts", configuration.ExposedPorts);
        }

        json.Set("Volumes", configuration.Volumes);
        json.Pairs("Labels", configuration.Labels);
        json.Text("StopSignal", configuration.StopSignal);
        json.Number("StopTimeout", configuration.StopTimeoutSeconds);
        if (configuration.HealthCheck is { } check)
        {
            WriteHealthCheck(json, check);
        }
    }

    /// <summary>Older engines know one MAC address for the container; newer ones one for each endpoint.</summary>
    private static string? MacAddressOf(CreateContainerRequest request, Version version)
    {
        if (version >= CreateContainerLimits.EndpointsSince)
        {
            return request.Configuration.MacAddress;
        }

        return request.Configuration.MacAddress ?? request.Networks.GetValueOrDefault(request.Host.NetworkMode ?? "default")?.MacAddress;
    }

    private static void WriteHealthCheck(Utf8JsonWriter json, HealthCheck check)
    {
        json.WriteStartObject("Healthcheck");
        if (check.Test.Count > 0)
        {
            json.List("Test", check.Test);
        }

        json.Number("Interval", Nanoseconds(check.Interval));
        json.Number("Timeout", Nanoseconds(check.Timeout));
        json.Number("StartPeriod", Nanoseconds(check.StartPeriod));
        json.Number("StartInterval", Nanoseconds(check.StartInterval));
        json.Number("Retries", check.Retries);
        json.WriteEndObject();
    }

    private static long? Nanoseconds(TimeSpan? time) => time is { } value ? GoDuration.ToNanoseconds(value) : null;

    private static void WriteEndpoint(Utf8JsonWriter json, EndpointConfiguration endpoint, Version version)
    {
        if (endpoint.IPv4Address is not null || endpoint.IPv6Address is not null || !endpoint.LinkLocalAddresses.IsEmpty)
        {
            json.WriteStartObject("IPAMConfig");
            json.Text("IPv4Address", endpoint.IPv4Address);
            json.Text("IPv6Address", endpoint.IPv6Address);
            json.SomeTexts("LinkLocalIPs", endpoint.LinkLocalAddresses);
            json.WriteEndObject();
        }

        json.SomeTexts("Links", endpoint.Links);
        json.SomeTexts("Aliases", endpoint.Aliases);
        json.SomePairs("DriverOpts", endpoint.DriverOptions);
        json.Number("GwPriority", endpoint.GatewayPriority);
        if (version >= CreateContainerLimits.EndpointsSince)
        {
            json.Text("MacAddress", endpoint.MacAddress);
        }
    }
}
