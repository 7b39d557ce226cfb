using System.Diagnostics;
using System.Globalization;
using DockerKit.Tests;

namespace DockerKit.EngineTests.Faults;

/// <summary>A thousand creates and a thousand runs over connections that fail at random in every way: each asked-for container is there once, and nothing besides.</summary>
[Collection(EngineCleanup.AloneCollection)]
public sealed class FaultCampaignTests(ITestOutputHelper output) : IDisposable
{
    private const int Share = 4; // of creates, named creates, runs and detached runs: one of each
    private const int BatchSize = 200; // what is there at the same time, so that looking for a label stays quick
    private const int Tasks = 12;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("DOCKERKIT_TEST_LONG") == "1";
    private static readonly int Items = 500 * Share * (IsLong ? 5 : 1);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(IsLong ? 40 : 8);

    private readonly string _mark = TestEngine.UniqueName("campaign");
    private readonly EventLog _log = new();
    private readonly List<string> _wrong = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Under_random_faults_each_container_exists_once_and_nothing_is_left_over()
    {
        int seed = Environment.GetEnvironmentVariable("DOCKERKIT_TEST_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"DOCKERKIT_TEST_SEED={seed}");
        var campaign = new FaultCampaign(seed);
        CampaignItem[] items = [.. Enumerable.Range(0, Items).Select(static number => new CampaignItem(number, (CampaignKind)(number % Share)))];
        int leftByFailures = 0;
        long begun = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Limit);
        await using var proxy = new FaultProxy(TestEngine.Old.Endpoint) { Plan = _ => campaign.Next() };
        await using DockerKitClient direct = TestEngine.Old.Connect();
        try
        {
            await using DockerKitClient docker = Connect(proxy);
            foreach (CampaignItem[] batch in items.Chunk(BatchSize))
            {
                await AskAsync(docker, proxy, campaign, batch, limit.Token);
                leftByFailures += await JudgeAsync(direct, batch, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!Token.IsCancellationRequested)
        {
            _wrong.Add($"It was not done within {Limit}.");
        }
        finally
        {
            Tell(items, proxy, Stopwatch.GetElapsedTime(begun), leftByFailures);
            await RemoveAsync(direct, await FindAsync(direct));
        }

        Assert.True(_wrong.Count == 0, $"DOCKERKIT_TEST_SEED={seed}{Environment.NewLine}{string.Join(Environment.NewLine, _wrong.Take(20))}");

        // Faults are to make few fail, else little is proven.
        Assert.InRange(items.Count(static item => item.Id is not null), Items * 3 / 4, Items);
    }

    private DockerKitClient Connect(FaultProxy proxy) => DockerKitClient.Connect(new DockerKitOptions
    {
        Endpoint = proxy.Endpoint,
        LoggerFactory = _log,
        Retry = { MaxAttempts = 6, BaseDelay = TimeSpan.FromMilliseconds(100), MaxDelay = TimeSpan.FromMilliseconds(500) },
        Timeouts = { Attempt = TimeSpan.FromSeconds(4) },
    });

    /// <summary>Asks for all of a batch, from several tasks, while the engine goes away now and then.</summary>
    private async Task AskAsync(DockerKitClient docker, FaultProxy proxy, FaultCampaign campaign, CampaignItem[] batch, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task outages = GoDownAndUpAsync(proxy, campaign, over.Token);
        try
        {
            await Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = Tasks, CancellationToken = cancellationToken }, async (item, token) =>
            {
                try
                {
                    item.Id = await AskAsync(docker, item, token);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    item.Failure = e;
                }
            });
        }
        finally
        {
            await over.CancelAsync();
            await outages;
        }
    }

