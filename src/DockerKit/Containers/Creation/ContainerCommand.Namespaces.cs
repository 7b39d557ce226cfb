using System.Diagnostics.Contracts;

namespace DockerKit;

public abstract partial class ContainerCommand<TSelf>
{
    /// <summary>The IPC namespace that it is in: <c>--ipc</c>.</summary>
    /// <param name="mode"><c>none</c>, <c>private</c>, <c>shareable</c>, <c>host</c> or <c>container:NAME</c>.</param>
    /// <exception cref="FormatException">It is none of these.</exception>
    [Pure]
    public TSelf WithIpc(string mode) => With(Options with { Ipc = NamespaceMode.CheckIpc(Required(mode, "--ipc", "shareable")) });

    /// <summary>The process namespace that it is in: <c>--pid</c>.</summary>
    /// <param name="mode"><c>host</c> or <c>container:NAME</c>.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    [Pure]
    public TSelf WithPid(string mode) => With(Options with { Pid = NamespaceMode.CheckPid(Required(mode, "--pid", "host")) });

    /// <summary>The namespace of the host's name that it is in: <c>--uts</c>.</summary>
    /// <param name="mode"><c>host</c>.</param>
    /// <exception cref="FormatException">It is something else.</exception>
    [Pure]
    public TSelf WithUts(string mode) => With(Options with { Uts = NamespaceMode.CheckUts(Required(mode, "--uts", "host")) });

    /// <summary>The user namespace that it is in: <c>--userns</c>.</summary>
    /// <param name="mode"><c>host</c>.</param>
    /// <exception cref="FormatException">It is something else.</exception>
    [Pure]
    public TSelf WithUserNamespace(string mode) => With(Options with { UserNamespace = NamespaceMode.CheckUser(Required(mode, "--userns", "host")) });

    /// <summary>The control group namespace that it is in: <c>--cgroupns</c>.</summary>
    /// <param name="mode"><c>private</c> or <c>host</c>.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    [Pure]
    public TSelf WithCgroupNamespace(string mode) => With(Options with { CgroupNamespace = NamespaceMode.CheckCgroup(Required(mode, "--cgroupns", "private")) });

    /// <summary>The control group that its own is put into: <c>--cgroup-parent</c>.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="ArgumentException">It is empty or only white space.</exception>
    [Pure]
    public TSelf WithCgroupParent(string path) => With(Options with { CgroupParent = Required(path, "--cgroup-parent", "/batch") });

    /// <summary>The runtime that starts it: <c>--runtime</c>.</summary>
    /// <param name="runtime">The name that the engine knows it by: <c>runc</c>.</param>
    /// <exception cref="ArgumentException">It is empty or only white space.</exception>
    [Pure]
    public TSelf WithRuntime(string runtime) => With(Options with { Runtime = Required(runtime, "--runtime", "runc") });

    /// <summary>How it is kept apart, on Windows: <c>--isolation</c>.</summary>
    /// <param name="isolation"><c>default</c>, <c>process</c> or <c>hyperv</c>.</param>
    /// <exception cref="ArgumentException">It is empty or only white space.</exception>
    [Pure]
    public TSelf WithIsolation(string isolation) => With(Options with { Isolation = Required(isolation, "--isolation", "process") });
}
