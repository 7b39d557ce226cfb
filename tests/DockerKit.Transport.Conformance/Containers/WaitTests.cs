namespace DockerKit.Transport.Conformance;

public sealed class WaitTests
{
    private const string Wait = "/containers/web/wait";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_wait_stands_as_soon_as_the_engine_has_sent_its_headers()
    {
        var exit = new TaskCompletionSource();
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", Wait, Reply.Stream(async c =>
        {
            await exit.Task.WaitAsync(c.Stopping);
            await c.WriteChunkAsync("{\"StatusCode\":137}\n");
            return true;
        }));
        await using IDockerTransport transport = engine.Transport();
        await using IPendingExit pending = await transport.Containers.WaitAsync(new WaitContainerRequest { Container = "web", Condition = WaitCondition.NextExit }, Token);
        Task<ContainerExit> ended = pending.GetExitAsync(Token);
        Assert.False(ended.IsCompleted);
        exit.SetResult();

        Assert.Equal(new ContainerExit(137), await ended);
        Assert.Equal("next-exit", Assert.Single(engine.Calls).Parameter("condition"));
    }

    [Theory]
    [InlineData("""{"StatusCode":0,"Error":null}""", 0, null)]
    [InlineData("""{"Error":{"Message":"mount went away"},"StatusCode":125}""", 125, "mount went away")]
    [InlineData("""{"StatusCode":3,"Error":{"Message":""},"New":[1]}""", 3, null)]
    public async Task The_exit_code_and_what_went_wrong_are_told(string body, int code, string? problem)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", Wait, Reply.Json(body));
        await using DockerKitClient docker = engine.Docker();

        Assert.Equal(new ContainerExit(code, problem), Assert.Single(await docker.Containers.Wait("web").ExecuteAsync(Token)).Value);
        Assert.Equal("", Assert.Single(engine.Calls).Query);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"StatusCode":""")]
    public async Task A_wait_that_ends_without_an_exit_code_is_an_error_and_never_a_zero(string body)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", Wait, Reply.Json(body));
        await using DockerKitClient docker = engine.Docker();
        await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Containers.Wait("web").ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_cancelled_wait_ends_at_once_and_lets_go_of_its_connection()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", Wait, Reply.Stream(static async c =>
        {
            await c.ReadToEndAsync();
            return false;
        }));
        await using DockerKitClient docker = engine.Docker();
        using var caller = new CancellationTokenSource();
        Task wait = docker.Containers.Wait("web").UntilRemoved().ExecuteAsync(caller.Token);
        await engine.RequestedAsync(Wait, 1, Token);
        await caller.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(TimeSpan.FromSeconds(1), Token));

        Assert.Equal(caller.Token, error.CancellationToken);
        await engine.ConnectionsAtMostAsync(1, Token);
    }
}
