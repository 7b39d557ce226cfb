using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

/// <summary>An application that loads another Docker.DotNet gets our own calls in place of Docker.DotNet's: they must not differ.</summary>
public sealed class BareCallsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_Docker_DotNet_the_engine_is_sent_the_same()
    {
        string[] with = await SentAsync(withoutDockerDotNet: false);
        string[] without = await SentAsync(withoutDockerDotNet: true);

        Assert.Equal(9, with.Length);
        Assert.Equal(with, without);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Either_way_the_engines_answer_is_the_same(bool withoutDockerDotNet)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("POST", "/containers/a/start", Reply.Status(204)).On("POST", "/containers/b/start", Reply.Status(304))
            .On("POST", "/containers/a/kill", Reply.Error(409, "Container a is not running")).On("DELETE", "/containers/a", Reply.Error(404, "No such container: a"));
        using EngineConnection connection = EngineConnection.Open(DockerEndpoint.Parse(engine.Endpoint), null, withoutDockerDotNet);

        Assert.True(await connection.Bare.StartAsync(new StartContainerRequest { Container = "a" }, Token));
        Assert.False(await connection.Bare.StartAsync(new StartContainerRequest { Container = "b" }, Token));
        var conflict = await Assert.ThrowsAsync<DockerConflictException>(() => connection.Bare.KillAsync(new KillContainerRequest { Container = "a" }, Token));
        var missing = await Assert.ThrowsAsync<DockerNotFoundException>(() => connection.Bare.RemoveAsync(new RemoveContainerRequest { Container = "a" }, Token));
        Assert.Equal(("Container a is not running", "No such container: a"), (conflict.EngineMessage!, missing.EngineMessage!));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Either_way_a_cancelled_call_ends_with_the_callers_token(bool withoutDockerDotNet)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start().On("POST", "/containers/a/kill", Reply.Stall());
        using EngineConnection connection = EngineConnection.Open(DockerEndpoint.Parse(engine.Endpoint), null, withoutDockerDotNet);
        using var caller = new CancellationTokenSource();
        Task kill = connection.Bare.KillAsync(new KillContainerRequest { Container = "a" }, caller.Token);
        await engine.RequestedAsync("/containers/a/kill", 1, Token);
        await caller.CancelAsync();
        await Connections.AssertEndsAsync(kill, caller.Token);
    }

    private static async Task<string[]> SentAsync(bool withoutDockerDotNet)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start()
            .On("POST", "/containers/web%2Fdb/start", Reply.Status(204)).On("POST", "/containers/a/kill", Reply.Status(204)).On("DELETE", "/containers/a", Reply.Status(204));
        using EngineConnection connection = EngineConnection.Open(DockerEndpoint.Parse(engine.Endpoint), null, withoutDockerDotNet);
        IBareCalls calls = connection.Bare;
        Assert.Equal(withoutDockerDotNet, calls is OwnCalls);
        await calls.StartAsync(new StartContainerRequest { Container = "web/db" }, Token);
        await calls.StartAsync(new StartContainerRequest { Container = "web/db", DetachKeys = "ctrl-a,@" }, Token);
        await calls.KillAsync(new KillContainerRequest { Container = "a" }, Token);
        await calls.KillAsync(new KillContainerRequest { Container = "a", Signal = "SIGRTMIN+1" }, Token);
        await calls.RemoveAsync(new RemoveContainerRequest { Container = "a" }, Token);
        await calls.RemoveAsync(new RemoveContainerRequest { Container = "a", Force = true }, Token);
        await calls.RemoveAsync(new RemoveContainerRequest { Container = "a", Volumes = true }, Token);
        await calls.RemoveAsync(new RemoveContainerRequest { Container = "a", Link = true }, Token);
        await calls.RemoveAsync(new RemoveContainerRequest { Container = "a", Force = true, Volumes = true, Link = true }, Token);
        return [.. engine.Calls.Select(static call => $"{call.Method} {call.Version} {call.Path}?{call.Query} {string.Join(", ", call.Headers.OrderBy(static h => h.Key, StringComparer.Ordinal))} {call.Text}")];
    }
}
