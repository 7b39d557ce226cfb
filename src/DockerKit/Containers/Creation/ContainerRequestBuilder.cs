using System.Collections.Immutable;
using System.Text;
using DockerKit.Transport;

namespace DockerKit;

/// <summary>
/// Turns options as they were written into what the engine gets, as the CLI does before it calls the engine.
/// Source: https://github.com/docker/cli, cli/command/container/opts.go (parse).
/// </summary>
internal static class ContainerRequestBuilder
{
    /// <summary>The request. Reads the files that the options name; speaks to no engine.</summary>
    /// <param name="options">The options.</param>
    /// <param name="attached">Whether its output is read by us; false for <c>-d</c>.</param>
    /// <param name="cancellationToken">Ends the reading of files.</param>
    /// <exception cref="InvalidOperationException">Two options exclude each other.</exception>
    /// <exception cref="FormatException">A file has a wrong line.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<CreateContainerRequest> BuildAsync(ContainerOptions options, bool attached, CancellationToken cancellationToken)
    {
        if (options.AutoRemove && options.Restart is { IsNone: false })
        {
            throw new InvalidOperationException($"--rm and --restart {options.Restart} exclude each other: a container that is removed when it ends cannot be started again.");
        }

        NetworkPlan networks = NetworkPlan.Make(
            options.Networks,
            options.NetworkAliases,
            options.Links,
            options.IPv4Address,
            options.IPv6Address,
            options.LinkLocalAddresses,
            options.MacAddress);
        SecurityOptions security = await ReadSecurityAsync(options, cancellationToken).ConfigureAwait(false);
        (ImmutableSortedSet<string> exposed, ImmutableSortedDictionary<string, ImmutableArray<PortBinding>> bindings) = PortsOf(options);
        VolumeMapping[] volumes = [.. options.Volumes.DistinctBy(static v => v.ToString(), StringComparer.Ordinal)];
        return new CreateContainerRequest
        {
            Name = options.Name,
            Platform = options.Platform,
            Configuration = new ContainerConfiguration
            {
                Image = options.Image,
                Command = options is { Command.IsEmpty: true, EntrypointArguments.IsEmpty: true } ? null : options.EntrypointArguments.AddRange(options.Command),
                Entrypoint = options.Entrypoint is { } program ? [program] : null,
                Environment = await ReadEnvironmentAsync(options, cancellationToken).ConfigureAwait(false),
                Labels = await ReadLabelsAsync(options, cancellationToken).ConfigureAwait(false),
                ExposedPorts = exposed,
                Volumes = volumes.Where(static v => v.Source is null).Select(static v => v.ToString()).ToImmutableSortedSet(StringComparer.Ordinal),
                WorkingDirectory = options.WorkingDirectory,
                User = options.User,
                Hostname = options.Hostname,
                DomainName = options.DomainName,
                HasTerminal = options.HasTerminal,
                OpenStandardInput = options.IsInteractive,
                StandardInputOnce = attached && options.IsInteractive,
                AttachStandardInput = attached && options.IsInteractive,
                AttachStandardOutput = attached,
                AttachStandardError = attached,
                HealthCheck = options.Health is { IsDefault: false } ? options.Health : null,
                StopSignal = options.StopSignal,
                StopTimeoutSeconds = options.StopTimeoutSeconds,
            },
            Host = HostOf(options, volumes, bindings, networks, security),
            Networks = networks.Endpoints,
        };
    }

