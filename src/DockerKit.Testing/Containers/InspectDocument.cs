using System.Buffers;
using System.Globalization;
using System.Text.Json;
using DockerKit.Transport;
using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Testing;

/// <summary>The document of <c>docker inspect</c>, with what tests look for: state, configuration, host, networks, mounts.</summary>
internal static class InspectDocument
{
    private const long UsualShmSize = 64L << 20;
    private const string Never = "0001-01-01T00:00:00Z";

    public static JsonElement Of(EngineState engine, MemoryContainer container)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("Id", container.Id);
            json.WriteString("Created", Time(container.Created));
            json.WriteString("Path", container.Path);
            Texts(json, "Args", container.Arguments);
            WriteState(json, container, engine.Now);
            json.WriteString("Image", container.ImageId);
            json.WriteString("Name", $"/{container.Name}");
            json.WriteNumber("RestartCount", container.RestartCount);
            json.WriteString("Platform", "linux");
            WriteHost(json, container.Host);
            WriteMounts(json, container);
            WriteConfiguration(json, container);
            WriteNetworks(json, engine, container);
            json.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static void WriteState(Utf8JsonWriter json, MemoryContainer container, DateTimeOffset now)
    {
        json.WriteStartObject("State");
        json.WriteString("Status", ContainerText.State(container.State));
        json.WriteBoolean("Running", container.IsAlive);
        json.WriteBoolean("Paused", container.State == ContainerState.Paused);
        json.WriteBoolean("Restarting", container.State == ContainerState.Restarting);
        json.WriteBoolean("OOMKilled", false);
        json.WriteBoolean("Dead", false);
        json.WriteNumber("Pid", container.ProcessId);
        json.WriteNumber("ExitCode", container.ExitCode);
        json.WriteString("Error", container.Error);
        json.WriteString("StartedAt", Time(container.StartedAt));
        json.WriteString("FinishedAt", Time(container.FinishedAt));
        if (container.HealthAt(now) is not ContainerHealth.None and var health)
        {
            json.WriteStartObject("Health");
            json.WriteString("Status", ContainerText.Health(health));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>What was asked, in the form that it is asked in, with what the engine fills in.</summary>
    private static void WriteHost(Utf8JsonWriter json, HostConfiguration host)
    {
        json.WriteStartObject("HostConfig");
        HostConfigurationBody.Write(json, host with
        {
            NetworkMode = host.NetworkMode is { Length: > 0 } mode && mode != "default" ? mode : "bridge",
            RestartPolicy = host.RestartPolicy.IsNone ? RestartPolicy.No : host.RestartPolicy,
            LogDriver = string.IsNullOrEmpty(host.LogDriver) ? "json-file" : host.LogDriver,
            Memory = host.Memory ?? 0,
            NanoCpus = host.NanoCpus ?? 0,
            ShmSize = host.ShmSize ?? UsualShmSize,
        });
        json.WriteEndObject();
    }

    private static void WriteMounts(Utf8JsonWriter json, MemoryContainer container)
    {
        json.WriteStartArray("Mounts");
        foreach (MemoryMount mount in container.Mounts)
        {
            json.WriteStartObject();
            json.WriteString("Type", mount.Type);
            json.WriteString("Name", mount.Name);
            json.WriteString("Source", mount.Source);
            json.WriteString("Destination", mount.Target);
            json.WriteBoolean("RW", !mount.IsReadOnly);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteConfiguration(Utf8JsonWriter json, MemoryContainer container)
    {
        json.WriteStartObject("Config");
        CreateContainerBody.WriteConfiguration(json, container.Configuration with { Hostname = container.Hostname });
        json.WriteEndObject();
    }

    private static void WriteNetworks(Utf8JsonWriter json, EngineState engine, MemoryContainer container)
    {
        json.WriteStartObject("NetworkSettings");
        json.WriteStartObject("Ports");
        foreach (IGrouping<string, ContainerPort> port in container.Ports.GroupBy(static port => string.Create(CultureInfo.InvariantCulture, $"{port.PrivatePort}/{port.Protocol}")))
        {
            WriteBindings(json, port.Key, port.Where(static one => one.PublicPort is not null).Select(static one => (one.HostIp!, one.PublicPort!.Value.ToString(CultureInfo.InvariantCulture))));
        }

        json.WriteEndObject();
        json.WriteStartObject("Networks");
        foreach ((string name, string address) in container.Addresses)
        {
            json.WriteStartObject(name);
            json.WriteString("NetworkID", engine.Networks.IdOf(name) ?? "");
            json.WriteString("IPAddress", address);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteBindings(Utf8JsonWriter json, string port, IEnumerable<(string Ip, string Port)> bindings)
    {
        json.WriteStartArray(port);
        foreach ((string ip, string outside) in bindings)
        {
            json.WriteStartObject();
            json.WriteString("HostIp", ip);
            json.WriteString("HostPort", outside);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static string Time(DateTimeOffset? time) =>
        time is { } moment ? moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture) : Never;
}