    private static async Task GoDownAndUpAsync(FaultProxy proxy, FaultCampaign campaign, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            (TimeSpan up, TimeSpan down, bool keepsSocket, bool cuts) = campaign.NextOutage();
            await Task.Delay(up, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!cancellationToken.IsCancellationRequested)
            {
                await proxy.GoDownAsync(keepsSocket, cuts);
                await Task.Delay(down, CancellationToken.None);
                proxy.ComeUp();
            }
        }
    }

    private async Task<string> AskAsync(DockerKitClient docker, CampaignItem item, CancellationToken cancellationToken)
    {
        string number = item.Number.ToString(CultureInfo.InvariantCulture);
        string[] program = ["sh", "-c", $"echo out {number}; echo err {number} >&2; exit {item.Number % 3}"];
        switch (item.Kind)
        {
            case CampaignKind.Create:
                return (await Marked(docker.Containers.Create(TestEngine.Busybox), item).WithCommand(program).ExecuteAsync(cancellationToken)).Id;
            case CampaignKind.NamedCreate:
                return (await Marked(docker.Containers.Create(TestEngine.Busybox), item).WithName(NameOf(item)).WithCommand(program).ExecuteAsync(cancellationToken)).Id;
            case CampaignKind.DetachedRun:
                return (await Marked(docker.Containers.Run(TestEngine.Busybox), item).WithCommand(program).StartAsync(cancellationToken)).Id;
            default:
                RunResult result = await Marked(docker.Containers.Run(TestEngine.Busybox), item).AllowNonZeroExit().WithCommand(program).ExecuteAsync(cancellationToken);
                Expect(item, (result.StandardOutput, result.StandardError, result.ExitCode) == ($"out {number}\n", $"err {number}\n", item.Number % 3), $"{result.ExitCode}, {result.StandardOutput}, {result.StandardError}");
                return result.ContainerId;
        }
    }

    private string NameOf(CampaignItem item) => string.Create(CultureInfo.InvariantCulture, $"{_mark}-{item.Number}");

    private TCommand Marked<TCommand>(ContainerCommand<TCommand> command, CampaignItem item)
        where TCommand : ContainerCommand<TCommand> =>
        command.WithLabel(TestEngine.Label).WithLabel("campaign", _mark).WithLabel("item", item.Number.ToString(CultureInfo.InvariantCulture)).WithNetwork("host");

    /// <summary>Compares what there is with what was asked for and told, and removes it.</summary>
    /// <returns>How many containers failures have left, named by their errors or in the log.</returns>
    private async Task<int> JudgeAsync(DockerKitClient direct, CampaignItem[] batch, CancellationToken cancellationToken)
    {
        IReadOnlyList<ContainerSummary> there = await FindAsync(direct);
        ILookup<string, ContainerSummary> byItem = there.ToLookup(static container => container.Labels["item"]);
        int left = 0;
        await Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken }, async (item, token) =>
        {
            ContainerSummary[] own = [.. byItem[item.Number.ToString(CultureInfo.InvariantCulture)]];
            if (item.Id is null)
            {
                Interlocked.Add(ref left, own.Length);
                await JudgeFailureAsync(direct, item, own, token);
                return;
            }

            Expect(item, own.Length == 1 && own[0].Id == item.Id, $"{own.Length} containers: {string.Join(", ", own.Select(static c => c.Id))}, and was told {item.Id}");
            if (own.Length == 1 && item.Kind is CampaignKind.Run or CampaignKind.DetachedRun)
            {
                await JudgeRunAsync(direct, item, own[0], token);
            }
            else if (own.Length == 1)
            {
                Expect(item, own[0].State == ContainerState.Created, $"is {own[0].State}");
                Expect(item, item.Kind == CampaignKind.Create || own[0].Name == NameOf(item), $"is named {own[0].Name}");
            }
        });
        await RemoveAsync(direct, there);
        IReadOnlyList<ContainerSummary> late = await FindAsync(direct);
        Expect(null, late.Count == 0, $"{late.Count} containers came up after all was over");
        return left;
    }

    private async Task JudgeFailureAsync(DockerKitClient direct, CampaignItem item, ContainerSummary[] own, CancellationToken cancellationToken)
    {
        Expect(item, item.Failure is DockerKitException, $"failed otherwise than documented: {item.Failure}");
        var error = item.Failure as DockerKitException;
        Expect(item, own.Length <= 1, $"left {own.Length} containers");
        foreach (ContainerSummary container in own)
        {
            bool isLogged = _log.LeftBehind.Any(logged => logged == container.Id || logged.EndsWith("=" + container.Labels["io.dockerkit.operation"], StringComparison.Ordinal));
            bool isNamed = item.Kind is CampaignKind.Run or CampaignKind.DetachedRun && error?.ContainerId == container.Id;
            Expect(item, isLogged || isNamed, $"left {container.Id}, which is {container.State}, and told of it nowhere: {error}");
            if (item.Kind is CampaignKind.Run or CampaignKind.DetachedRun && container.State != ContainerState.Created)
            {
                await JudgeRunAsync(direct, item, container, cancellationToken);
            }
        }
    }

    /// <summary>It ran, once, to its end.</summary>
    private async Task JudgeRunAsync(DockerKitClient direct, CampaignItem item, ContainerSummary container, CancellationToken cancellationToken)
    {
        ContainerExit exit = (await direct.Containers.Wait(container.Id).ExecuteAsync(cancellationToken))[0].Value!;
        ContainerLogs logs = await direct.Containers.Logs(container.Id).ExecuteAsync(cancellationToken);
        string whole = $"out {item.Number}\n";

        // A run that failed has killed what it had started, maybe before it wrote.
        bool isRight = item.Id is null ? logs.StandardOutput == whole || logs.StandardOutput.Length == 0 : logs.StandardOutput == whole && exit.ExitCode == item.Number % 3;
        Expect(item, isRight, $"ended with {exit.ExitCode} and wrote: {logs.StandardOutput}");
    }

    private void Expect(CampaignItem? item, bool isSo, string what)
    {
        if (!isSo)
        {
            lock (_wrong)
            {
                _wrong.Add($"{item?.Name}: {what}");
            }
        }
    }

    private Task<IReadOnlyList<ContainerSummary>> FindAsync(DockerKitClient direct) =>
        direct.Containers.List().All().WithLabel("campaign", _mark).ExecuteAsync(Token);

    private static async Task RemoveAsync(DockerKitClient direct, IReadOnlyList<ContainerSummary> containers)
    {
        if (containers.Count > 0)
        {
            await direct.Containers.Remove(containers.Select(static container => container.Id)).Force().WithVolumes().ExecuteAsync(Token);
        }
    }

    private void Tell(CampaignItem[] items, FaultProxy proxy, TimeSpan took, int leftByFailures)
    {
        output.WriteLine($"{items.Length} asked for in {took.TotalSeconds:0} s, {proxy.Harm.Values.Sum()} faults, {_log.Retries} retries, {_log.LeftBehind.Count} logged as left behind, {leftByFailures} left by failures and told of");
        foreach (IGrouping<CampaignKind, CampaignItem> kind in items.GroupBy(static item => item.Kind))
        {
            output.WriteLine($"  {kind.Key}: {kind.Count(static item => item.Id is not null)} made, {kind.Count(static item => item.Failure is not null)} failed");
        }

        output.WriteLine("  faults: " + string.Join(", ", proxy.Harm.OrderByDescending(static harm => harm.Value).Select(static harm => $"{harm.Value} × {harm.Key}")));
        foreach (IGrouping<string, CampaignItem> kind in items.Where(static item => item.Failure is not null).GroupBy(static item => $"{item.Kind}: {item.Failure!.GetType().Name}").OrderBy(static kind => kind.Key))
        {
            output.WriteLine($"  {kind.Count()} × {kind.Key}: {(kind.First().Failure as DockerKitException)?.Summary ?? kind.First().Failure!.ToString()}");
        }
    }
}
