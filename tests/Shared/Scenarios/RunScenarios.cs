using System.Text;

namespace DockerKit.Scenarios;

public abstract class RunScenarios(ScenarioEngine engine) : Scenario(engine)
{
    [Fact]
    public async Task A_run_in_the_foreground_gives_the_output_and_leaves_its_container()
    {
        RunResult result = await Run("echo", "hello", "you").ExecuteAsync(Token);

        Assert.Equal((0, "hello you\n", "", "hello you"), (result.ExitCode, result.StandardOutput, result.StandardError, result.ToString()));
        Assert.Equal(ContainerState.Exited, await StateAsync(Containers.Get(result.ContainerId)));
    }

    [Fact]
    public async Task Standard_output_and_error_come_apart()
    {
        RunResult result = await Run("sh", "-c", "echo out; echo err >&2; echo more").RemoveWhenDone().ExecuteAsync(Token);

        Assert.Equal(("out\nmore\n", "err\n"), (result.StandardOutput, result.StandardError));
    }

    [Fact]
    public async Task A_run_that_is_removed_when_done_is_gone()
    {
        RunResult result = await Run("echo", "hello").RemoveWhenDone().ExecuteAsync(Token);

        await IsMissingAsync(() => Containers.Inspect(result.ContainerId).ExecuteAsync(Token), result.ContainerId);
    }

