using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using DockerKit.Tests;
using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

/// <summary>The connection is cut after each byte of a call's request, and of its answer: the call is right all the same, and does nothing twice.</summary>
public sealed class CutExchangeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_create_makes_one_container_wherever_it_is_cut(bool answer)
    {
        var containers = new ConcurrentDictionary<string, string>();
        int ids = 0;
        await using ScriptedEngine engine = ScriptedEngine.Start(recording: false);
        engine.On("POST", "/containers/create", request =>
        {
            string id = Interlocked.Increment(ref ids).ToString("x64", CultureInfo.InvariantCulture);
            containers[id] = JsonNode.Parse(request.Text)!["Labels"]!["io.dockerkit.operation"]!.GetValue<string>();
            return Reply.Json($$"""{"Id":"{{id}}","Warnings":[]}""", 201);
        });
        engine.On("GET", "/containers/json", request =>
        {
            string wanted = JsonNode.Parse(request.Parameter("filters")!)!["label"]![0]!.GetValue<string>().Split('=')[1];
            return Reply.Json(new JsonArray([.. containers.Where(c => c.Value == wanted).Select(static c => new JsonObject { ["Id"] = c.Key })]).ToJsonString());
        });
        await using var proxy = new FaultProxy(engine.Endpoint);
        await using DockerKitClient docker = Docker(proxy);
        CreateContainerCommand create = docker.Containers.Create("b");

        await EachByteAsync(proxy, answer, async () =>
        {
            containers.Clear();
            Container made = await create.ExecuteAsync(Token);
            Assert.Equal(Assert.Single(containers).Key, made.Id);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stop_and_a_removal_are_done_wherever_they_are_cut(bool answer)
    {
        int runs = 1;
        int exists = 1;
        await using ScriptedEngine engine = ScriptedEngine.Start();
        engine.On("POST", "/containers/a/stop", _ => Reply.Status(Interlocked.Exchange(ref runs, 0) == 1 ? 204 : 304));
        engine.On("DELETE", "/containers/a", _ => Interlocked.Exchange(ref exists, 0) == 1 ? Reply.Status(204) : Reply.Error(404, "No such container: a"));
        await using var proxy = new FaultProxy(engine.Endpoint);
        await using DockerKitClient docker = Docker(proxy);

        await EachByteAsync(proxy, answer, async () =>
        {
            (runs, exists) = (1, 1);
            await docker.Containers.Stop("a").ExecuteAsync(Token);
            Assert.Equal(0, runs);
            await docker.Containers.Remove("a").ExecuteAsync(Token);
            Assert.Equal(0, exists);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_start_and_a_kill_are_done_once_wherever_they_are_cut(bool answer)
    {
        int running = 0;
        int starts = 0;
        await using ScriptedEngine engine = ScriptedEngine.Start(recording: false);
        engine.On("POST", "/containers/a/start", _ =>
        {
            if (Interlocked.Exchange(ref running, 1) == 1)
            {
                return Reply.Status(304);
            }

            Interlocked.Increment(ref starts);
            return Reply.Status(204);
        });
        engine.On("GET", "/containers/a/json", _ => Reply.Json(
            $$"""{ "Id": "a", "State": { "Status": "{{(running == 1 ? "running" : "created")}}", "StartedAt": "{{(running == 1 ? "2025-01-31T12:00:00Z" : "0001-01-01T00:00:00Z")}}" } }"""));
        engine.On("POST", "/containers/a/kill", _ => Interlocked.Exchange(ref running, 0) == 1 ? Reply.Status(204) : Reply.Error(409, "Container a is not running"));
        await using var proxy = new FaultProxy(engine.Endpoint);
        await using DockerKitClient docker = Docker(proxy);

        await EachByteAsync(proxy, answer, async () =>
        {
            (running, starts) = (0, 0);
            await docker.Containers.Start("a").ExecuteAsync(Token);
            Assert.Equal((1, 1), (running, starts));
            await docker.Containers.Kill("a").ExecuteAsync(Token);
            Assert.Equal((0, 1), (running, starts));
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_read_is_right_wherever_it_is_cut(bool answer)
    {
        await using ScriptedEngine engine = ScriptedEngine.Start(recording: false);
        engine.On("GET", "/version", Reply.Json("""{ "Version": "28.5.2", "ApiVersion": "1.51", "MinAPIVersion": "1.24" }"""));
        engine.On("GET", "/containers/json", Reply.Json("""[{ "Id": "a", "Names": ["/web"] }, { "Id": "b", "Names": ["/db"] }]"""));
        engine.On("GET", "/images/json", Reply.Json("""[{ "Id": "sha256:1", "RepoTags": ["php:8.3"] }]"""));
        engine.On("GET", "/containers/a/json", Reply.Json("""{ "Id": "a", "Name": "/web", "State": { "Status": "running" } }"""));
        engine.On("POST", "/containers/a/wait", Reply.Json("""{ "StatusCode": 7 }"""));
        await using var proxy = new FaultProxy(engine.Endpoint);
        await using DockerKitClient docker = Docker(proxy);
        foreach (Func<Task> read in (Func<Task>[])
        [
            async () => Assert.Equal("28.5.2", (await docker.Version().ExecuteAsync(Token)).Server.Version),
            async () => Assert.Equal(["web", "db"], (await docker.Containers.List().All().ExecuteAsync(Token)).Select(static c => c.Name)),
            async () => Assert.Equal("php", Assert.Single(await docker.Images.List().ExecuteAsync(Token)).Repository),
            async () => Assert.Equal("web", (await docker.Containers.Inspect("a").ExecuteAsync(Token)).Name),
            async () => Assert.Equal(7, Assert.Single(await docker.Containers.Wait("a").ExecuteAsync(Token)).Value!.ExitCode),
        ])
        {
            await EachByteAsync(proxy, answer, read);
        }
    }

    private static DockerKitClient Docker(FaultProxy proxy) => DockerKitClient.Connect(
        new DockerDotNetTransport(DockerEndpoint.Parse(proxy.Endpoint)),
        new DockerKitOptions { Retry = { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) } });

    private static async Task EachByteAsync(FaultProxy proxy, bool answer, Func<Task> call)
    {
        await call(); // finds the version, which is not part of what is cut
        long before = answer ? proxy.Answered : proxy.Sent;
        await call();
        long length = (answer ? proxy.Answered : proxy.Sent) - before;
        Assert.InRange(length, 50, 5000);
        for (long after = 0; after <= length; after++)
        {
            proxy.Cut(answer, after);
            try
            {
                await call().WaitAsync(TimeSpan.FromSeconds(5), Token);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Cut after {after} of the {length} bytes of the {(answer ? "answers" : "requests")}: {e.Message}", e);
            }

            // The last cut may be after all of it.
            Assert.True(proxy.Disarm() || after >= length - 1, $"Nothing was cut after {after} of {length} bytes.");
        }
    }
}
