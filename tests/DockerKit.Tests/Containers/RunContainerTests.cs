using DockerKit.Transport;
using static DockerKit.Tests.FakeOutput;

namespace DockerKit.Tests;

public sealed partial class RunContainerTests
{
    private const string Id = "0123456789ab";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_container_is_attached_to_and_waited_for_before_it_is_started()
    {
        FakeTransport transport = Engine(new FakeSession(Out("hello\n"), Err("oops"), Out("wor"), Out("ld")), FakeExit.Of(0));
        RunResult result = await transport.Connect().Containers.Run("busybox:1").ExecuteAsync(Token);
        Assert.Equal(Id, result.ContainerId);
        Assert.Equal("hello\nworld", result.StandardOutput);
        Assert.Equal("oops", result.StandardError);
        Assert.Equal(["w"], result.Warnings);
        Assert.Collection(
            transport.Requests,
            static r => Assert.IsType<CreateContainerRequest>(r),
            static r => Assert.True(r is AttachContainerRequest { Container: Id, StandardInput: false, StandardOutput: true, StandardError: true, HasTerminal: false }),
            static r => Assert.True(r is WaitContainerRequest { Container: Id, Condition: WaitCondition.NextExit }),
            static r => Assert.True(r is StartContainerRequest { Container: Id }),
            static r => Assert.True(r is ContainerLogsRequest { Container: Id, Follow: false })); // whether that was all
    }

    [Fact]
    public async Task With_rm_it_is_waited_for_until_it_is_removed()
    {
        FakeTransport transport = Engine(new FakeSession(), FakeExit.Of(0));
        await transport.Connect().Containers.Run("busybox:1").RemoveWhenDone().ExecuteAsync(Token);
        Assert.Contains(transport.Requests, static r => r is WaitContainerRequest { Condition: WaitCondition.Removed });
    }

    [Fact]
    public async Task An_exit_code_other_than_0_is_thrown_with_all_that_was_written()
    {
        FakeTransport transport = Engine(new FakeSession(Out("part\n"), Err("cannot\n")), FakeExit.Of(3));
        var error = await Assert.ThrowsAsync<ContainerExitException>(() => transport.Connect().Containers.Run("busybox:1").ExecuteAsync(Token));
        Assert.Contains("exit code 3: cannot", error.Message, StringComparison.Ordinal);
        Assert.Equal("docker run busybox:1", error.CommandLine);
        Assert.Equal((3, "part\n", "cannot\n"), (error.Result.ExitCode, error.Result.StandardOutput, error.Result.StandardError));
    }

    [Fact]
    public async Task An_exit_code_other_than_0_is_a_result_when_it_is_allowed()
    {
        FakeTransport transport = Engine(new FakeSession(Out("part")), FakeExit.Of(255));
        RunResult result = await transport.Connect().Containers.Run("busybox:1").AllowNonZeroExit().ExecuteAsync(Token);
        Assert.Equal((255, "part", false), (result.ExitCode, result.StandardOutput, result.IsSuccess));
    }

    [Fact]
    public async Task A_removal_that_fails_is_a_warning_beside_the_exit_code_and_a_wait_that_fails_an_error()
    {
        RunResult result = await Engine(new FakeSession(), FakeExit.Of(0, "removal failed")).Connect().Containers.Run("busybox:1").ExecuteAsync(Token);
        Assert.Equal(["w", "removal failed"], result.Warnings);
        var error = await Assert.ThrowsAsync<DockerEngineException>(() => Engine(new FakeSession(), FakeExit.Of(-1, "lost it")).Connect().Containers.Run("busybox:1").ExecuteAsync(Token));
        Assert.Equal(("lost it", Id), (error.EngineMessage, error.ContainerId));
    }

