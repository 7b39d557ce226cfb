namespace DockerKit.Transport.DockerDotNet;

/// <summary>The options that not every engine has. An older one would take no notice of them, and so they are refused.</summary>
/// <remarks>Source: https://docs.docker.com/reference/api/engine/version-history/.</remarks>
internal static class CreateContainerLimits
{
    /// <summary>From this version on a MAC address is an endpoint's, and a container can be made in several networks.</summary>
    public static readonly Version EndpointsSince = new(1, 44);

    public static void Check(CreateContainerRequest request, string transport, Version version)
    {
        HostConfiguration host = request.Host;
        Need(request.Platform is not null, "--platform", new Version(1, 41));
        Need(!string.IsNullOrEmpty(host.CgroupnsMode), "--cgroupns", new Version(1, 41));
        Need(!host.Annotations.IsEmpty, "--annotation", new Version(1, 43));
        Need(request.Configuration.HealthCheck?.StartInterval is not null, "--health-start-interval", new Version(1, 44));
        Need(request.Networks.Count > 1, "--network more than once", EndpointsSince);
        foreach ((string network, EndpointConfiguration endpoint) in request.Networks)
        {
            Need(endpoint.MacAddress is not null && network != host.NetworkMode, "mac-address= in --network", EndpointsSince);
            Need(endpoint.GatewayPriority is not null, "gw-priority= in --network", new Version(1, 48));
        }

        foreach (Mount mount in host.Mounts)
        {
            Need(mount.CreatesSource, "bind-create-src in --mount", new Version(1, 42));
            Need(mount.Type == MountType.Cluster, "--mount type=cluster", new Version(1, 42));
            Need((mount.Recursion & (BindRecursion.Writable | BindRecursion.ReadOnly)) != 0, "bind-recursive in --mount", new Version(1, 44));
            Need(mount.Type == MountType.Image, "--mount type=image", new Version(1, 48));
            Need(mount.Subpath is not null, "volume-subpath in --mount", new Version(1, 45));
        }

        void Need(bool isUsed, string option, Version since)
        {
            if (isUsed && version < since)
            {
                throw new UnsupportedOptionException(option, transport, since, version);
            }
        }
    }
}
