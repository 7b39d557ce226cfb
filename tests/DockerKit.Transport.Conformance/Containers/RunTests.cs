using System.Text;

namespace DockerKit.Transport.Conformance;

public sealed class RunTests
{
    private const string Id = "0123";
    private const string Attach = $"/containers/{Id}/attach";

    private static readonly Reply Created = Reply.Json($$"""{"Id":"{{Id}}","Warnings":null}""", 201);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_order_on_the_wire_is_create_attach_wait_start()
    {
        await using ScriptedEngine engine = Engine(static async c =>
        {
            await c.WriteFrameAsync(1, "out");
            await c.WriteFrameAsync(2, "err");
        });
        await using DockerKitClient docker = engine.Docker();
        RunResult result = await docker.Containers.Run("busybox").ExecuteAsync(Token);

        // And then its log, which tells a cut from an end.
        Assert.Equal(("out", "err", 0), (result.StandardOutput, result.StandardError, result.ExitCode));
        Assert.Equal(
            ["/containers/create", $"{Attach}?stream=1&stdin=0&stdout=1&stderr=1", $"/containers/{Id}/wait?condition=next-exit", $"/containers/{Id}/start", $"/containers/{Id}/logs?stdout=1&stderr=1"],
            engine.Calls.Select(static call => call.Query.Length > 0 ? $"{call.Path}?{call.Query}" : call.Path));
    }

    [Fact]
    public async Task A_terminals_output_is_not_in_frames()
    {
        await using ScriptedEngine engine = Engine(static c => c.WriteAsync("\u0001\0\0\0raw\r\n").AsTask());
        await using DockerKitClient docker = engine.Docker();
        RunResult result = await docker.Containers.Run("busybox").WithTerminal().ExecuteAsync(Token);

        Assert.Equal("\u0001\0\0\0raw\r\n", result.StandardOutput);
    }

    [Fact]
    public async Task Input_arrives_and_ends_and_output_comes_after_it()
    {
        await using ScriptedEngine engine = Engine(static async c => await c.WriteFrameAsync(1, "got " + await c.ReadToEndAsync()));
        await using DockerKitClient docker = engine.Docker();
        RunResult result = await docker.Containers.Run("busybox").WithStandardInput("one\ntwo").ExecuteAsync(Token);

        Assert.Equal("got one\ntwo", result.StandardOutput);
    }

    [Fact]
    public async Task Output_that_is_cut_in_a_frame_does_not_look_complete_and_the_container_is_left_to_the_engine()
    {
        await using ScriptedEngine engine = Engine(static async c => await c.WriteAsync(ScriptedConnection.Frame(1, "whole"u8).AsMemory(0, 10)));
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Containers.Run("busybox").ExecuteAsync(Token));

