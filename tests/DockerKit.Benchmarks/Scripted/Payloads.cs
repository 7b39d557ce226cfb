using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DockerKit.Benchmarks.Scripted;

/// <summary>What a real engine answers, in its shape and size.</summary>
internal static class Payloads
{
    public const long ShortLogBytes = 16L * 1024 * 1024;
    public const long LongLogBytes = 100L * 1024 * 1024;

    /// <summary><c>GET /version</c>.</summary>
    public const string Version =
        """
        {"Platform":{"Name":"Docker Engine - Community"},"Components":[{"Name":"Engine","Version":"28.5.2","Details":{"ApiVersion":"1.51","Arch":"amd64","BuildTime":"2025-11-05T14:43:18.000000000+00:00","Experimental":"false","GitCommit":"89c5e8f","GoVersion":"go1.25.3","KernelVersion":"6.1.0-40-amd64","MinAPIVersion":"1.24","Os":"linux"}},{"Name":"containerd","Version":"v1.7.29","Details":{"GitCommit":"442cb34bda9a6a0fed82a2ca7cade05c5c749582"}},{"Name":"runc","Version":"1.3.3","Details":{"GitCommit":"v1.3.3-0-gd842d771"}},{"Name":"docker-init","Version":"0.19.0","Details":{"GitCommit":"de40ad0"}}],"Version":"28.5.2","ApiVersion":"1.51","MinAPIVersion":"1.24","GitCommit":"89c5e8f","GoVersion":"go1.25.3","Os":"linux","Arch":"amd64","KernelVersion":"6.1.0-40-amd64","BuildTime":"2025-11-05T14:43:18.000000000+00:00"}
        """;

