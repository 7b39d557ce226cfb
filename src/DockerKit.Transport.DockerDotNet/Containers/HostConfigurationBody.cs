using System.Collections.Immutable;
using System.Text.Json;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>The part <c>HostConfig</c> of <c>POST /containers/create</c>.</summary>
internal static class HostConfigurationBody
{
    public static void Write(Utf8JsonWriter json, HostConfiguration host)
    {
        WriteStorage(json, host);
        WriteNetwork(json, host);
        WriteLife(json, host);
        WriteResources(json, host);
        WriteBlockDevices(json, host);
        WriteRights(json, host);
        WriteDevices(json, host);
        WriteNamespaces(json, host);
    }

    private static void WriteStorage(Utf8JsonWriter json, HostConfiguration host)
    {
        json.SomeTexts("Binds", host.Binds);
        json.Some("Mounts", host.Mounts, MountBody.Write);
        json.SomePairs("Tmpfs", host.Tmpfs);
        json.SomeTexts("VolumesFrom", host.VolumesFrom);
        json.Text("VolumeDriver", host.VolumeDriver);
        json.SomePairs("StorageOpt", host.StorageOptions);
        json.Flag("ReadonlyRootfs", host.ReadonlyRootfs);
        json.Number("ShmSize", host.ShmSize);
    }

