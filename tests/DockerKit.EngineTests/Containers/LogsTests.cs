namespace DockerKit.EngineTests;

/// <summary><c>docker logs</c> as the judge of what logs say.</summary>
public sealed class LogsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task Logs_are_what_docker_logs_prints(TestEngine engine)
    {
        string id = await engine.StartContainer(TestEngine.Busybox, "sh", "-c", "echo one; echo zwö >&2; echo three €; printf 'no end'");
        await engine.CliOk("wait", id);
        await using DockerKitClient docker = engine.Connect();
        LogsCommand logs = docker.Containers.Logs(id);
        LogsCommand[] commands = [logs, logs.Follow(), logs.Tail(1), logs.Tail(0), logs.WithTimestamps(), logs.StandardErrorOnly(), logs.StandardOutputOnly(),
            logs.Since(TimeSpan.FromHours(1)), logs.Since(DateTimeOffset.UtcNow.AddMinutes(1)), logs.Until(TimeSpan.FromHours(1)), logs.WithDetails()];
        foreach (LogsCommand command in commands)
        {
            CliResult cli = await engine.Shell(command.ToCommandLine());
            ContainerLogs ours = await command.ExecuteAsync(Token);
            Assert.True(cli.StandardOutput == ours.StandardOutput && cli.StandardError == ours.StandardError, $"{command}: {ours.StandardOutput} and not {cli.StandardOutput}; {ours.StandardError} and not {cli.StandardError}");
        }

        Assert.Equal("one\nthree €\nno end", (await logs.ExecuteAsync(Token)).StandardOutput);
        Assert.Equal("zwö\n", (await logs.ExecuteAsync(Token)).StandardError);
        await docker.Containers.Remove(id).ExecuteAsync(Token);
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task Since_and_until_cut_between_two_lines_finer_than_a_second(TestEngine engine)
    {
        string id = await engine.StartContainer(TestEngine.Busybox, "sh", "-c", "echo a; sleep 0.2; echo b; sleep 0.2; echo c");
        await engine.CliOk("wait", id);
        await using DockerKitClient docker = engine.Connect();
        LogsCommand logs = docker.Containers.Logs(id);
        string[] stamped = (await logs.WithTimestamps().ExecuteAsync(Token)).StandardOutput.Split('\n');

        // .NET's own parser would round the nanoseconds up, and so beyond the line.
        DateTimeOffset second = Rfc3339.Parse(stamped[1].Split(' ')[0]);

        Assert.Equal("b\nc\n", (await logs.Since(second).ExecuteAsync(Token)).StandardOutput);
        Assert.Equal("c\n", (await logs.Since(second.AddMilliseconds(1)).ExecuteAsync(Token)).StandardOutput);
        Assert.Equal("a\n", (await logs.Until(second.AddMilliseconds(-1)).ExecuteAsync(Token)).StandardOutput);
        await docker.Containers.Remove(id).ExecuteAsync(Token);
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task Following_gives_lines_while_the_container_runs_and_ends_with_it(TestEngine engine)
    {
        string id = await engine.StartContainer("-i", TestEngine.Busybox, "sh", "-c", "echo first; trap 'echo last >&2; exit 0' USR1; echo ready; while :; do sleep 0.1; done");
        await using DockerKitClient docker = engine.Connect();
        var lines = new List<OutputLine>();
        await foreach (OutputLine line in docker.Containers.Logs(id).Follow().StreamAsync(Token))
        {
            lines.Add(line);
            if (line.Text == "ready")
            {
                await docker.Containers.Kill(id).WithSignal(Signal.Usr1).ExecuteAsync(Token);
            }
        }

        Assert.Equal([new("first", OutputSource.StandardOutput), new("ready", OutputSource.StandardOutput), new("last", OutputSource.StandardError)], lines);
        await docker.Containers.Remove(id).Force().ExecuteAsync(Token);
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task A_terminals_output_is_all_standard_output(TestEngine engine)
    {
        string id = await engine.StartContainer("-t", TestEngine.Busybox, "sh", "-c", "echo out; echo err >&2");
        await engine.CliOk("wait", id);
        await using DockerKitClient docker = engine.Connect();
        ContainerLogs logs = await docker.Containers.Logs(id).ExecuteAsync(Token);

        Assert.Equal(("out\r\nerr\r\n", ""), (logs.StandardOutput, logs.StandardError));
        await docker.Containers.Remove(id).ExecuteAsync(Token);
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task Megabytes_come_whole_on_both_outputs(TestEngine engine)
    {
        string id = await engine.StartContainer(TestEngine.Busybox, "sh", "-c", "seq 100000; seq 50000 >&2");
        await engine.CliOk("wait", id);
        await using DockerKitClient docker = engine.Connect();
        ContainerLogs logs = await docker.Containers.Logs(id).ExecuteAsync(Token);

        Assert.Equal(string.Concat(Enumerable.Range(1, 100_000).Select(static i => $"{i}\n")), logs.StandardOutput);
        Assert.Equal(string.Concat(Enumerable.Range(1, 50_000).Select(static i => $"{i}\n")), logs.StandardError);
        await docker.Containers.Remove(id).ExecuteAsync(Token);
    }

    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task Logs_that_no_driver_keeps_are_an_error_that_says_so(TestEngine engine)
    {
        string id = await engine.StartContainer("--log-driver", "none", TestEngine.Busybox, "true");
        await using DockerKitClient docker = engine.Connect();
        var error = await Assert.ThrowsAnyAsync<DockerKitException>(() => docker.Containers.Logs(id).ExecuteAsync(Token));

        Assert.Contains("does not support reading", error.Message, StringComparison.Ordinal);
        await docker.Containers.Remove(id).Force().ExecuteAsync(Token);
    }
}
