namespace DockerKit.Transport.Conformance;

public sealed class DisposalTests
{
    private const string Pull = "/images/create";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Disposing_the_client_ends_a_call_that_waits_for_its_answer()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/info", Reply.Stall());
        DockerKitClient docker = engine.Docker();
        Task call = docker.Info().ExecuteAsync(Token);
        await engine.RequestedAsync("/info", 1, Token);
        await docker.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call.WaitAsync(Soon, Token));
        await engine.ConnectionsAtMostAsync(0, Token).WaitAsync(Soon, Token);
    }

    [Fact]
    public async Task Disposing_the_client_ends_a_pull_in_the_middle_of_its_stream()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", Pull, Endless());
        DockerKitClient docker = engine.Docker();
        IAsyncEnumerator<PullProgress> steps = docker.Images.Pull("php").StreamAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await steps.MoveNextAsync());
        Task<bool> next = steps.MoveNextAsync().AsTask();
        await docker.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => next.WaitAsync(Soon, Token));
        await engine.ConnectionsAtMostAsync(0, Token).WaitAsync(Soon, Token);
    }

    [Fact]
    public async Task A_call_after_the_client_was_disposed_says_so_and_sends_nothing()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start();
        DockerKitClient docker = engine.Docker();
        await docker.DisposeAsync();
        await docker.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => docker.Ping().ExecuteAsync(Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => docker.Images.Pull("php").ExecuteAsync(Token));
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task Leaving_the_loop_over_a_pull_stops_the_pull_at_once()
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", Pull, Endless());
        await using DockerKitClient docker = engine.Docker();
        await foreach (PullProgress _ in docker.Images.Pull("php").StreamAsync(Token))
        {
            break;
        }

        await engine.ConnectionsAtMostAsync(0, Token).WaitAsync(Soon, Token);
    }

    [Fact]
    public async Task An_answer_to_a_ping_that_is_cut_off_is_an_error_of_its_own_type()
    {
        Reply pong = Reply.Text("OK", 200, "text/plain", ("Api-Version", "1.51"));
        await using ScriptedEngine engine = ScriptedEngine.Start().On("GET", "/_ping", pong.CutAfter(pong.HeadLength + 1));
        await using DockerKitClient docker = engine.Docker();

        await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Ping().WithoutRetry().ExecuteAsync(Token));
    }

    private static Reply Endless() => Reply.Stream(static async c =>
    {
        await c.WriteChunkAsync("{\"status\":\"Pulling from library/php\",\"id\":\"latest\"}\r\n");
        await c.ReadToEndAsync();
        return false;
    });
}