    [Fact]
    public async Task A_missing_image_is_pulled_and_the_container_made_then()
    {
        FakeTransport transport = Engine(new FakeSession(), FakeExit.Of(0));
        int creates = 0;
        transport.OnCreate = (_, _) => ++creates == 1
            ? throw new DockerNotFoundException("No such image: busybox:1") { Kind = ResourceKind.Image, StatusCode = 404 }
            : Task.FromResult(new CreatedContainer(Id, []));
        transport.OnPull = static (_, _) => Lines();
        await transport.Connect().Containers.Run("busybox:1").WithPlatform("linux/arm64").ExecuteAsync(Token);
        Assert.IsType<CreateContainerRequest>(transport.Requests[0]);
        Assert.True(transport.Requests[1] is PullImageRequest { Platform: "linux/arm64", AllTags: false } pull && pull.Reference.Familiar == "busybox:1");
        Assert.Same(transport.Requests[0], transport.Requests[2]);
    }

    [Fact]
    public async Task A_pull_that_fails_in_a_way_that_passes_is_repeated_and_the_create_is_not()
    {
        FakeTransport transport = Engine(new FakeSession(), FakeExit.Of(0));
        int pulls = 0;
        transport.OnPull = (_, _) => ++pulls == 1 ? throw new DockerEngineException("busy") { StatusCode = 503 } : Lines();
        await transport.Connect().Containers.Run("busybox:1").WithPull(PullPolicy.Always).ExecuteAsync(Token);
        Assert.Equal(2, transport.Requests.Count(static r => r is PullImageRequest));
        Assert.Single(transport.Requests, static r => r is CreateContainerRequest);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Before_the_start_a_broken_connection_is_made_again_unless_it_is_to_an_input(bool interactive)
    {
        FakeTransport transport = Engine(new FakeSession(Out("hello\n")), FakeExit.Of(0));
        transport.OnRemove = static (_, _) => Task.CompletedTask;
        int attaches = 0;
        Func<AttachContainerRequest, CancellationToken, Task<IContainerSession>> attach = transport.OnAttach!;
        transport.OnAttach = (request, token) => ++attaches == 1 ? throw new DockerUnavailableException("reset") { Cause = UnavailableCause.Disconnected } : attach(request, token);
        RunContainerCommand run = transport.Connect().Containers.Run("busybox:1");
        if (interactive)
        {
            await Assert.ThrowsAsync<DockerUnavailableException>(() => run.WithStandardInput("x").ExecuteAsync(Token));
            Assert.DoesNotContain(transport.Requests, static r => r is StartContainerRequest);
        }
        else
        {
            Assert.Equal("hello\n", (await run.ExecuteAsync(Token)).StandardOutput);
            Assert.Single(transport.Requests, static r => r is CreateContainerRequest);
        }

        Assert.Equal(interactive ? 1 : 2, attaches);
    }

    [Fact]
    public async Task A_missing_network_is_no_reason_to_pull()
    {
        var transport = new FakeTransport { OnCreate = static (_, _) => throw new DockerNotFoundException("network x not found") { Kind = ResourceKind.Network, StatusCode = 404 } };
        await Assert.ThrowsAsync<DockerNotFoundException>(() => transport.Connect().Containers.Run("busybox:1").WithNetwork("x").ExecuteAsync(Token));
        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task The_image_is_pulled_first_when_it_always_is()
    {
        FakeTransport transport = Engine(new FakeSession(), FakeExit.Of(0));
        transport.OnPull = static (_, _) => Lines();
        await transport.Connect().Containers.Run("busybox:1").WithPull(PullPolicy.Always).ExecuteAsync(Token);
        Assert.IsType<PullImageRequest>(transport.Requests[0]);
        Assert.IsType<CreateContainerRequest>(transport.Requests[1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_container_that_cannot_be_started_stays_unless_rm_was_given(bool remove)
    {
        FakeTransport transport = Engine(new FakeSession { NeverEnds = true }, FakeExit.Never());
        transport.OnStart = static (_, _) => throw new DockerBadRequestException("no such program") { StatusCode = 400, EngineMessage = "no such program" };
        RunContainerCommand run = transport.Connect().Containers.Run("busybox:1");
        run = remove ? run.RemoveWhenDone() : run;
        var error = await Assert.ThrowsAsync<DockerBadRequestException>(() => run.ExecuteAsync(Token));
        Assert.Equal(("no such program", Id), (error.EngineMessage, error.ContainerId));
        var detached = await Assert.ThrowsAsync<DockerBadRequestException>(() => run.StartAsync(Token));
        Assert.Equal(remove ? null : Id, detached.ContainerId);
        Assert.Equal(remove ? 2 : 0, transport.Requests.Count(static r => r is RemoveContainerRequest { Container: Id, Force: true, Volumes: true }));
    }

    [Fact]
    public async Task Standard_input_is_written_and_closed_each_time_the_command_is_run()
    {
        for (int i = 0; i < 2; i++)
        {
            var session = new FakeSession(Out("ok")) { EndsWithInput = true };
            FakeTransport transport = Engine(session, FakeExit.Of(0));
            RunContainerCommand cat = transport.Connect().Containers.Run("busybox:1").WithStandardInput("héllo").WithCommand("cat");
            Assert.Equal("docker run -i busybox:1 cat", cat.ToCommandLine());
            Assert.Equal("ok", (await cat.ExecuteAsync(Token)).StandardOutput);
            Assert.Equal(("héllo", true), (session.Input, session.IsInputClosed));
            Assert.Contains(transport.Requests, static r => r is AttachContainerRequest { StandardInput: true });
        }
    }

    [Fact]
    public async Task Interactive_without_an_input_ends_it_at_once()
    {
        var session = new FakeSession { EndsWithInput = true };
        await Engine(session, FakeExit.Of(0)).Connect().Containers.Run("busybox:1").Interactive().ExecuteAsync(Token);
        Assert.True(session.IsInputClosed);
    }

    [Fact]
    public async Task A_process_need_not_read_its_input()
    {
        var session = new FakeSession(Out("done")) { WriteFailure = new DockerUnavailableException("broken pipe") { Cause = UnavailableCause.Disconnected } };
        RunResult result = await Engine(session, FakeExit.Of(0)).Connect().Containers.Run("busybox:1").WithStandardInput("x").ExecuteAsync(Token);
        Assert.Equal("done", result.StandardOutput);
    }

    [Fact]
    public async Task An_input_that_cannot_be_read_ends_the_run_with_its_own_error()
    {
        FakeTransport transport = Engine(new FakeSession { NeverEnds = true }, FakeExit.Never());
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => transport.Connect().Containers.Run("busybox:1").WithStandardInput(new BrokenStream()).ExecuteAsync(Token));
        Assert.Equal("bad disk", error.Message);
        Assert.IsType<KillContainerRequest>(transport.Requests[^1]);
    }

    [Fact]
    public async Task An_input_that_gives_nothing_does_not_hold_up_a_run_that_has_ended()
    {
        using var stuck = new StuckStream();
        RunResult result = await Engine(new FakeSession(Out("done")), FakeExit.Of(0)).Connect().Containers.Run("busybox:1")
            .WithStandardInput(stuck).ExecuteAsync(Token).WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Equal("done", result.StandardOutput);
    }

    [Fact]
    public async Task An_input_is_refused_where_nobody_would_write_it_or_it_could_not_end()
    {
        var transport = new FakeTransport();
        RunContainerCommand cat = transport.Connect().Containers.Run("busybox:1").WithStandardInput("x");
        var detached = await Assert.ThrowsAsync<InvalidOperationException>(() => cat.StartAsync(Token));
        Assert.Contains("ExecuteAsync", detached.Message, StringComparison.Ordinal);
        var attached = await Assert.ThrowsAsync<InvalidOperationException>(() => cat.AttachAsync(Token));
        Assert.Contains("WriteAsync", attached.Message, StringComparison.Ordinal);
        var terminal = await Assert.ThrowsAsync<InvalidOperationException>(() => cat.WithTerminal().ExecuteAsync(Token));
        Assert.Contains("AttachAsync", terminal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await cat.WithTerminal().StreamAsync(Token).GetAsyncEnumerator(Token).MoveNextAsync());
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task Events_are_the_start_each_line_and_the_exit()
    {
        FakeTransport transport = Engine(new FakeSession(Out("a\nb"), Err("e\n"), Out("c\n"), Out("rest")), FakeExit.Of(4));
        List<RunEvent> events = [];
        await foreach (RunEvent one in transport.Connect().Containers.Run("busybox:1").StreamAsync(Token))
        {
            events.Add(one);
        }

        Assert.Equal(Id, Assert.IsType<RunStarted>(events[0]).ContainerId);
        Assert.Equal(["a", "e", "bc", "rest"], events.OfType<RunOutput>().Select(static o => o.Line.Text));
        Assert.Equal(4, Assert.IsType<RunExited>(events[^1]).ExitCode);
    }

    [Fact]
    public async Task Events_that_are_not_read_to_the_end_kill_the_container()
    {
        FakeTransport transport = Engine(new FakeSession(Out("a\nb\n")) { NeverEnds = true }, FakeExit.Never());
        await foreach (RunEvent one in transport.Connect().Containers.Run("busybox:1").StreamAsync(Token))
        {
            if (one is RunOutput)
            {
                break;
            }
        }

        Assert.IsType<KillContainerRequest>(transport.Requests[^1]);
    }

    [Fact]
    public async Task A_detached_run_attaches_to_nothing_and_gives_a_handle()
    {
        FakeTransport transport = Engine(new FakeSession(), FakeExit.Never());
        Container container = await transport.Connect().Containers.Run("busybox:1").Interactive().StartAsync(Token);
        Assert.Equal(Id, container.Id);
        Assert.Equal(2, transport.Requests.Count);
        var create = Assert.IsType<CreateContainerRequest>(transport.Requests[0]);
        Assert.True(create.Configuration is { OpenStandardInput: true, AttachStandardInput: false, AttachStandardOutput: false, AttachStandardError: false, StandardInputOnce: false });
    }

    [Fact]
    public async Task A_failed_detached_run_tells_the_line_that_it_is()
    {
        FakeTransport transport = Engine(new FakeSession(), FakeExit.Never());
        transport.OnStart = static (_, _) => throw new DockerEngineException("port is allocated") { StatusCode = 500 };
        var error = await Assert.ThrowsAsync<DockerEngineException>(() => transport.Connect().Containers.Run("busybox:1").WithPort("80:80").StartAsync(Token));
        Assert.Equal("docker run -d --publish 80:80 busybox:1", error.CommandLine);
    }

    [Fact]
    public async Task A_session_reads_writes_resizes_and_ends()
    {
        var session = new FakeSession(Out("$ one\ntwo"), Out("\nthree")) { EndsWithInput = true };
        FakeTransport transport = Engine(session, FakeExit.Of(7));
        transport.OnResize = static (_, _) => Task.CompletedTask;
        await using (ContainerSession shell = await transport.Connect().Containers.Run("busybox:1").WithTerminal().AttachAsync(Token))
        {
            Assert.True(shell.HasTerminal);
            await shell.ResizeAsync(120, 40, Token);
            Assert.Equal("$ one", await FirstLine(shell));
            await shell.WriteLineAsync("exit 7", Token);
            await shell.CloseInputAsync(Token);
            List<string> rest = [];
            await foreach (OutputLine line in shell.ReadLinesAsync(Token))
            {
                rest.Add(line.Text);
            }

            Assert.Equal(["two", "three"], rest);
            Assert.Equal(7, (await shell.WaitForExitAsync(Token)).ExitCode);
        }

        Assert.Equal("exit 7\n", session.Input);
        Assert.True(session.IsDisposed);
        Assert.Contains(transport.Requests, static r => r is ResizeContainerRequest { Columns: 120, Rows: 40 });
        Assert.Contains(transport.Requests, static r => r is AttachContainerRequest { HasTerminal: true, StandardInput: true });
        Assert.DoesNotContain(transport.Requests, static r => r is KillContainerRequest);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task A_session_that_is_given_up_kills_the_container_unless_it_is_let_go(bool letGo, int kills)
    {
        FakeTransport transport = Engine(new FakeSession { NeverEnds = true }, FakeExit.Never());
        await using (ContainerSession session = await transport.Connect().Containers.Run("busybox:1").AttachAsync(Token))
        {
            if (letGo)
            {
                session.LetGo();
            }
        }

        Assert.Equal(kills, transport.Requests.Count(static r => r is KillContainerRequest));
    }
}