    /// <summary><c>GET /containers/{id}/json</c>.</summary>
    public static string Inspect { get; } =
        $$$$$"""
        {"Id":"{{{{{Id(1)}}}}}","Created":"2025-11-20T08:01:02.123456789Z","Path":"/docker-entrypoint.sh","Args":["nginx","-g","daemon off;"],"State":{"Status":"running","Running":true,"Paused":false,"Restarting":false,"OOMKilled":false,"Dead":false,"Pid":4242,"ExitCode":0,"Error":"","StartedAt":"2025-11-20T08:01:03.223456789Z","FinishedAt":"0001-01-01T00:00:00Z"},"Image":"sha256:{{{{{Id(7)}}}}}","ResolvConfPath":"/var/lib/docker/containers/{{{{{Id(1)}}}}}/resolv.conf","HostnamePath":"/var/lib/docker/containers/{{{{{Id(1)}}}}}/hostname","HostsPath":"/var/lib/docker/containers/{{{{{Id(1)}}}}}/hosts","LogPath":"/var/lib/docker/containers/{{{{{Id(1)}}}}}/{{{{{Id(1)}}}}}-json.log","Name":"/web-1","RestartCount":0,"Driver":"overlay2","Platform":"linux","MountLabel":"","ProcessLabel":"","AppArmorProfile":"docker-default","ExecIDs":null,"HostConfig":{"Binds":["data:/var/lib/data"],"ContainerIDFile":"","LogConfig":{"Type":"json-file","Config":{}},"NetworkMode":"bridge","PortBindings":{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8080"}]},"RestartPolicy":{"Name":"unless-stopped","MaximumRetryCount":0},"AutoRemove":false,"VolumeDriver":"","VolumesFrom":null,"ConsoleSize":[0,0],"CapAdd":null,"CapDrop":null,"CgroupnsMode":"host","Dns":[],"DnsOptions":[],"DnsSearch":[],"ExtraHosts":null,"GroupAdd":null,"IpcMode":"private","Cgroup":"","Links":null,"OomScoreAdj":0,"PidMode":"","Privileged":false,"PublishAllPorts":false,"ReadonlyRootfs":false,"SecurityOpt":null,"UTSMode":"","UsernsMode":"","ShmSize":67108864,"Runtime":"runc","Isolation":"","CpuShares":0,"Memory":536870912,"NanoCpus":1500000000,"CgroupParent":"","BlkioWeight":0,"BlkioWeightDevice":[],"CpuPeriod":0,"CpuQuota":0,"CpuRealtimePeriod":0,"CpuRealtimeRuntime":0,"CpusetCpus":"","CpusetMems":"","Devices":[],"DeviceCgroupRules":null,"DeviceRequests":null,"MemoryReservation":0,"MemorySwap":1073741824,"MemorySwappiness":null,"OomKillDisable":false,"PidsLimit":null,"Ulimits":null,"CpuCount":0,"CpuPercent":0,"IOMaximumIOps":0,"IOMaximumBandwidth":0,"MaskedPaths":["/proc/asound","/proc/acpi","/proc/kcore","/proc/keys","/proc/latency_stats","/proc/timer_list","/proc/timer_stats","/proc/sched_debug","/proc/scsi","/sys/firmware"],"ReadonlyPaths":["/proc/bus","/proc/fs","/proc/irq","/proc/sys","/proc/sysrq-trigger"]},"GraphDriver":{"Data":{"LowerDir":"/var/lib/docker/overlay2/{{{{{Id(2)}}}}}-init/diff","MergedDir":"/var/lib/docker/overlay2/{{{{{Id(2)}}}}}/merged","UpperDir":"/var/lib/docker/overlay2/{{{{{Id(2)}}}}}/diff","WorkDir":"/var/lib/docker/overlay2/{{{{{Id(2)}}}}}/work"},"Name":"overlay2"},"Mounts":[{"Type":"volume","Name":"data","Source":"/var/lib/docker/volumes/data/_data","Destination":"/var/lib/data","Driver":"local","Mode":"z","RW":true,"Propagation":""}],"Config":{"Hostname":"{{{{{Id(1)[..12]}}}}}","Domainname":"","User":"","AttachStdin":false,"AttachStdout":false,"AttachStderr":false,"ExposedPorts":{"80/tcp":{}},"Tty":false,"OpenStdin":false,"StdinOnce":false,"Env":["TZ=UTC","PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","NGINX_VERSION=1.27.3"],"Cmd":["nginx","-g","daemon off;"],"Image":"nginx:1.27","Volumes":null,"WorkingDir":"","Entrypoint":["/docker-entrypoint.sh"],"OnBuild":null,"Labels":{"com.example.service":"web","maintainer":"NGINX Docker Maintainers"},"StopSignal":"SIGQUIT"},"NetworkSettings":{"Bridge":"","SandboxID":"{{{{{Id(3)}}}}}","SandboxKey":"/var/run/docker/netns/{{{{{Id(3)[..12]}}}}}","Ports":{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8080"}]},"HairpinMode":false,"LinkLocalIPv6Address":"","LinkLocalIPv6PrefixLen":0,"SecondaryIPAddresses":null,"SecondaryIPv6Addresses":null,"EndpointID":"{{{{{Id(4)}}}}}","Gateway":"172.17.0.1","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"IPAddress":"172.17.0.2","IPPrefixLen":16,"IPv6Gateway":"","MacAddress":"02:42:ac:11:00:02","Networks":{"bridge":{"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"02:42:ac:11:00:02","DriverOpts":null,"NetworkID":"{{{{{Id(5)}}}}}","EndpointID":"{{{{{Id(4)}}}}}","Gateway":"172.17.0.1","IPAddress":"172.17.0.2","IPPrefixLen":16,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":null}}}}
        """;