    [Fact]
    public async Task An_exit_code_other_than_0_is_thrown_with_the_output()
    {
        var error = await Assert.ThrowsAsync<ContainerExitException>(() => Run("sh", "-c", "echo out; echo why >&2; exit 3").ExecuteAsync(Token));

        Assert.Equal((3, "out\n", "why\n"), (error.Result.ExitCode, error.Result.StandardOutput, error.Result.StandardError));
        Assert.StartsWith("The container ended with exit code 3: why", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await Containers.Inspect(error.Result.ContainerId).ExecuteAsync(Token)).ExitCode);
    }

    [Fact]
    public async Task An_exit_code_that_is_allowed_is_a_result()
    {
        foreach (int code in new[] { 0, 1, 126, 255 })
        {
            Assert.Equal(code, (await Run("sh", "-c", $"exit {code}").RemoveWhenDone().AllowNonZeroExit().ExecuteAsync(Token)).ExitCode);
        }

        Assert.Equal(1, (await Run("false").RemoveWhenDone().AllowNonZeroExit().ExecuteAsync(Token)).ExitCode);
    }

    [Fact]
    public async Task Standard_input_reaches_the_program_and_ends()
    {
        Assert.Equal("one\ntwo", (await Run("cat").RemoveWhenDone().WithStandardInput("one\ntwo").ExecuteAsync(Token)).StandardOutput);
        Assert.Equal("", (await Run("cat").RemoveWhenDone().Interactive().ExecuteAsync(Token)).StandardOutput);
        Assert.Equal("", (await Run("cat").RemoveWhenDone().ExecuteAsync(Token)).StandardOutput);
    }

    [Fact]
    public async Task The_program_sees_its_environment_and_host_name()
    {
        RunContainerCommand run = Run("sh", "-c", "echo $GREETING").RemoveWhenDone().WithEnvironment("GREETING", "hello you");
        Assert.Equal("hello you\n", (await run.ExecuteAsync(Token)).StandardOutput);
        Assert.Equal("web-1\n", (await Run("hostname").RemoveWhenDone().WithHostname("web-1").ExecuteAsync(Token)).StandardOutput);
    }

    [Fact]
    public async Task Events_come_in_order_from_the_start_to_the_exit()
    {
        List<RunEvent> events = [];
        await foreach (RunEvent one in Run("sh", "-c", "echo one; echo two; exit 9").StreamAsync(Token))
        {
            events.Add(one);
        }

        string id = Assert.IsType<RunStarted>(events[0]).ContainerId;
        Assert.Equal([new("one", OutputSource.StandardOutput), new("two", OutputSource.StandardOutput)], events[1..^1].Select(static one => Assert.IsType<RunOutput>(one).Line));
        Assert.Equal(new RunExited(9), events[^1]);
        Assert.Equal(9, (await Containers.Inspect(id).ExecuteAsync(Token)).ExitCode);
    }

    [Fact]
    public async Task Lines_come_while_the_program_runs()
    {
        bool seen = false;
        await foreach (RunEvent one in Run("sh", "-c", "echo up; sleep 1000").StreamAsync(Token))
        {
            if (one is RunOutput { Line.Text: var text })
            {
                Assert.Equal("up", text);
                Assert.Single(await Mine.ExecuteAsync(Token));
                seen = true;
                break;
            }
        }

        // Leaving the loop kills it.
        Assert.True(seen);
        Container container = Containers.Get(Assert.Single(await Mine.All().IdsOnly().ExecuteAsync(Token)));
        Assert.Equal(137, (await container.Wait().ExecuteAsync(Token)).Single().Value!.ExitCode);
    }

    [Fact]
    public async Task A_cancelled_run_kills_its_container()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (RunEvent one in Run("sh", "-c", "echo up; sleep 1000").StreamAsync(source.Token))
            {
                if (one is RunOutput)
                {
                    await source.CancelAsync();
                }
            }
        });

        Assert.Equal(source.Token, error.CancellationToken);
        Container container = Containers.Get(Assert.Single(await Mine.All().IdsOnly().ExecuteAsync(Token)));
        Assert.Equal(137, (await container.Wait().ExecuteAsync(Token)).Single().Value!.ExitCode);
    }

    [Fact]
    public async Task In_the_background_it_is_a_handle_whose_output_is_in_the_logs()
    {
        string name = ScenarioEngine.UniqueName("job");
        Container container = await Run("sh", "-c", "echo started; sleep 1000").WithName(name).StartAsync(Token);

        Assert.Equal(container.Id, (await Containers.Inspect(name).ExecuteAsync(Token)).Id);
        Assert.Equal(ContainerState.Running, await StateAsync(container));
        await EventuallyAsync("started\n", async () => (await container.Logs().ExecuteAsync(Token)).StandardOutput);
    }

    [Fact]
    public async Task A_session_takes_input_and_ends_with_it()
    {
        await using ContainerSession session = await Run("sh", "-c", "echo e >&2; cat").AttachAsync(Token);
        await session.WriteAsync("half a li", Token);
        await session.WriteLineAsync("ne", Token);
        await session.CloseInputAsync(Token);
        List<OutputLine> lines = [];
        await foreach (OutputLine line in session.ReadLinesAsync(Token))
        {
            lines.Add(line);
        }

        Assert.Equal([new("e", OutputSource.StandardError), new("half a line", OutputSource.StandardOutput)], lines.OrderByDescending(static line => line.Source));
        Assert.Equal(0, (await session.WaitForExitAsync(Token)).ExitCode);
    }

    [Fact]
    public async Task A_session_answers_line_by_line()
    {
        await using ContainerSession session = await Run("cat").RemoveWhenDone().AttachAsync(Token);
        foreach (string text in new[] { "one", "two", "three" })
        {
            await session.WriteLineAsync(text, Token);
            await foreach (OutputLine line in session.ReadLinesAsync(Token))
            {
                Assert.Equal(text, line.Text);
                break;
            }
        }

        await session.CloseInputAsync(Token);
        Assert.Equal(0, (await session.WaitForExitAsync(Token)).ExitCode);
    }

    [Fact]
    public async Task A_session_that_is_disposed_of_kills_its_container_unless_it_is_let_go()
    {
        ContainerSession killed = await Run("sleep", "1000").AttachAsync(Token);
        await killed.DisposeAsync();
        Assert.Equal(137, (await killed.Container.Wait().ExecuteAsync(Token)).Single().Value!.ExitCode);

        ContainerSession kept = await Run("sleep", "1000").AttachAsync(Token);
        kept.LetGo();
        await kept.DisposeAsync();
        Assert.Equal(ContainerState.Running, await StateAsync(kept.Container));
    }

    [Fact]
    public async Task A_program_that_the_image_does_not_have_leaves_a_container_that_was_never_started()
    {
        var error = await FailsAsync<DockerBadRequestException>(() => Run("/no/such/program").ExecuteAsync(Token), 400, "/no/such/program");

        Assert.Equal(ContainerState.Created, await StateAsync(Containers.Get(error.ContainerId!)));
        await FailsAsync<DockerBadRequestException>(() => Run("/no/such/program").RemoveWhenDone().ExecuteAsync(Token), 400, "/no/such/program");
        await EventuallyAsync(1, async () => (await Mine.All().ExecuteAsync(Token)).Count);
    }

    [Fact]
    public async Task Ten_runs_at_once_do_not_mix_their_output()
    {
        RunResult[] results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Run("echo", $"{i}").RemoveWhenDone().ExecuteAsync(Token)));

        Assert.Equal(Enumerable.Range(0, 10).Select(static i => $"{i}"), results.Select(static result => result.ToString()));
    }

    [Fact]
    public async Task Characters_and_bytes_come_as_they_were_written()
    {
        byte[] bytes = [0, 1, 255, 254, 13, 10, .. Encoding.UTF8.GetBytes("zwölf € 🐳")];
        RunResult result = await Run("cat").RemoveWhenDone().WithStandardInput(bytes).ExecuteAsync(Token);

        Assert.Equal(bytes, result.StandardOutputBytes.ToArray());
        Assert.Equal("zwölf € 🐳", (await Run("echo", "zwölf € 🐳").RemoveWhenDone().ExecuteAsync(Token)).ToString());
    }

    [Fact]
    public async Task An_exit_code_is_kept_to_a_byte()
    {
        Assert.Equal(0, (await Run("sh", "-c", "exit 256").RemoveWhenDone().ExecuteAsync(Token)).ExitCode);
        Assert.Equal(1, (await Run("sh", "-c", "exit 257").RemoveWhenDone().AllowNonZeroExit().ExecuteAsync(Token)).ExitCode);
    }

    [Fact]
    public async Task A_run_that_is_killed_from_elsewhere_ends_with_137()
    {
        string name = ScenarioEngine.UniqueName("job");
        Task<RunResult> run = Run("sleep", "1000").WithName(name).AllowNonZeroExit().ExecuteAsync(Token);
        await EventuallyAsync(1, async () => (await Mine.ExecuteAsync(Token)).Count);
        await Containers.Kill(name).ExecuteAsync(Token);

        Assert.Equal(137, (await run).ExitCode);
    }

    [Fact]
    public async Task A_terminals_session_is_one_output_with_its_own_line_ends()
    {
        await using ContainerSession session = await Run("sh", "-c", "echo out; echo err >&2; exit 4").WithTerminal().AttachAsync(Token);
        List<string> lines = [];
        await foreach (OutputLine line in session.ReadLinesAsync(Token))
        {
            Assert.Equal(OutputSource.StandardOutput, line.Source);
            lines.Add(line.Text);
        }

        Assert.Equal(["out", "err"], lines.Select(static line => line.TrimEnd('\r')));
        Assert.Equal(4, (await session.WaitForExitAsync(Token)).ExitCode);
    }
}
