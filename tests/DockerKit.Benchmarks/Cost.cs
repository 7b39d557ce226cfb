namespace DockerKit.Benchmarks;

/// <summary>What a call costs: CPU time of the process and allocated bytes.</summary>
internal readonly record struct Cost(double Microseconds, double Bytes)
{
    /// <summary>Makes a call so many times, and gives what one of them cost.</summary>
    public static async Task<Cost> OfAsync(Func<Task> call, int times)
    {
        // What others left behind is not to be cleaned up on this one's account.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < times; i++)
        {
            await call();
        }

        cpu = Environment.CpuUsage.TotalTime - cpu;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return new Cost(cpu.TotalMicroseconds / times, (double)bytes / times);
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