    private static void WriteNetwork(Utf8JsonWriter json, HostConfiguration host)
    {
        json.WriteString("NetworkMode", host.NetworkMode ?? "default");
        json.WriteStartObject("PortBindings");
        foreach ((string port, ImmutableArray<PortBinding> bindings) in host.PortBindings)
        {
            json.WriteStartArray(port);
            foreach (PortBinding binding in bindings)
            {
                json.WriteStartObject();
                json.WriteString("HostIp", binding.HostIp);
                json.WriteString("HostPort", binding.HostPort);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.Flag("PublishAllPorts", host.PublishAllPorts);

        // The CLI never leaves these out: moby/moby#17779.
        json.List("Dns", host.Dns);
        json.List("DnsOptions", host.DnsOptions);
        json.List("DnsSearch", host.DnsSearch);
        json.SomeTexts("ExtraHosts", host.ExtraHosts);
        json.SomeTexts("Links", host.Links);
    }

    private static void WriteLife(Utf8JsonWriter json, HostConfiguration host)
    {
        json.Flag("AutoRemove", host.AutoRemove);
        json.WriteStartObject("RestartPolicy");
        json.WriteString("Name", host.RestartPolicy.Name);
        json.WriteNumber("MaximumRetryCount", host.RestartPolicy.MaximumRetryCount);
        json.WriteEndObject();
        json.WriteStartObject("LogConfig");
        json.WriteString("Type", host.LogDriver ?? "");
        json.Pairs("Config", host.LogOptions);
        json.WriteEndObject();
        if (host.Init is { } init)
        {
            json.WriteBoolean("Init", init);
        }

        if (host.ConsoleSize is { } size)
        {
            json.WriteStartArray("ConsoleSize");
            json.WriteNumberValue(size.Rows);
            json.WriteNumberValue(size.Columns);
            json.WriteEndArray();
        }

        json.SomePairs("Annotations", host.Annotations);
    }

    private static void WriteResources(Utf8JsonWriter json, HostConfiguration host)
    {
        json.Number("Memory", host.Memory);
        json.Number("MemorySwap", host.MemorySwap);
        json.Number("MemoryReservation", host.MemoryReservation);
        json.Number("MemorySwappiness", host.MemorySwappiness);
        json.Number("NanoCpus", host.NanoCpus);
        json.Number("CpuShares", host.CpuShares);
        json.Number("CpuPeriod", host.CpuPeriod);
        json.Number("CpuQuota", host.CpuQuota);
        json.Number("CpuRealtimePeriod", host.CpuRealtimePeriod);
        json.Number("CpuRealtimeRuntime", host.CpuRealtimeRuntime);
        json.Text("CpusetCpus", host.CpusetCpus);
        json.Text("CpusetMems", host.CpusetMems);
        json.Number("PidsLimit", host.PidsLimit);
        json.Some("Ulimits", host.Ulimits, static (writer, limit) =>
        {
            writer.WriteString("Name", limit.Name);
            writer.WriteNumber("Soft", limit.Soft);
            writer.WriteNumber("Hard", limit.Hard);
        });
        if (host.OomKillDisable is { } disable)
        {
            json.WriteBoolean("OomKillDisable", disable);
        }

        json.Number("OomScoreAdj", host.OomScoreAdjustment);
    }

    private static void WriteBlockDevices(Utf8JsonWriter json, HostConfiguration host)
    {
        json.Number("BlkioWeight", host.BlkioWeight);
        json.Some("BlkioWeightDevice", host.BlkioWeightDevices, static (writer, device) =>
        {
            writer.WriteString("Path", device.Path);
            writer.WriteNumber("Weight", device.Weight);
        });
        json.Some("BlkioDeviceReadBps", host.DeviceReadRates, WriteRate);
        json.Some("BlkioDeviceWriteBps", host.DeviceWriteRates, WriteRate);
        json.Some("BlkioDeviceReadIOps", host.DeviceReadOperations, WriteOperations);
        json.Some("BlkioDeviceWriteIOps", host.DeviceWriteOperations, WriteOperations);

        static void WriteRate(Utf8JsonWriter writer, ByteRateDevice device)
        {
            writer.WriteString("Path", device.Path);
            writer.WriteNumber("Rate", device.Rate.Bytes);
        }

        static void WriteOperations(Utf8JsonWriter writer, OperationRateDevice device)
        {
            writer.WriteString("Path", device.Path);
            writer.WriteNumber("Rate", device.Rate);
        }
    }

    private static void WriteRights(Utf8JsonWriter json, HostConfiguration host)
    {
        json.SomeTexts("CapAdd", host.CapAdd);
        json.SomeTexts("CapDrop", host.CapDrop);
        json.Flag("Privileged", host.Privileged);
        json.SomeTexts("SecurityOpt", host.SecurityOptions);
        if (host.MaskedPaths is { } masked)
        {
            json.List("MaskedPaths", masked);
        }

        if (host.ReadonlyPaths is { } readOnly)
        {
            json.List("ReadonlyPaths", readOnly);
        }

        json.SomePairs("Sysctls", host.Sysctls);
        json.SomeTexts("GroupAdd", host.GroupAdd);
    }

    private static void WriteDevices(Utf8JsonWriter json, HostConfiguration host)
    {
        json.WriteStartArray("Devices");
        foreach (DeviceMapping device in host.Devices)
        {
            if (!device.IsCdi)
            {
                json.WriteStartObject();
                json.WriteString("PathOnHost", device.PathOnHost);
                json.WriteString("PathInContainer", device.PathInContainer);
                json.WriteString("CgroupPermissions", device.Permissions);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.SomeTexts("DeviceCgroupRules", host.DeviceCgroupRules);
        string[] cdiNames = [.. host.Devices.Select(static d => d.CdiName).OfType<string>()];
        if (host.Gpus.IsEmpty && cdiNames.Length == 0)
        {
            return;
        }

        json.WriteStartArray("DeviceRequests");
        foreach (GpuRequest gpus in host.Gpus)
        {
            WriteGpus(json, gpus);
        }

        if (cdiNames.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("Driver", "cdi");
            json.List("DeviceIDs", cdiNames);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteGpus(Utf8JsonWriter json, GpuRequest gpus)
    {
        json.WriteStartObject();
        json.WriteString("Driver", gpus.Driver);
        json.WriteNumber("Count", gpus.Count);
        if (gpus.DeviceIds.Count > 0)
        {
            json.List("DeviceIDs", gpus.DeviceIds);
        }

        json.WriteStartArray("Capabilities");
        json.WriteStartArray();
        foreach (string capability in gpus.RequestedCapabilities)
        {
            json.WriteStringValue(capability);
        }

        json.WriteEndArray();
        json.WriteEndArray();
        json.Pairs("Options", gpus.Options.OrderBy(static o => o.Key, StringComparer.Ordinal));
        json.WriteEndObject();
    }

    private static void WriteNamespaces(Utf8JsonWriter json, HostConfiguration host)
    {
        json.Text("IpcMode", host.IpcMode);
        json.Text("PidMode", host.PidMode);
        json.Text("UTSMode", host.UtsMode);
        json.Text("UsernsMode", host.UsernsMode);
        json.Text("CgroupnsMode", host.CgroupnsMode);
        json.Text("CgroupParent", host.CgroupParent);
        json.Text("Runtime", host.Runtime);
        json.Text("Isolation", host.Isolation);
    }
}
