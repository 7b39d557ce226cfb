using System.Diagnostics;
using System.Text;

namespace DockerKit.EngineTests;

public sealed class RunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<TestEngine> Engines => TestEngine.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_it_writes_and_how_it_ends_is_kept_also_when_it_ends_at_once_and_is_removed(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        for (int i = 0; i < 5; i++)
        {
            RunResult result = await Run(docker, "sh", "-c", "echo out; echo err >&2; printf 'no end'; exit 3").AllowNonZeroExit().ExecuteAsync(Token);
            Assert.Equal((3, "out\nno end", "err\n"), (result.ExitCode, result.StandardOutput, result.StandardError));
            Assert.Contains("No such", (await engine.Cli("inspect", result.ContainerId)).StandardError, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_exit_code_comes_through(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        foreach (int code in new[] { 0, 1, 2, 126, 127, 128, 137, 254, 255 })
        {
            RunResult result = await Run(docker, "sh", "-c", $"exit {code}").AllowNonZeroExit().ExecuteAsync(Token);
            Assert.Equal(code, result.ExitCode);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_exit_code_other_than_0_is_thrown_with_the_output(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        var error = await Assert.ThrowsAsync<ContainerExitException>(() => Run(docker, "ls", "/no/such/folder").ExecuteAsync(Token));
        Assert.Contains("/no/such/folder", error.Result.StandardError, StringComparison.Ordinal);
        Assert.Contains("/no/such/folder", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_hundred_megabytes_arrive_complete(TestEngine engine)
    {
        const int Bytes = 100 * 1024 * 1024;
        await using DockerKitClient docker = engine.Connect();

        // The log driver is not what is tested, and would be the slowest part.
        RunResult result = await Run(docker, "sh", "-c", $"yes 0123456789abcde | head -c {Bytes}; echo done >&2").WithLogDriver("none").ExecuteAsync(Token);
        Assert.Equal(Bytes, result.StandardOutputBytes.Length);
        Assert.Equal("done\n", result.StandardError);
        Assert.True(result.StandardOutputBytes.Span[^16..].SequenceEqual("0123456789abcde\n"u8));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Bytes_come_as_they_were_written_and_go_in_as_they_were_given(TestEngine engine)
    {
        byte[] all = new byte[300_000];
        new Random(42).NextBytes(all);
        await using DockerKitClient docker = engine.Connect();
        RunResult echo = await Run(docker, "cat").WithStandardInput(all).ExecuteAsync(Token);
        Assert.True(echo.StandardOutputBytes.Span.SequenceEqual(all));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("a\nb\nc\n"));
        Assert.Equal("3", (await Run(docker, "wc", "-l").WithStandardInput(stream).ExecuteAsync(Token)).ToString());
        Assert.Equal("", (await Run(docker, "cat").Interactive().ExecuteAsync(Token)).ToString());
        Assert.Equal("bye", (await Run(docker, "echo", "bye").WithStandardInput(new byte[5_000_000]).ExecuteAsync(Token)).ToString());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Lines_come_while_it_runs(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        List<string> seen = [];
        RunContainerCommand run = Run(docker, "sh", "-c", "echo one; read x; echo $x >&2; exit 9").WithStandardInput(new Gate(seen, "two\n"));
        await foreach (RunEvent one in run.StreamAsync(Token))
        {
            lock (seen)
            {
                seen.Add(one switch
                {
                    RunStarted => "started",
                    RunOutput { Line: var line } => $"{line.Source}: {line.Text}",
                    RunExited { ExitCode: var code } => $"exited {code}",
                    _ => one.ToString(),
                });
            }
        }

        Assert.Equal(["started", "StandardOutput: one", "StandardError: two", "exited 9"], seen);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task In_the_background_it_goes_on_and_is_a_handle(TestEngine engine)
    {
        string name = TestEngine.UniqueName("run");
        await using DockerKitClient docker = engine.Connect();
        Container container = await Labelled(docker.Containers.Run(TestEngine.Busybox)).WithName(name).WithEnvironment("A", "1").WithCommand("sleep", "60").StartAsync(Token);
        Assert.Equal($"{container.Id} true [A=1", (await engine.CliOk("inspect", "-f", "{{.Id}} {{.State.Running}} {{.Config.Env}}", name)).Text[..(container.Id.Length + 10)]);
        var conflict = await Assert.ThrowsAsync<DockerConflictException>(() => Labelled(docker.Containers.Run(TestEngine.Busybox)).WithName(name).StartAsync(Token));
        Assert.Contains(name, conflict.EngineMessage, StringComparison.Ordinal);
        await container.Remove().Force().ExecuteAsync(Token);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_program_that_is_not_there_is_the_engines_error_and_leaves_what_the_CLI_leaves(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        string name = TestEngine.UniqueName("missing");
        var error = await Assert.ThrowsAnyAsync<DockerKitException>(() => Labelled(docker.Containers.Run(TestEngine.Busybox)).WithName(name).WithCommand("/no/such/program").ExecuteAsync(Token));
        Assert.Contains("/no/such/program", error.EngineMessage, StringComparison.Ordinal);
        Assert.Equal("created", (await engine.CliOk("inspect", "-f", "{{.State.Status}}", name)).Text);
        await Assert.ThrowsAnyAsync<DockerKitException>(() => Run(docker, "/no/such/program").WithName(name + "-rm").ExecuteAsync(Token));
        Assert.NotEqual(0, (await engine.Cli("inspect", name + "-rm")).ExitCode);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_cancelled_run_ends_within_a_second_and_its_container_too(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        string name = TestEngine.UniqueName("cancelled");
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var clock = new Stopwatch();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (RunEvent one in Labelled(docker.Containers.Run(TestEngine.Busybox)).WithName(name).WithCommand("sh", "-c", "echo up; sleep 60").StreamAsync(source.Token))
            {
                if (one is RunOutput)
                {
                    clock.Start();
                    await source.CancelAsync();
                }
            }
        });
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"It took {clock.Elapsed}.");
        Assert.Equal("137", (await engine.CliOk("wait", name)).Text);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_shell_with_a_terminal_takes_lines_and_a_size(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        await using ContainerSession shell = await Run(docker, "sh").WithTerminal().AttachAsync(Token);
        await shell.ResizeAsync(99, 33, Token);
        await shell.WriteLineAsync("stty size; tty; exit 5", Token);
        var text = new StringBuilder();
        await foreach (OutputLine line in shell.ReadLinesAsync(Token))
        {
            Assert.Equal(OutputSource.StandardOutput, line.Source);
            text.AppendLine(line.Text);
        }

        Assert.Contains("33 99", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("/dev/pts/0", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(5, (await shell.WaitForExitAsync(Token)).ExitCode);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_published_port_answers_where_it_was_published(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        Container web = await Labelled(docker.Containers.Run(TestEngine.Busybox)).RemoveWhenDone().WithPort("127.0.0.1::80")
            .WithCommand("sh", "-c", "echo answered > /index.html; exec httpd -f -p 80 -h /").StartAsync(Token);
        string address = (await engine.CliOk("port", web.Id, "80")).Text;
        Assert.Matches(@"^127\.0\.0\.1:\d+$", address);

        // From the engine's own network, which is not this process's; the server may not be up yet.
        RunResult answer = await Run(docker, "sh", "-c", $"for i in $(seq 100); do wget -q -O - http://{address}/ && exit; sleep 0.1; done; exit 1").WithNetwork("host").ExecuteAsync(Token);
        Assert.Equal("answered", answer.ToString());
        await web.Remove().Force().ExecuteAsync(Token);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_missing_image_is_pulled_unless_it_never_is(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        string image = $"{engine.Registry}/dockerkit/web:1";
        await engine.Cli("rmi", "-f", image);
        var missing = await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Containers.Run(image).WithPull(PullPolicy.Never).ExecuteAsync(Token));
        Assert.Equal(ResourceKind.Image, missing.Kind);
        RunResult result = await Labelled(docker.Containers.Run(image)).RemoveWhenDone().WithEntrypoint("echo", "pulled").ExecuteAsync(Token);
        Assert.Equal("pulled", result.ToString());
        await engine.Cli("rmi", "-f", image);
    }

    private static RunContainerCommand Run(DockerKitClient docker, params string[] command) =>
        Labelled(docker.Containers.Run(TestEngine.Busybox)).RemoveWhenDone().WithCommand(command);

    private static RunContainerCommand Labelled(RunContainerCommand run) => run.WithLabel(TestEngine.Label);

    /// <summary>Gives its text once the first line was seen: it proves that the line came while the container ran.</summary>
    private sealed class Gate(List<string> seen, string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (!IsOpen())
            {
                await Task.Delay(5, cancellationToken);
            }

            return await base.ReadAsync(buffer, cancellationToken);
        }

        private bool IsOpen()
        {
            lock (seen)
            {
                return seen.Count >= 2;
            }
        }
    }
}