    /// <summary>All of it at once: it is the largest object of a request, and a copy with one thing changed is another.</summary>
    private static HostConfiguration HostOf(
        ContainerOptions options,
        VolumeMapping[] volumes,
        ImmutableSortedDictionary<string, ImmutableArray<PortBinding>> bindings,
        NetworkPlan networks,
        SecurityOptions security) => new()
    {
        Binds = [.. volumes.Where(static v => v.Source is not null).Select(static v => v.ToAbsolute())],
        PortBindings = bindings,
        NetworkMode = networks.NetworkMode,
        Links = networks.Links,
        SecurityOptions = security.Options,
        MaskedPaths = security.MaskedPaths,
        ReadonlyPaths = security.ReadonlyPaths,
        Mounts = options.Mounts,
        Tmpfs = options.Tmpfs.Aggregate(
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), static (all, mount) => all.SetItem(mount.Target, mount.Options)),
        VolumesFrom = options.VolumesFrom,
        VolumeDriver = options.VolumeDriver,
        PublishAllPorts = options.PublishAllPorts,
        Dns = options.Dns,
        DnsOptions = options.DnsOptions,
        DnsSearch = options.DnsSearch,
        ExtraHosts = [.. options.ExtraHosts.Select(static h => h.ToString())],
        AutoRemove = options.AutoRemove,
        RestartPolicy = options.Restart ?? RestartPolicy.No,
        Memory = options.Memory?.Bytes,
        MemorySwap = options.MemorySwap?.Bytes,
        MemoryReservation = options.MemoryReservation?.Bytes,
        MemorySwappiness = options.MemorySwappiness,
        NanoCpus = options.Cpus?.NanoCpus,
        CpuShares = options.CpuShares,
        CpuPeriod = options.CpuPeriod,
        CpuQuota = options.CpuQuota,
        CpuRealtimePeriod = options.CpuRealtimePeriod,
        CpuRealtimeRuntime = options.CpuRealtimeRuntime,
        CpusetCpus = options.CpusetCpus,
        CpusetMems = options.CpusetMems,
        PidsLimit = options.PidsLimit,
        BlkioWeight = options.BlkioWeight,
        BlkioWeightDevices = options.BlkioWeightDevices,
        DeviceReadRates = options.DeviceReadRates,
        DeviceWriteRates = options.DeviceWriteRates,
        DeviceReadOperations = options.DeviceReadOperations,
        DeviceWriteOperations = options.DeviceWriteOperations,
        Ulimits = options.Ulimits.IsEmpty ? [] : [.. options.Ulimits.OrderBy(static u => u.Name, StringComparer.Ordinal)],
        ShmSize = options.ShmSize?.Bytes,
        OomKillDisable = options.OomKillDisable,
        OomScoreAdjustment = options.OomScoreAdjustment,
        CapAdd = Capabilities(options.CapAdd),
        CapDrop = Capabilities(options.CapDrop),
        Privileged = options.IsPrivileged,
        Sysctls = options.Sysctls,
        StorageOptions = options.StorageOptions,
        GroupAdd = options.Groups,
        Devices = options.Devices,
        Gpus = options.Gpus,
        DeviceCgroupRules = options.DeviceCgroupRules,
        Init = options.Init,
        ReadonlyRootfs = options.IsReadOnly,
        LogDriver = options.LogDriver,
        LogOptions = options.LogOptions,
        IpcMode = options.Ipc,
        PidMode = options.Pid,
        UtsMode = options.Uts,
        UsernsMode = options.UserNamespace,
        CgroupnsMode = options.CgroupNamespace,
        CgroupParent = options.CgroupParent,
        Runtime = options.Runtime,
        Isolation = options.Isolation,
        Annotations = options.Annotations,
    };

    /// <summary>As the CLI's own client sends them: each once, in order.</summary>
    private static ImmutableArray<string> Capabilities(ImmutableArray<string> names) =>
        names.IsEmpty ? [] : [.. names.Select(Capability.Normalize).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static (ImmutableSortedSet<string> Exposed, ImmutableSortedDictionary<string, ImmutableArray<PortBinding>> Bindings) PortsOf(ContainerOptions options)
    {
        var exposed = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var bindings = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<PortBinding>>(StringComparer.Ordinal);
        foreach (PortMapping mapping in options.Ports.SelectMany(static p => p.Expand()))
        {
            string port = $"{mapping.ContainerPort}/{mapping.Protocol}";
            exposed.Add(port);
            ImmutableArray<PortBinding> before = bindings.GetValueOrDefault(port, []);
            bindings[port] = before.Add(new PortBinding(mapping.HostIp, mapping.HostPort.ToString()));
        }

        exposed.UnionWith(options.ExposedPorts.SelectMany(static p => p.Expand()).Select(static p => p.ToString()));
        return (exposed.ToImmutable(), bindings.ToImmutable());
    }

    /// <summary>Files first, so that single variables win. A name alone that this process does not have either is sent as it is: it takes the image's away.</summary>
    private static async Task<ImmutableArray<string>> ReadEnvironmentAsync(ContainerOptions options, CancellationToken cancellationToken)
    {
        var all = ImmutableArray.CreateBuilder<string>();
        foreach (string path in options.EnvironmentFiles)
        {
            byte[] content = await ClientFiles.ReadAsync(path, "--env-file", cancellationToken).ConfigureAwait(false);
            all.AddRange(EnvironmentFile.Parse(content, path, Environment.GetEnvironmentVariable).Select(static v => v.ToString()));
        }

        all.AddRange(options.Environment.Select(static v => v.Resolve(Environment.GetEnvironmentVariable).ToString()));
        return all.ToImmutable();
    }

    private static async Task<ImmutableSortedDictionary<string, string>> ReadLabelsAsync(ContainerOptions options, CancellationToken cancellationToken)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string path in options.LabelFiles)
        {
            byte[] content = await ClientFiles.ReadAsync(path, "--label-file", cancellationToken).ConfigureAwait(false);
            foreach (Label label in LabelFile.Parse(content, path))
            {
                all[label.Key] = label.Value;
            }
        }

        foreach (Label label in options.Labels)
        {
            all[label.Key] = label.Value;
        }

        return all.ToImmutable();
    }

    private static async Task<SecurityOptions> ReadSecurityAsync(ContainerOptions options, CancellationToken cancellationToken)
    {
        // Which of the options are files is known to the resolver only: it is asked once for their names, and once with their contents.
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        SecurityOptions.Resolve(options.SecurityOptions, path =>
        {
            files[path] = "{}";
            return "{}";
        });
        foreach (string path in files.Keys.ToArray())
        {
            files[path] = Encoding.UTF8.GetString(await ClientFiles.ReadAsync(path, "--security-opt seccomp", cancellationToken).ConfigureAwait(false));
        }

        return SecurityOptions.Resolve(options.SecurityOptions, path => files[path]);
    }
}
