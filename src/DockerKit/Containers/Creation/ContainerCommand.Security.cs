using System.Diagnostics.Contracts;

namespace DockerKit;

public abstract partial class ContainerCommand<TSelf>
{
    /// <summary>Gives it capabilities besides the usual ones: <c>--cap-add</c>.</summary>
    /// <param name="capabilities">Their names: <c>NET_ADMIN</c>, <c>ALL</c>.</param>
    /// <exception cref="ArgumentException">One is empty or only white space.</exception>
    [Pure]
    public TSelf WithCapability(params string[] capabilities) =>
        With(Options with { CapAdd = Options.CapAdd.AddRange(AllRequired(capabilities, "--cap-add", "NET_ADMIN")) });

    /// <summary>Takes capabilities from it: <c>--cap-drop</c>.</summary>
    /// <param name="capabilities">Their names: <c>MKNOD</c>, <c>ALL</c>.</param>
    /// <exception cref="ArgumentException">One is empty or only white space.</exception>
    [Pure]
    public TSelf WithoutCapability(params string[] capabilities) =>
        With(Options with { CapDrop = Options.CapDrop.AddRange(AllRequired(capabilities, "--cap-drop", "MKNOD")) });

    /// <summary>Lets it do all that the host may: <c>--privileged</c>.</summary>
    [Pure]
    public TSelf Privileged() => With(Options with { IsPrivileged = true });

    /// <summary>Security options: <c>--security-opt</c>.</summary>
    /// <param name="options"><c>no-new-privileges</c>, <c>seccomp=profile.json</c> (a file of this machine, read each time when the command is run), <c>apparmor=NAME</c>, <c>label=…</c>, <c>systempaths=unconfined</c>.</param>
    /// <exception cref="FormatException">One needs a value and has none.</exception>
    [Pure]
    public TSelf WithSecurityOption(params string[] options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return With(Options with { SecurityOptions = Options.SecurityOptions.AddRange(Array.ConvertAll(options, SecurityOptions.Check)) });
    }

    /// <summary>Sets a kernel parameter of its namespaces: <c>--sysctl NAME=VALUE</c>.</summary>
    /// <param name="name">The parameter: <c>net.core.somaxconn</c>.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="FormatException">The parameter is the whole host's.</exception>
    [Pure]
    public TSelf WithSysctl(string name, string value) => WithSysctl(Pair(name, value, "--sysctl", "net.core.somaxconn"));

    /// <inheritdoc cref="WithSysctl(string, string)"/>
    /// <param name="parameter"><c>net.core.somaxconn=1024</c>.</param>
    /// <exception cref="FormatException">It has no value, or the parameter is the whole host's.</exception>
    [Pure]
    public TSelf WithSysctl(string parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        (string name, string value) = KeyValueOption.ReadSysctl(parameter);
        return With(Options with { Sysctls = Options.Sysctls.SetItem(name, value) });
    }

    /// <summary>Shows it a device of the host, or one by its CDI name: <c>--device</c>.</summary>
    /// <param name="device">As the CLI writes it: <c>/dev/snd</c>, <c>/dev/sda:/dev/xvda:r</c>, <c>vendor.com/class=name</c>.</param>
    /// <exception cref="FormatException">It is no device.</exception>
    [Pure]
    public TSelf WithDevice(string device) => WithDevice(DeviceMapping.Parse(device));

    /// <inheritdoc cref="WithDevice(string)"/>
    /// <param name="device">The device.</param>
    [Pure]
    public TSelf WithDevice(DeviceMapping device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return With(Options with { Devices = Options.Devices.Add(device) });
    }

    /// <summary>A rule for devices that come and go: <c>--device-cgroup-rule</c>.</summary>
    /// <param name="rule"><c>c 42:* rmw</c>.</param>
    /// <exception cref="FormatException">It is no rule.</exception>
    [Pure]
    public TSelf WithDeviceCgroupRule(string rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return With(Options with { DeviceCgroupRules = Options.DeviceCgroupRules.Add(DeviceCgroupRule.Check(rule)) });
    }

    /// <summary>Gives it GPUs: <c>--gpus</c>.</summary>
    /// <param name="gpus">As the CLI writes it: <c>all</c>, <c>2</c>, <c>"device=0,1"</c> with its own quotes.</param>
    /// <exception cref="FormatException">It is no such request.</exception>
    [Pure]
    public TSelf WithGpus(string gpus) => WithGpus(GpuRequest.Parse(gpus));

    /// <inheritdoc cref="WithGpus(string)"/>
    /// <param name="gpus">The request.</param>
    [Pure]
    public TSelf WithGpus(GpuRequest gpus)
    {
        ArgumentNullException.ThrowIfNull(gpus);
        return With(Options with { Gpus = Options.Gpus.Add(gpus) });
    }
}