        Assert.Equal(Id, error.ContainerId);
        Assert.Contains("after 2 bytes of output", error.Message, StringComparison.Ordinal);
        Assert.Contains($"docker logs {Id}", error.Message, StringComparison.Ordinal);
        Assert.Equal($"/containers/{Id}/start", engine.Calls[^1].Path);
    }

    [Fact]
    public async Task A_wait_that_is_cut_is_no_end_although_the_output_has_one()
    {
        // What an engine does that is killed: the output ends in good form.
        await using ScriptedEngine engine = Engine(static c => c.WriteFrameAsync(1, "part").AsTask());
        engine.On("POST", $"/containers/{Id}/wait", Reply.Stream(static _ => Task.FromResult(false)));
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Containers.Run("busybox").ExecuteAsync(Token));

        Assert.Contains("after 4 bytes of output", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Calls, static call => call.Path.EndsWith("/kill", StringComparison.Ordinal) || call.Method == "DELETE");
    }

    [Theory]
    [InlineData("part", true)]
    [InlineData("part and more", false)]
    public async Task An_output_that_ends_before_the_container_is_compared_with_the_log(string logged, bool whole)
    {
        var end = new TaskCompletionSource();
        await using ScriptedEngine engine = Engine(static c => c.WriteFrameAsync(1, "part").AsTask());
        engine.On("POST", $"/containers/{Id}/wait", Reply.Stream(async c =>
        {
            await end.Task.WaitAsync(c.Stopping);
            await c.WriteChunkAsync("""{"StatusCode":0}""");
            return true;
        }));
        engine.On("GET", $"/containers/{Id}/logs", _ =>
        {
            end.TrySetResult();
            return Reply.Stream("application/vnd.docker.multiplexed-stream", ScriptedConnection.Frame(1, Encoding.UTF8.GetBytes("2025-01-31T12:00:00.000000000Z " + logged)));
        });
        await using DockerKitClient docker = engine.Docker();
        Task<RunResult> run = docker.Containers.Run("busybox").ExecuteAsync(Token);
        if (whole)
        {
            Assert.Equal("part", (await run).StandardOutput);
        }
        else
        {
            Assert.Contains("has more", (await Assert.ThrowsAsync<DockerProtocolException>(() => run)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_output_that_ends_before_it_began_is_not_taken_for_none()
    {
        await using ScriptedEngine engine = Engine(static _ => Task.CompletedTask);
        engine.On("GET", $"/containers/{Id}/logs", Reply.Stream("application/vnd.docker.multiplexed-stream", ScriptedConnection.Frame(1, "hello\n"u8)));
        await using DockerKitClient docker = engine.Docker();
        await Assert.ThrowsAsync<DockerProtocolException>(() => docker.Containers.Run("busybox").ExecuteAsync(Token));
    }

    [Theory]
    [InlineData("one\n", "one\n", true)]
    [InlineData("one\n", "one\ntwo\n", false)] // closed in good form between two frames
    [InlineData("", "one\n", false)]
    [InlineData("one\ntwo\n", "two\n", true)] // a log that was rotated says nothing
    [InlineData("\u00e4\n", "\ufffd\ufffd\n", true)] // nor does one that holds what is no text in another form
    public async Task A_closed_connection_is_not_taken_for_the_end_of_the_output_with_rm_or_without(string read, string logged, bool whole)
    {
        foreach (bool removed in new[] { false, true })
        {
            var end = new TaskCompletionSource();
            if (!removed)
            {
                end.SetResult();
            }

            await using ScriptedEngine engine = Engine(c => read.Length == 0 ? Task.CompletedTask : c.WriteFrameAsync(1, read).AsTask());
            engine.On("GET", $"/containers/{Id}/logs", call =>
            {
                end.TrySetResult(); // the container ends, and its log with it
                string time = call.Parameter("timestamps") is null ? "" : "2025-01-31T12:00:00.000000000Z ";
                return Reply.Stream("application/vnd.docker.multiplexed-stream", [.. logged.Split('\n')[..^1].Select(line => ScriptedConnection.Frame(1, Encoding.UTF8.GetBytes($"{time}{line}\n")))]);
            });
            engine.On("POST", $"/containers/{Id}/wait", Reply.Stream(async c =>
            {
                await end.Task.WaitAsync(c.Stopping);
                await c.WriteChunkAsync("""{"StatusCode":0}""");
                return true;
            }));
            await using DockerKitClient docker = engine.Docker();
            RunContainerCommand command = docker.Containers.Run("busybox");
            Task<RunResult> run = (removed ? command.RemoveWhenDone() : command).ExecuteAsync(Token);
            if (whole)
            {
                Assert.Equal(read, (await run).StandardOutput);
            }
            else
            {
                Assert.Contains("has more", (await Assert.ThrowsAsync<DockerProtocolException>(() => run)).Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task With_rm_a_log_that_is_gone_before_it_can_be_read_is_no_failure()
    {
        await using ScriptedEngine engine = Engine(static _ => Task.CompletedTask);
        engine.On("GET", $"/containers/{Id}/logs", Reply.Error(404, $"No such container: {Id}"));
        await using DockerKitClient docker = engine.Docker();
        Assert.Equal("", (await docker.Containers.Run("busybox").RemoveWhenDone().ExecuteAsync(Token)).StandardOutput);
    }

    [Theory]
    [InlineData("removing", true)]
    [InlineData("running", false)]
    public async Task With_rm_a_container_that_the_engine_takes_long_to_remove_is_no_failure(string state, bool whole)
    {
        var asked = new TaskCompletionSource();
        await using ScriptedEngine engine = Engine(static c => c.WriteFrameAsync(1, "one\n").AsTask());
        engine.On("GET", $"/containers/{Id}/logs", Reply.Error(409, "can not get logs from container which is dead or marked for removal"));
        engine.On("GET", $"/containers/{Id}/json", _ =>
        {
            asked.TrySetResult();
            return Reply.Json($$"""{ "Id": "{{Id}}", "State": { "Status": "{{state}}" } }""");
        });
        engine.On("POST", $"/containers/{Id}/wait", Reply.Stream(async c =>
        {
            await asked.Task.WaitAsync(c.Stopping);
            await c.WriteChunkAsync("""{"StatusCode":0}""");
            return true;
        }));
        await using DockerKitClient docker = engine.Docker();
        Task<RunResult> run = docker.Containers.Run("busybox").RemoveWhenDone().ExecuteAsync(Token);
        if (whole)
        {
            Assert.Equal("one\n", (await run).StandardOutput);
        }
        else
        {
            await Assert.ThrowsAsync<DockerProtocolException>(() => run);
        }
    }

    [Fact]
    public async Task A_container_that_is_started_again_is_not_compared_with_a_log_that_goes_on()
    {
        await using ScriptedEngine engine = Engine(static c => c.WriteFrameAsync(1, "one\n").AsTask());
        engine.On("GET", $"/containers/{Id}/logs", Reply.Stream("application/vnd.docker.multiplexed-stream", ScriptedConnection.Frame(1, "one\none\n"u8)));
        await using DockerKitClient docker = engine.Docker();
        Assert.Equal("one\n", (await docker.Containers.Run("busybox").WithRestart(RestartPolicy.Always).ExecuteAsync(Token)).StandardOutput);
    }

    [Fact]
    public async Task The_engines_own_error_in_the_output_is_thrown()
    {
        await using ScriptedEngine engine = Engine(static c => c.WriteFrameAsync(3, "log driver is broken").AsTask());
        engine.On("POST", $"/containers/{Id}/kill", Reply.Status(204));
        await using DockerKitClient docker = engine.Docker();
        var error = await Assert.ThrowsAsync<DockerEngineException>(() => docker.Containers.Run("busybox").ExecuteAsync(Token));

        Assert.Equal("log driver is broken", error.EngineMessage);
    }

    [Fact]
    public async Task A_run_that_stalls_is_cancelled_within_a_second_and_its_container_killed()
    {
        await using ScriptedEngine engine = Engine(static c => Task.Delay(Timeout.Infinite, c.Stopping));
        engine.On("POST", $"/containers/{Id}/kill", Reply.Status(204));
        await using DockerKitClient docker = engine.Docker();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var begun = new TaskCompletionSource();
        Task run = Task.Run(
            async () =>
            {
                // Its first event tells that the start was answered: cancelled before, the container would be removed and not killed.
                await foreach (RunEvent _ in docker.Containers.Run("busybox").StreamAsync(source.Token))
                {
                    begun.TrySetResult();
                }
            },
            Token);
        await begun.Task.WaitAsync(Token);
        await source.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(1), Token));

        Assert.Equal(source.Token, error.CancellationToken);
        await engine.RequestedAsync($"/containers/{Id}/kill", cancellationToken: Token);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_while_the_engine_starts_its_container_removes_it()
    {
        await using ScriptedEngine engine = Engine(static c => Task.Delay(Timeout.Infinite, c.Stopping));
        engine.On("POST", $"/containers/{Id}/start", Reply.Stall());
        engine.On("DELETE", $"/containers/{Id}", Reply.Status(204));
        await using DockerKitClient docker = engine.Docker();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<RunResult> run = docker.Containers.Run("busybox").ExecuteAsync(source.Token);
        await engine.RequestedAsync($"/containers/{Id}/start", cancellationToken: Token);
        await source.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(1), Token));

        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Equal(("DELETE", "force=1&v=1"), (engine.Calls[^1].Method, string.Join('&', engine.Calls[^1].Query.Split('&').Order())));
    }

    [Fact]
    public async Task Nothing_stays_open_after_a_run()
    {
        await using ScriptedEngine engine = Engine(static c => c.WriteFrameAsync(1, "x").AsTask());
        await using DockerKitClient docker = engine.Docker();
        for (int i = 0; i < 20; i++)
        {
            await docker.Containers.Run("busybox").ExecuteAsync(Token);
        }

        // What is left is pooled.
        await engine.ConnectionsAtMostAsync(2, Token);
    }

    [Fact]
    public async Task Ten_megabytes_come_apart_into_their_two_outputs()
    {
        byte[] frame = ScriptedConnection.Frame(1, new byte[64 * 1024]);
        byte[] other = ScriptedConnection.Frame(2, Encoding.UTF8.GetBytes(new string('e', 1000)));
        await using ScriptedEngine engine = Engine(async c =>
        {
            for (int i = 0; i < 160; i++)
            {
                await c.WriteAsync(frame);
                await c.WriteAsync(other);
            }
        });
        await using DockerKitClient docker = engine.Docker();
        RunResult result = await docker.Containers.Run("busybox").ExecuteAsync(Token);

        Assert.Equal((160 * 64 * 1024, 160_000), (result.StandardOutputBytes.Length, result.StandardError.Length));
    }

    [Fact]
    public async Task The_size_of_a_terminal_is_sent()
    {
        await using ScriptedEngine engine = Engine(static async c => await c.ReadToEndAsync());
        engine.On("POST", $"/containers/{Id}/resize", Reply.Status(200));
        await using DockerKitClient docker = engine.Docker();
        await using ContainerSession session = await docker.Containers.Run("busybox").WithTerminal().AttachAsync(Token);
        await session.ResizeAsync(120, 40, Token);
        await session.CloseInputAsync(Token);
        Assert.Null(await session.ReadAsync(Token));
        Assert.Equal(0, (await session.WaitForExitAsync(Token)).ExitCode);

        Assert.Equal("h=40&w=120", engine.Calls.Single(static call => call.Path.EndsWith("/resize", StringComparison.Ordinal)).Query);
    }

    private static ScriptedEngine Engine(Func<ScriptedConnection, Task> talk) => ScriptedEngine.Start()
        .On("POST", "/containers/create", Created)
        .On("POST", Attach, Reply.Hijack(talk))
        .On("POST", $"/containers/{Id}/wait", Reply.Json("""{"StatusCode":0}"""))
        .On("POST", $"/containers/{Id}/start", Reply.Status(204));
}
