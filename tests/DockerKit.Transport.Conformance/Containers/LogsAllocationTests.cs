namespace DockerKit.Transport.Conformance;

/// <summary>What is counted is what the whole process allocates, so nothing else runs at the same time.</summary>
[Collection(nameof(PullAllocationTests))]
public sealed class LogsAllocationTests
{
    private const string Logs = "/containers/web/logs";
    private const string Frames = "application/vnd.docker.multiplexed-stream";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_megabytes_are_taken_apart_with_a_few_kilobytes_of_memory()
    {
        byte[] frame = ScriptedConnection.Frame(1, new byte[16 * 1024]);
        byte[] block = [.. Enumerable.Range(0, 64).SelectMany(_ => frame)];
        await using ScriptedEngine engine = ScriptedEngine.Start(recording: false).On("GET", Logs, Reply.Stream(async c =>
        {
            for (int i = 0; i < 100; i++)
            {
                await c.WriteAsync($"{block.Length:x}\r\n");
                await c.WriteAsync(block);
                await c.WriteAsync("\r\n");
            }

            return true;
        }, Frames));
        await using DockerKitClient docker = engine.Docker();
        long bytes = 0;
        long before = GC.GetTotalAllocatedBytes();
        await foreach (OutputChunk chunk in docker.Containers.Logs("web").StreamBytesAsync(Token))
        {
            bytes += chunk.Data.Length;
        }

        Assert.Equal(100L * 64 * 16 * 1024, bytes);

        // Both sides together; Docker.DotNet alone takes some 800 MB.
        long allocated = GC.GetTotalAllocatedBytes() - before;
        Assert.True(allocated < 40_000_000, $"{allocated} bytes");
    }
}
