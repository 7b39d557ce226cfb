using System.Collections.Concurrent;
using DockerKit.Tests;

namespace DockerKit.EngineTests;

/// <summary>Creates and runs over connections that break at random: each asked-for container is there once, and nothing besides.</summary>
public sealed class FaultCampaignTests(ITestOutputHelper output)
{
    private const int Creates = 200;
    private const int Runs = 100;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Under_random_faults_each_container_exists_once_and_nothing_is_left_over()
    {
        int seed = Environment.GetEnvironmentVariable("DOCKERKIT_TEST_SEED") is { Length: > 0 } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"DOCKERKIT_TEST_SEED={seed}");
        var random = new Random(seed);
        string mark = TestEngine.UniqueName("campaign");
        var made = new ConcurrentBag<string>();
        var failures = new ConcurrentBag<DockerKitException>();
        int faults = 0;
        await using (var proxy = new FaultProxy(TestEngine.Old.Endpoint))
        {
            proxy.Refuses = () => Chance(10) && Count();
            await using DockerKitClient docker = DockerKitClient.Connect(new DockerKitOptions
            {
                Endpoint = proxy.Endpoint,
                Retry = { MaxAttempts = 8, BaseDelay = TimeSpan.FromMilliseconds(5), MaxDelay = TimeSpan.FromMilliseconds(100) },
            });
            await Parallel.ForEachAsync(Enumerable.Range(0, Creates + Runs), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token }, async (i, token) =>
            {
                if (Chance(50))
                {
                    lock (random)
                    {
                        // In the request, at its end, in the answer or after it.
                        proxy.Cut(random.Next(2) == 0, random.Next(2000));
                    }

                    Count();
                }

                try
                {
                    made.Add(i < Creates
                        ? (await docker.Containers.Create(TestEngine.Busybox).WithLabel(TestEngine.Label).WithLabel("campaign", mark).ExecuteAsync(token)).Id
                        : await RunAsync(docker, mark, token));
                }
                catch (DockerKitException e)
                {
                    failures.Add(e);
                }
            });
        }

        string[] there = (await TestEngine.Old.CliOk("ps", "-aq", "--no-trunc", "--filter", $"label=campaign={mark}")).Lines;
        output.WriteLine($"{Creates} creates, {Runs} runs, {faults} faults: {made.Count} made, {failures.Count} failed, {there.Length} there");
        foreach (IGrouping<string, DockerKitException> kind in failures.GroupBy(static e => $"{e.Operation}: {e.GetType().Name}"))
        {
            output.WriteLine($"  {kind.Count()} × {kind.Key}: {kind.First().Summary}");
        }

        try
        {
            Assert.Equal(made.Count, made.Distinct().Count());
            Assert.Empty(made.Except(there));

            // A run that failed after its container was made leaves it, as the CLI does. A create leaves nothing.
            Assert.InRange(there.Except(made).Count(), 0, failures.Count(static e => e.Operation == "containers.run"));
            Assert.DoesNotContain(failures, static e => e.Operation == "containers.create");
            Assert.InRange(made.Count, Creates, Creates + Runs);
        }
        finally
        {
            foreach (string[] some in there.Chunk(100))
            {
                await TestEngine.Old.Cli(["rm", "-f", "-v", .. some]);
            }
        }

        bool Chance(int percent)
        {
            lock (random)
            {
                return random.Next(100) < percent;
            }
        }

        bool Count()
        {
            Interlocked.Increment(ref faults);
            return true;
        }
    }

    private static async Task<string> RunAsync(DockerKitClient docker, string mark, CancellationToken cancellationToken)
    {
        RunResult result = await docker.Containers.Run(TestEngine.Busybox).WithCommand("echo", "hello").WithLabel(TestEngine.Label).WithLabel("campaign", mark).ExecuteAsync(cancellationToken);
        Assert.Equal("hello\n", result.StandardOutput);
        return result.ContainerId;
    }
}
