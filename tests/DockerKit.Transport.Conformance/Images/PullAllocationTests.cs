using System.Globalization;
using System.Text;

namespace DockerKit.Transport.Conformance;

/// <summary>What is counted is what the whole process allocates, so nothing else runs at the same time.</summary>
[CollectionDefinition(nameof(PullAllocationTests), DisableParallelization = true)]
[Collection(nameof(PullAllocationTests))]
public sealed class PullAllocationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_long_pull_costs_little_for_each_line()
    {
        const int Lines = 10_000;
        var body = new StringBuilder();
        for (int i = 1; i <= Lines; i++)
        {
            body.Append(CultureInfo.InvariantCulture, $"{{\"status\":\"Downloading\",\"progressDetail\":{{\"current\":{i},\"total\":{Lines}}},\"progress\":\"[=>  ] {i}B/{Lines}B\",\"id\":\"{i % 10:d12}\"}}\r\n");
        }

        body.Append("{\"status\":\"Status: Downloaded newer image for php:8.3\"}\r\n");
        await using ScriptedEngine engine = ScriptedEngine.Start(recording: false).On("POST", "/images/create", Reply.Stream([body.ToString()]));
        await using DockerKitClient docker = engine.Docker();
        Assert.InRange(await AllocatedAsync(() => docker.Images.Pull("php:8.3").ExecuteAsync(Token)), 0, 2_000_000);
        Assert.InRange(
            await AllocatedAsync(async () =>
            {
                await foreach (PullProgress step in docker.Images.Pull("php:8.3").StreamAsync(Token))
                {
                    Assert.InRange(step.Overall, 0, 1);
                }
            }),
            0,
            6_000_000);
    }

    private static async Task<long> AllocatedAsync(Func<Task> call)
    {
        await call();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await call();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
