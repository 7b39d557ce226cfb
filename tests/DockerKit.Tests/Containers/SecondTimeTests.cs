namespace DockerKit.Tests;

/// <summary>What is not there any more at a second try: our own doing only when the first may have reached the engine.</summary>
public sealed class SecondTimeTests
{
    private static readonly DockerUnavailableException Reset = new("reset") { Cause = UnavailableCause.Disconnected };
    private static readonly DockerUnavailableException Refused = new("refused") { Cause = UnavailableCause.Refused, NeverSent = true };

    private static readonly DockerRateLimitedException Refusal = new("slow down") { StatusCode = 429 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<DockerKitException> Gone() =>
    [
        new DockerNotFoundException("No such container: web") { StatusCode = 404, Kind = ResourceKind.Container },
        new DockerConflictException("in progress") { StatusCode = 409, EngineMessage = "removal of container web is already in progress" },
    ];

    [Theory]
    [MemberData(nameof(Gone))]
    public async Task A_removal_whose_answer_was_lost_is_done_when_there_is_nothing_left(DockerKitException second)
    {
        var transport = new FakeTransport();
        transport.OnRemove = (_, _) => throw (transport.Requests.Count == 1 ? Reset : second);
        await using DockerKitClient docker = transport.Connect();
        BulkResult<StateChange> result = await docker.Containers.Remove("web").ExecuteAsync(Token);
        Assert.True(result.Single().Value.Changed);
        Assert.Equal(2, transport.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Gone))]
    public async Task At_a_first_try_it_is_an_error(DockerKitException first)
    {
        var transport = new FakeTransport { OnRemove = (_, _) => throw first };
        await using DockerKitClient docker = transport.Connect();
        Assert.Same(first, await Assert.ThrowsAnyAsync<DockerKitException>(() => docker.Containers.Remove("web").ExecuteAsync(Token)));
        Assert.Single(transport.Requests);
    }

    [Theory]
    [MemberData(nameof(Gone))]
    public async Task A_try_that_never_reached_the_engine_was_none(DockerKitException second)
    {
        var transport = new FakeTransport();
        transport.OnRemove = (_, _) => throw (transport.Requests.Count == 1 ? Refused : second);
        await using DockerKitClient docker = transport.Connect();
        Assert.Same(second, await Assert.ThrowsAnyAsync<DockerKitException>(() => docker.Containers.Remove("web").ExecuteAsync(Token)));
        Assert.Equal(2, transport.Requests.Count);
    }

    public static TheoryData<DockerKitException, bool> FirstTries() => new() { { Reset, true }, { Refused, false }, { Refusal, false } };

    [Theory]
    [MemberData(nameof(FirstTries))]
    public async Task So_it_is_with_images(DockerKitException first, bool reached)
    {
        var missing = new DockerNotFoundException("No such image") { StatusCode = 404, Kind = ResourceKind.Image };
        var transport = new FakeTransport();
        transport.OnRemoveImage = (_, _) => throw (transport.Requests.Count > 1 ? missing : first);
        await using DockerKitClient docker = transport.Connect();
        Exception? error = await Record.ExceptionAsync(() => docker.Images.Remove("php").ExecuteAsync(Token));
        Assert.Same(reached ? null : missing, error);
    }
}
