using DockerKit.Transport;

namespace DockerKit.Tests;

/// <summary>A create whose answer is lost: the engine is asked what became of it.</summary>
public sealed class ExactlyOnceTests
{
    private const string Label = "io.dockerkit.operation";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<DockerKitException> Doubts() =>
    [
        new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected },
        new DockerProtocolException("The answer was cut off."),
        new DockerEngineException("gateway timeout") { StatusCode = 504 },
    ];

    [Theory]
    [MemberData(nameof(Doubts))]
    public async Task What_was_made_is_adopted(DockerKitException failure)
    {
        var engine = new Engine();
        engine.Answer = (container, call) => call == 1 ? throw failure : container;
        await using DockerKitClient docker = engine.Transport.Connect();
        Container made = await docker.Containers.Create("busybox").WithLabel("mine=1").ExecuteAsync(Token);

        Assert.Equal(Assert.Single(engine.Containers).Id, made.Id);
        Assert.Equal(1, engine.Creates);
        Assert.Equal("1", engine.Containers[0].Labels["mine"]);
    }

    [Theory]
    [MemberData(nameof(Doubts))]
    public async Task What_was_not_made_is_made(DockerKitException failure)
    {
        var engine = new Engine();
        engine.Make = call => call == 1 ? throw failure : true;
        await using DockerKitClient docker = engine.Transport.Connect();
        Container made = await docker.Containers.Create("busybox").ExecuteAsync(Token);

        Assert.Equal(Assert.Single(engine.Containers).Id, made.Id);
        Assert.Equal(2, engine.Creates);
    }

    [Fact]
    public async Task A_try_that_takes_too_long_is_in_doubt_too()
    {
        var engine = new Engine();
        engine.Stall = call => call == 1;
        await using DockerKitClient docker = engine.Transport.Connect();
        Container made = await docker.Containers.Create("busybox").WithAttemptTimeout(TimeSpan.FromMilliseconds(20)).ExecuteAsync(Token);

        Assert.Equal(Assert.Single(engine.Containers).Id, made.Id);
        Assert.Equal(1, engine.Creates);
    }

    [Fact]
    public async Task The_looks_for_what_was_made_leave_time_to_make_it()
    {
        var engine = new Engine();
        engine.Make = call => call == 1 ? throw new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected } : true;
        await using DockerKitClient docker = DockerKitClient.Connect(engine.Transport, new DockerKitOptions());
        Container made = await docker.Containers.Create("busybox").WithAttemptTimeout(TimeSpan.FromMilliseconds(600)).ExecuteAsync(Token);

        Assert.Equal(Assert.Single(engine.Containers).Id, made.Id);
    }

    [Fact]
    public async Task A_name_that_the_first_try_takes_between_two_looks_is_no_conflict()
    {
        var engine = new Engine();
        engine.Answer = (container, call) => call == 1 ? throw new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected } : container;
        engine.Hide = static _ => true; // every list lags behind; the name tells
        await using DockerKitClient docker = engine.Transport.Connect();
        Container made = await docker.Containers.Create("busybox").WithName("web").ExecuteAsync(Token);

        Assert.Equal(Assert.Single(engine.Containers).Id, made.Id);
    }

    [Fact]
    public async Task Each_command_that_is_run_has_an_operation_of_its_own()
    {
        var engine = new Engine();
        await using DockerKitClient docker = engine.Transport.Connect();
        CreateContainerCommand create = docker.Containers.Create("busybox");
        await create.ExecuteAsync(Token);
        await create.ExecuteAsync(Token);

        Assert.Equal(2, engine.Containers.Select(static c => c.Labels[Label]).Distinct().Count());
        Assert.DoesNotContain(Label, create.ToCommandLine(), StringComparison.Ordinal);
        Assert.Equal(0, engine.Lists);
    }

    [Fact]
    public async Task A_name_that_the_first_try_took_is_no_conflict()
    {
        var engine = new Engine();
        engine.Answer = (container, call) => call == 1 ? throw new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected } : container;
        engine.Hide = list => list == 1; // the first try is still at work when it is looked for
        await using DockerKitClient docker = engine.Transport.Connect();
        Container made = await docker.Containers.Create("busybox").WithName("web").ExecuteAsync(Token);

        Assert.Equal(Assert.Single(engine.Containers).Id, made.Id);
        Assert.Equal(2, engine.Creates);
    }

    [Fact]
    public async Task A_name_that_somebody_else_has_is_a_conflict_still()
    {
        var engine = new Engine();
        engine.Make = call => call == 1 ? throw new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected } : true;
        engine.Containers.Add(new ContainerSummary { Id = "other", Names = ["web"] });
        await using DockerKitClient docker = engine.Transport.Connect();
        await Assert.ThrowsAsync<DockerConflictException>(() => docker.Containers.Create("busybox").WithName("web").ExecuteAsync(Token));

        Assert.Equal("other", Assert.Single(engine.Containers).Id);
    }

    [Fact]
    public async Task A_twin_that_the_first_try_made_late_is_removed()
    {
        var engine = new Engine();
        engine.Answer = (container, call) => call == 1 ? throw new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected } : container;
        engine.Hide = list => list <= 20; // longer than it is waited for
        await using DockerKitClient docker = engine.Transport.Connect();
        Container made = await docker.Containers.Create("busybox").ExecuteAsync(Token);

        Assert.Equal(Assert.Single(engine.Containers).Id, made.Id);
        Assert.Equal(2, engine.Creates);
    }

    [Fact]
    public async Task A_create_that_fails_for_good_leaves_nothing()
    {
        var engine = new Engine { Answer = static (_, _) => throw new DockerProtocolException("The answer was cut off.") };
        await using DockerKitClient docker = engine.Transport.Connect();
        await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Containers.Create("busybox").WithoutRetry().ExecuteAsync(Token));

        Assert.Empty(engine.Containers);
        Assert.Equal(1, engine.Creates);
    }

    [Fact]
    public async Task What_is_left_is_looked_for_again_when_the_look_fails_too()
    {
        var engine = new Engine { Answer = static (_, _) => throw new DockerProtocolException("The answer was cut off.") };
        engine.Hide = static list => list == 1 ? throw new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected } : false;
        await using DockerKitClient docker = engine.Transport.Connect();
        await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Containers.Create("busybox").WithoutRetry().ExecuteAsync(Token));

        Assert.Empty(engine.Containers);
        Assert.Equal(2, engine.Lists);
    }

    [Fact]
    public async Task An_engine_that_refuses_is_not_asked_again()
    {
        var engine = new Engine { Make = static _ => throw new DockerEngineException("driver failed") { StatusCode = 500, EngineMessage = "driver failed" } };
        await using DockerKitClient docker = engine.Transport.Connect();
        await Assert.ThrowsAsync<DockerEngineException>(() => docker.Containers.Create("busybox").ExecuteAsync(Token));

        Assert.Equal((1, 0), (engine.Creates, engine.Lists));
    }

    [Fact]
    public async Task Tries_end_at_the_number_that_was_set()
    {
        var engine = new Engine { Make = static _ => throw new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected } };
        await using DockerKitClient docker = engine.Transport.Connect();
        var error = await Assert.ThrowsAsync<DockerUnavailableException>(() => docker.Containers.Create("busybox").WithRetry(3).ExecuteAsync(Token));

        Assert.Equal("docker create busybox", error.CommandLine);
        Assert.Equal(3, engine.Creates);
    }

    [Fact]
    public async Task A_create_that_is_cancelled_in_doubt_leaves_nothing()
    {
        using var source = new CancellationTokenSource();
        var engine = new Engine();
        engine.Answer = (_, _) =>
        {
            source.Cancel();
            throw new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected };
        };
        await using DockerKitClient docker = engine.Transport.Connect(static options => options.Retry = new RetryOptions { BaseDelay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(2) });
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => docker.Containers.Create("busybox").ExecuteAsync(source.Token));

        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Empty(engine.Containers);
    }

    /// <summary>An engine that keeps what it makes, and misbehaves as a test says.</summary>
    private sealed class Engine
    {
        public Engine() => Transport = new FakeTransport
        {
            OnCreate = CreateAsync,
            OnListContainers = (request, _) =>
            {
                string wanted = Assert.Single(request.Filters).Value;
                Assert.True(request.All);
                bool hidden = Hide(++Lists);
                return Task.FromResult<IReadOnlyList<ContainerSummary>>([.. Containers.Where(c => !hidden && c.Labels.Any(label => $"{label.Key}={label.Value}" == wanted))]);
            },
            OnInspect = (request, _) => !IsHidden && Containers.Find(c => c.Names.Contains(request.Container)) is { } found
                ? Task.FromResult(new ContainerDetails { Id = found.Id, Name = request.Container, Labels = found.Labels })
                : throw new DockerNotFoundException("No such container") { StatusCode = 404, Kind = ResourceKind.Container },
            OnRemove = (request, _) =>
            {
                Assert.Equal(1, Containers.RemoveAll(c => c.Id == request.Container));
                return Task.CompletedTask;
            },
        };

        public FakeTransport Transport { get; }

        public List<ContainerSummary> Containers { get; } = [];

        public int Creates { get; private set; }

        public int Lists { get; private set; }

        public Func<int, bool> Make { get; set; } = static _ => true;

        public Func<int, bool> Stall { get; set; } = static _ => false;

        public Func<int, bool> Hide { get; set; } = static _ => false;

        public Func<CreatedContainer, int, CreatedContainer> Answer { get; set; } = static (container, _) => container;

        private bool IsHidden => Lists == 1 && Hide(Lists);

        private async Task<CreatedContainer> CreateAsync(CreateContainerRequest request, CancellationToken token)
        {
            int call = ++Creates;
            if (Containers.Exists(c => c.Names.Contains(request.Name!)))
            {
                throw new DockerConflictException("The name is in use") { StatusCode = 409 };
            }

            Make(call);
            var made = new ContainerSummary { Id = $"id{call}", Names = request.Name is null ? [] : [request.Name], Labels = request.Configuration.Labels };
            Containers.Add(made);
            if (Stall(call))
            {
                await Task.Delay(Timeout.Infinite, token);
            }

            return Answer(new CreatedContainer(made.Id, []), call);
        }
    }
}
