using DockerKit.Tests;

namespace DockerKit.EngineTests;

/// <summary>Logs that are followed over a connection which breaks again and again, with <c>docker logs</c> as the judge.</summary>
public sealed class FollowTests(ITestOutputHelper output)
{
    // Lines of both outputs as fast as they go, an empty one, one of several parts, and one that ends late.
    private const string Script = "i=0; while [ $i -lt 600 ]; do echo out $i; echo err $i >&2; i=$((i+1)); done; echo; head -c 50000 /dev/zero | tr '\\0' x; printf ' late'; sleep 0.3; echo r; echo end";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task No_line_is_lost_or_comes_twice(TestEngine engine)
    {
        var random = new Random(7);
        await using var proxy = new FaultProxy(engine.Endpoint);
        await using DockerKitClient docker = DockerKitClient.Connect(new DockerKitOptions
        {
            Endpoint = proxy.Endpoint,
            Retry = { MaxAttempts = 10, BaseDelay = TimeSpan.FromMilliseconds(5), MaxDelay = TimeSpan.FromMilliseconds(50) },
        });
        string id = await engine.StartContainer(TestEngine.Busybox, "sh", "-c", Script);
        int cuts = 0;
        proxy.Cut(answer: true, random.Next(20_000));
        List<string> lines = [];
        await foreach (OutputLine line in docker.Containers.Logs(id).Follow().StreamAsync(Token))
        {
            lines.Add($"{line.Source} {line.Text}");
            if (lines.Count % 10 == 0 && proxy.Disarm())
            {
                cuts++;
                proxy.Cut(answer: true, random.Next(40_000)); // half of it at most is what was read before
            }
        }

        proxy.Disarm();
        output.WriteLine($"{cuts} cuts");
        ContainerLogs whole = await docker.Containers.Logs(id).ExecuteAsync(Token);
        Assert.Equal(Of(whole.StandardOutput, OutputSource.StandardOutput), lines.Where(static line => line.StartsWith("StandardOutput", StringComparison.Ordinal)));
        Assert.Equal(Of(whole.StandardError, OutputSource.StandardError), lines.Where(static line => line.StartsWith("StandardError", StringComparison.Ordinal)));
        Assert.Equal((603, 600), (whole.StandardOutput.Count(static c => c == '\n'), whole.StandardError.Count(static c => c == '\n')));
        await docker.Containers.Remove(id).Force().ExecuteAsync(Token);
    }

    private static IEnumerable<string> Of(string text, OutputSource source) => text.TrimEnd('\n').Split('\n').Select(line => $"{source} {line}");
}
