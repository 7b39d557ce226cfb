using System.Diagnostics;
using System.Globalization;

namespace DockerKit.EngineTests;

/// <summary>What this process holds at a moment.</summary>
/// <param name="Sockets">Open sockets.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Managed">Bytes of objects that are in use.</param>
/// <param name="WorkingSet">Bytes of memory in all.</param>
internal readonly record struct Sample(double Sockets, double Threads, double Managed, double WorkingSet)
{
    private const double Mebibyte = 1024 * 1024;

    public static Sample Take()
    {
        // What nobody uses any more is no leak.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return new Sample(CountSockets(), process.Threads.Count, GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64);
    }

    /// <summary>Of each figure the one in the middle: a moment that was out of the ordinary does not count.</summary>
    public static Sample Median(IReadOnlyCollection<Sample> samples)
    {
        return new Sample(Of(static s => s.Sockets), Of(static s => s.Threads), Of(static s => s.Managed), Of(static s => s.WorkingSet));

        double Of(Func<Sample, double> figure) => samples.Select(figure).Order().ElementAt(samples.Count / 2);
    }

    public static int CountSockets()
    {
        int sockets = 0;
        foreach (FileSystemInfo descriptor in new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos())
        {
            sockets += descriptor.LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true ? 1 : 0;
        }

        return sockets;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Sockets:0} sockets, {Threads:0} threads, {Managed / Mebibyte:0.00} MiB of objects, {WorkingSet / Mebibyte:0.0} MiB in all");
}
