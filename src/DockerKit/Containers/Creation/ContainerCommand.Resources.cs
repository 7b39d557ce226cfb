using System.Diagnostics.Contracts;

namespace DockerKit;

public abstract partial class ContainerCommand<TSelf>
{
    /// <summary>The most memory: <c>-m</c>, <c>--memory</c>.</summary>
    /// <param name="limit">In bytes; no limit by default.</param>
    [Pure]
    public TSelf WithMemory(ByteSize limit) => With(Options with { Memory = limit });

    /// <inheritdoc cref="WithMemory(ByteSize)"/>
    /// <param name="limit">With a unit or in bytes: <c>512m</c>.</param>
    /// <exception cref="FormatException">It is no size.</exception>
    [Pure]
    public TSelf WithMemory(string limit) => WithMemory(ByteSize.Parse(limit));

    /// <summary>The most memory and swap together: <c>--memory-swap</c>.</summary>
    /// <param name="limit">In bytes; <see cref="ByteSize.Unlimited"/> for as much swap as there is.</param>
    [Pure]
    public TSelf WithMemorySwap(ByteSize limit) => With(Options with { MemorySwap = limit });

    /// <inheritdoc cref="WithMemorySwap(ByteSize)"/>
    /// <param name="limit">With a unit or in bytes: <c>1g</c>; <c>-1</c> for as much swap as there is.</param>
    /// <exception cref="FormatException">It is no size.</exception>
    [Pure]
    public TSelf WithMemorySwap(string limit) => WithMemorySwap(limit == "-1" ? ByteSize.Unlimited : ByteSize.Parse(limit));

    /// <summary>The memory that it is pressed down to when the host runs short: <c>--memory-reservation</c>.</summary>
    /// <param name="size">In bytes.</param>
    [Pure]
    public TSelf WithMemoryReservation(ByteSize size) => With(Options with { MemoryReservation = size });

    /// <inheritdoc cref="WithMemoryReservation(ByteSize)"/>
    /// <param name="size">With a unit or in bytes: <c>256m</c>.</param>
    /// <exception cref="FormatException">It is no size.</exception>
    [Pure]
    public TSelf WithMemoryReservation(string size) => WithMemoryReservation(ByteSize.Parse(size));

    /// <summary>How readily its memory is swapped: <c>--memory-swappiness</c>.</summary>
    /// <param name="percent">0 to 100; -1, the default, for the host's own setting.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of its range.</exception>
    [Pure]
    public TSelf WithMemorySwappiness(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        return With(Options with { MemorySwappiness = percent });
    }

    /// <summary>The most processor time: <c>--cpus</c>.</summary>
    /// <param name="cpus">How many processors' worth; no limit by default.</param>
    [Pure]
    public TSelf WithCpus(CpuCount cpus) => With(Options with { Cpus = cpus });

    /// <inheritdoc cref="WithCpus(CpuCount)"/>
    /// <param name="cpus">How many processors' worth: 1.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    [Pure]
    public TSelf WithCpus(decimal cpus) => WithCpus(CpuCount.FromCpus(cpus));

    /// <inheritdoc cref="WithCpus(CpuCount)"/>
    /// <param name="cpus">How many processors' worth: <c>1.5</c>.</param>
    /// <exception cref="FormatException">It is no such number.</exception>
    [Pure]
    public TSelf WithCpus(string cpus) => WithCpus(CpuCount.Parse(cpus));

    /// <summary>The processors that it may use: <c>--cpuset-cpus</c>.</summary>
    /// <param name="cpus">Numbers and ranges: <c>0-2,4</c>.</param>
    /// <exception cref="ArgumentException">It is empty or only white space.</exception>
    [Pure]
    public TSelf WithCpusetCpus(string cpus) => With(Options with { CpusetCpus = Required(cpus, "--cpuset-cpus", "0-2,4") });

    /// <summary>The memory nodes that it may use: <c>--cpuset-mems</c>.</summary>
    /// <param name="nodes">Numbers and ranges: <c>0,1</c>.</param>
    /// <exception cref="ArgumentException">It is empty or only white space.</exception>
    [Pure]
    public TSelf WithCpusetMems(string nodes) => With(Options with { CpusetMems = Required(nodes, "--cpuset-mems", "0,1") });

    /// <summary>Its weight when processors are short: <c>-c</c>, <c>--cpu-shares</c>.</summary>
    /// <param name="shares">1024 is normal.</param>
    [Pure]
    public TSelf WithCpuShares(long shares) => With(Options with { CpuShares = shares });

    /// <summary>The scheduler's period: <c>--cpu-period</c>.</summary>
    /// <param name="microseconds">In microseconds; 100000 by default.</param>
    [Pure]
    public TSelf WithCpuPeriod(long microseconds) => With(Options with { CpuPeriod = microseconds });

    /// <summary>The processor time in each period: <c>--cpu-quota</c>.</summary>
    /// <param name="microseconds">In microseconds.</param>
    [Pure]
    public TSelf WithCpuQuota(long microseconds) => With(Options with { CpuQuota = microseconds });

    /// <summary>The period for real-time tasks: <c>--cpu-rt-period</c>.</summary>
    /// <param name="microseconds">In microseconds.</param>
    [Pure]
    public TSelf WithCpuRealtimePeriod(long microseconds) => With(Options with { CpuRealtimePeriod = microseconds });

    /// <summary>The processor time for real-time tasks in each period: <c>--cpu-rt-runtime</c>.</summary>
    /// <param name="microseconds">In microseconds.</param>
    [Pure]
    public TSelf WithCpuRealtimeRuntime(long microseconds) => With(Options with { CpuRealtimeRuntime = microseconds });

    /// <summary>The most processes: <c>--pids-limit</c>.</summary>
    /// <param name="limit">-1 for no limit.</param>
    [Pure]
    public TSelf WithPidsLimit(long limit) => With(Options with { PidsLimit = limit });

    /// <summary>Limits what its processes may use: <c>--ulimit</c>. A later limit of the same name replaces an earlier one.</summary>
    /// <param name="limit">As the CLI writes it: <c>nofile=1024:2048</c>.</param>
    /// <exception cref="FormatException">It is no limit.</exception>
    [Pure]
    public TSelf WithUlimit(string limit) => WithUlimit(Ulimit.Parse(limit));

    /// <inheritdoc cref="WithUlimit(string)"/>
    /// <param name="limit">The limit.</param>
    [Pure]
    public TSelf WithUlimit(Ulimit limit)
    {
        ArgumentNullException.ThrowIfNull(limit);
        return With(Options with { Ulimits = Options.Ulimits.RemoveAll(l => l.Name == limit.Name).Add(limit) });
    }

    /// <summary>Keeps the kernel from ending it when memory runs out: <c>--oom-kill-disable</c>. Set a memory limit too.</summary>
    [Pure]
    public TSelf DisableOomKill() => With(Options with { OomKillDisable = true });

    /// <summary>How readily the kernel ends it when memory runs out: <c>--oom-score-adj</c>.</summary>
    /// <param name="adjustment">-1000 (never) to 1000 (first).</param>
    [Pure]
    public TSelf WithOomScoreAdjustment(int adjustment) => With(Options with { OomScoreAdjustment = adjustment });
}
