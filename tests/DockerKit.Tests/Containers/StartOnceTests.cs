using DockerKit.Transport;
using Polly;
using Polly.Retry;
using static DockerKit.Tests.FakeOutput;

namespace DockerKit.Tests;

/// <summary>A start whose answer is lost: the engine is asked what became of it, and no program runs twice.</summary>
public sealed class StartOnceTests
{
    private const string Id = "0123456789ab";

    private static readonly DateTimeOffset Noon = new(2025, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<DockerKitException> Doubts() => ExactlyOnceTests.Doubts();

    [Theory]
    [MemberData(nameof(Doubts))]
    public async Task A_run_whose_container_was_not_started_starts_it(DockerKitException failure)
    {
        FakeTransport transport = Engine();
        transport.OnStart = (_, _) => Starts(transport) == 1 ? throw failure : Task.FromResult(true);
        transport.OnInspect = static (_, _) => Task.FromResult(new ContainerDetails { Id = Id, State = ContainerState.Created });
        await using DockerKitClient docker = transport.Connect();
        RunResult result = await docker.Containers.Run("busybox:1").ExecuteAsync(Token);

        Assert.Equal("hello\n", result.StandardOutput);
        Assert.Equal(2, Starts(transport));
        Assert.Equal(Id, (await docker.Containers.Run("busybox:1").StartAsync(Token)).Id);
    }

    [Theory]
    [InlineData(ContainerState.Running)]
    [InlineData(ContainerState.Exited)]
    public async Task A_run_whose_container_was_started_goes_on_with_it(ContainerState state)
    {
        FakeTransport transport = Engine();
        transport.OnStart = static (_, _) => throw Reset();
        transport.OnInspect = (_, _) => Task.FromResult(new ContainerDetails { Id = Id, State = state, StartedAt = Noon });
        await using DockerKitClient docker = transport.Connect();
        RunResult result = await docker.Containers.Run("busybox:1").ExecuteAsync(Token);
        Container container = await docker.Containers.Run("busybox:1").StartAsync(Token);

        Assert.Equal(("hello\n", Id), (result.StandardOutput, container.Id));
        Assert.Equal(2, Starts(transport));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_container_that_is_gone_has_run_with_rm_and_is_an_error_without(bool remove)
    {
        FakeTransport transport = Engine();
        transport.OnStart = static (_, _) => throw Reset();
        transport.OnInspect = static (_, _) => throw new DockerNotFoundException("No such container") { StatusCode = 404, Kind = ResourceKind.Container };
        RunContainerCommand run = transport.Connect().Containers.Run("busybox:1");
        Task<RunResult> result = (remove ? run.RemoveWhenDone() : run).ExecuteAsync(Token);
        if (remove)
        {
            Assert.Equal("hello\n", (await result).StandardOutput);
        }
        else
        {
            Assert.Equal(Id, (await Assert.ThrowsAsync<DockerNotFoundException>(() => result)).ContainerId);
        }

        Assert.Equal(1, Starts(transport));
    }

    [Fact]
    public async Task A_start_that_is_carried_out_after_the_question_is_found_by_the_second_one()
    {
        FakeTransport transport = Engine();
        transport.OnStart = (_, _) => Starts(transport) == 1 ? throw Reset() : Task.FromResult(false);
        transport.OnInspect = static (_, _) => Task.FromResult(new ContainerDetails { Id = Id, State = ContainerState.Created });
        BulkResult<StateChange> started = await transport.Connect().Containers.Start("web").ExecuteAsync(Token);
        Assert.True(started.Single().Value.Changed);
    }

    [Fact]
    public async Task A_refusal_at_the_second_try_is_the_answer()
    {
        FakeTransport transport = Engine();
        transport.OnStart = (_, _) => throw (Starts(transport) == 1 ? Reset() : new DockerBadRequestException("no such program") { StatusCode = 400 });
        transport.OnInspect = static (_, _) => Task.FromResult(new ContainerDetails { Id = Id, State = ContainerState.Created });
        var error = await Assert.ThrowsAsync<DockerBadRequestException>(() => transport.Connect().Containers.Run("busybox:1").ExecuteAsync(Token));
        Assert.Equal(Id, error.ContainerId);
        Assert.Equal(2, Starts(transport));
    }

    [Fact]
    public async Task A_start_that_takes_too_long_is_in_doubt_too()
    {
        FakeTransport transport = Engine();
        transport.OnStart = static async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return true;
        };
        transport.OnInspect = static (_, _) => Task.FromResult(new ContainerDetails { Id = Id, State = ContainerState.Running, StartedAt = Noon });
        await transport.Connect().Containers.Run("busybox:1").WithAttemptTimeout(TimeSpan.FromMilliseconds(20)).StartAsync(Token);
        Assert.Equal(1, Starts(transport));
    }

    [Theory]
    [InlineData(30, 1)] // since this call began, which is a minute ago
    [InlineData(90, 2)] // by an earlier one
    public async Task A_short_program_that_an_earlier_try_ran_to_its_end_is_not_run_again(int secondsAgo, int starts)
    {
        var clock = new ManualTimeProvider(Noon.AddYears(10)); // not the engine's
        var transport = new FakeTransport();
        transport.OnStart = (_, _) => Starts(transport) == 1 ? throw Reset() : Task.FromResult(true);
        transport.OnInspect = (_, _) =>
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            return Task.FromResult(new ContainerDetails { Id = Id, State = ContainerState.Exited, StartedAt = Noon.AddSeconds(-secondsAgo) });
        };
        transport.OnInfo = static _ => Task.FromResult(new EngineInfo { SystemTime = Noon });
        await using DockerKitClient docker = transport.Connect(options =>
        {
            options.TimeProvider = clock;
            options.ResiliencePipeline = static _ => new ResiliencePipelineBuilder()
                .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 3, Delay = TimeSpan.Zero }).Build();
        });
        BulkResult<StateChange> started = await docker.Containers.Start("web").ExecuteAsync(Token);

        Assert.True(started.Single().Value.Changed);
        Assert.Equal(starts, Starts(transport));
    }

    [Fact]
    public async Task What_cannot_be_found_out_is_the_failure_that_made_it_necessary()
    {
        FakeTransport transport = Engine();
        transport.OnStart = static (_, _) => throw Reset();
        transport.OnInspect = static (_, _) => throw new DockerEngineException("broken") { StatusCode = 500 };
        var error = await Assert.ThrowsAsync<DockerUnavailableException>(() => transport.Connect().Containers.Run("busybox:1").ExecuteAsync(Token));
        Assert.Equal(Id, error.ContainerId);
        Assert.Equal(1, Starts(transport));
    }

    private static int Starts(FakeTransport transport) => transport.Requests.Count(static r => r is StartContainerRequest);

    private static DockerUnavailableException Reset() => new("reset") { Cause = UnavailableCause.Disconnected };

    private static FakeTransport Engine() => new()
    {
        OnCreate = static (_, _) => Task.FromResult(new CreatedContainer(Id, [])),
        OnAttach = static (_, _) => Task.FromResult<IContainerSession>(new FakeSession(Out("hello\n"))),
        OnWait = static (_, _) => Task.FromResult<IPendingExit>(FakeExit.Of(0)),
        OnLogs = static (_, _) => Task.FromResult<IContainerOutput>(new FakeOutput()),
        OnKill = static (_, _) => Task.CompletedTask,
        OnRemove = static (_, _) => Task.CompletedTask,
    };
}