    /// <summary><c>GET /containers/json</c> with so many containers.</summary>
    public static string ContainerList(int count)
    {
        var json = new StringBuilder("[");
        for (int i = 0; i < count; i++)
        {
            string id = Id(i);
            json.Append(
                CultureInfo.InvariantCulture,
                $$$$"""{{{{(i == 0 ? "" : ",")}}}}{"Id":"{{{{id}}}}","Names":["/service-{{{{i}}}}"],"Image":"registry.example.com/team/service:1.{{{{i % 7}}}}","ImageID":"sha256:{{{{Id(i % 7)}}}}","Command":"/docker-entrypoint.sh nginx -g 'daemon off;'","Created":{{{{1763625662 + i}}}},"Ports":[{"IP":"127.0.0.1","PrivatePort":80,"PublicPort":{{{{8000 + i}}}},"Type":"tcp"},{"PrivatePort":443,"Type":"tcp"}],"Labels":{"com.docker.compose.project":"shop","com.docker.compose.service":"service-{{{{i}}}}","maintainer":"NGINX Docker Maintainers"},"State":"running","Status":"Up {{{{2 + (i % 50)}}}} hours","HostConfig":{"NetworkMode":"bridge"},"NetworkSettings":{"Networks":{"bridge":{"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"02:42:ac:11:00:02","DriverOpts":null,"NetworkID":"{{{{Id(5)}}}}","EndpointID":"{{{{Id(i + 5000)}}}}","Gateway":"172.17.0.1","IPAddress":"172.17.{{{{i / 250}}}}.{{{{i % 250}}}}","IPPrefixLen":16,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":null}}},"Mounts":[{"Type":"volume","Name":"data-{{{{i}}}}","Source":"","Destination":"/var/lib/data","Driver":"local","Mode":"z","RW":true,"Propagation":""}]}""");
        }

        return json.Append("]\n").ToString();
    }

    /// <summary>The lines of a pull of eight layers, most of them progress: as many as asked for.</summary>
    public static IEnumerable<string> PullLines(int count)
    {
        const int Layers = 8;
        const int Total = 48_123_456;
        int layers = Math.Min(Layers, (count - 4) / 2);
        yield return "{\"status\":\"Pulling from library/php\",\"id\":\"8.3\"}\r\n";
        for (int i = 0; i < layers; i++)
        {
            yield return $"{{\"status\":\"Pulling fs layer\",\"progressDetail\":{{}},\"id\":\"{Id(i)[..12]}\"}}\r\n";
        }

        int progress = count - 3 - (2 * layers);
        for (int i = 0; i < progress; i++)
        {
            long current = (long)Total * (i + 1) / progress;
            string bar = new string('=', (int)(49L * (i + 1) / progress)) + ">";
            yield return $"{{\"status\":\"Downloading\",\"progressDetail\":{{\"current\":{current},\"total\":{Total}}},\"progress\":\"[{bar,-50}]  {current / 1e6:0.00}MB/48.12MB\",\"id\":\"{Id(i % layers)[..12]}\"}}\r\n";
        }

        for (int i = 0; i < layers; i++)
        {
            yield return $"{{\"status\":\"Pull complete\",\"progressDetail\":{{}},\"id\":\"{Id(i)[..12]}\"}}\r\n";
        }

        yield return $"{{\"status\":\"Digest: sha256:{Id(9)}\"}}\r\n";
        yield return "{\"status\":\"Status: Downloaded newer image for php:8.3\"}\r\n";
    }

    /// <summary>Output as a service writes it, a line a frame, a tenth of it to standard error: about 32 KB.</summary>
    public static byte[] LogFrames()
    {
        using var frames = new MemoryStream();
        Span<byte> head = stackalloc byte[8];
        for (int i = 0; frames.Length < 32_000; i++)
        {
            byte[] line = Encoding.UTF8.GetBytes($"2025-11-20T08:01:02.{i:000}Z INFO  request {i:00000} GET /api/orders/{i * 37 % 1000} answered 200 in {i % 90} ms\n");
            head.Clear();
            head[0] = (byte)(i % 10 == 0 ? 2 : 1);
            BinaryPrimitives.WriteInt32BigEndian(head[4..], line.Length);
            frames.Write(head);
            frames.Write(line);
        }

        return frames.ToArray();
    }

    private static string Id(int seed) => string.Concat(Enumerable.Range(1, 8).Select(i => unchecked((uint)((seed + 17) * 2654435761L * i)).ToString("x8", CultureInfo.InvariantCulture)));
}
