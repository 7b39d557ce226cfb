using DockerKit.Transport;
using Microsoft.Extensions.Time.Testing;

namespace DockerKit.Testing.Tests;

/// <summary>What a test's own programs can do.</summary>
public sealed class ProgramTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryDockerEngine _engine;

    public ProgramTests()
    {
        _engine = new InMemoryDockerEngine(_clock);
        _engine.AddImage("app:1");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_of_one_line_writes_and_ends()
    {
        _engine.OnRun("app", call => call.WriteLine("hi").WriteErrorLine("oh").Exit(3));
        await using DockerKitClient docker = _engine.Connect();
        RunResult result = await docker.Containers.Run("app:1").AllowNonZeroExit().ExecuteAsync(Token);
        Assert.Equal(("hi\n", "oh\n", 3), (result.StandardOutput, result.StandardError, result.ExitCode));
    }

    [Fact]
    public async Task A_program_sees_its_command_environment_and_container()
    {
        var seen = new List<string>();
        _engine.AddImage("app:2", new ImageDefinition { Entrypoint = ["/app"], Environment = ["MODE=image", "PORT=80"], Labels = new Dictionary<string, string> { ["team"] = "blue" } });
        _engine.OnRun("app:2", call => seen.AddRange([string.Join(' ', call.Command), call.Environment["MODE"], call.Environment["PORT"], call.Labels["team"], call.ContainerName, call.Image, call.User]));
        await using DockerKitClient docker = _engine.Connect();
        await docker.Containers.Run("app:2").WithName("job").WithCommand("--fast", "x y").WithEnvironment("MODE", "test").WithUser("33").ExecuteAsync(Token);
        Assert.Equal(["/app --fast x y", "test", "80", "blue", "job", "app:2", "33"], seen);
    }

    [Fact]
    public async Task The_program_given_last_for_a_name_wins_and_a_name_without_a_tag_means_them_all()
    {
        _engine.AddImage("app:2");
        _engine.OnRun("app", call => call.Write("any")).OnRun("app:2", call => call.Write("two"));
        await using DockerKitClient docker = _engine.Connect();
        Assert.Equal("any", (await docker.Containers.Run("app:1").ExecuteAsync(Token)).ToString());
        Assert.Equal("two", (await docker.Containers.Run("app:2").ExecuteAsync(Token)).ToString());
    }

    [Fact]
    public async Task A_program_reads_its_input_line_by_line()
    {
        _engine.OnRun("app", async call =>
        {
            while (await call.ReadLineAsync() is { } line)
            {
                call.WriteLine(line.ToUpperInvariant());
            }

            call.Exit(0);
        });
        await using DockerKitClient docker = _engine.Connect();
        Assert.Equal("ONE\nTWÖ\n", (await docker.Containers.Run("app:1").WithStandardInput("one\ntwö").ExecuteAsync(Token)).StandardOutput);

        await using ContainerSession session = await docker.Containers.Run("app:1").AttachAsync(Token);
        await session.WriteLineAsync("three", Token);
        await foreach (OutputLine line in session.ReadLinesAsync(Token))
        {
            Assert.Equal("THREE", line.Text);
            break;
        }
    }

    [Fact]
    public async Task A_terminal_echoes_has_a_size_and_ends_with_control_D()
    {
        _engine.OnRun("app", async call =>
        {
            await call.WaitForSignalAsync(Signal.Winch);
            call.WriteLine($"{call.TerminalSize.Columns}x{call.TerminalSize.Rows} {await call.ReadToEndAsync()}");
        });
        await using DockerKitClient docker = _engine.Connect();
        await using ContainerSession session = await docker.Containers.Run("app:1").WithTerminal().AttachAsync(Token);
        await session.ResizeAsync(100, 40, Token);
        await session.WriteAsync("hi\x04", Token);
        List<string> lines = [];
        await foreach (OutputLine line in session.ReadLinesAsync(Token))
        {
            lines.Add(line.Text);
        }

        Assert.Equal("hi100x40 hi", string.Concat(lines));
    }

    [Fact]
    public async Task A_server_ends_gracefully_on_a_signal_that_it_waits_for()
    {
        _engine.OnRun("app", async call =>
        {
            call.WriteLine("ready");
            Signal signal = await call.WaitForSignalAsync();
            call.WriteLine($"got {signal}").Exit(0);
        });
        await using DockerKitClient docker = _engine.Connect();
        Container server = await docker.Containers.Run("app:1").StartAsync(Token);
        await server.Stop().ExecuteAsync(Token);
        Assert.Equal(0, (await server.Inspect().ExecuteAsync(Token)).ExitCode);
        Assert.Equal("ready\ngot SIGTERM\n", (await server.Logs().ExecuteAsync(Token)).StandardOutput);
    }

    [Fact]
    public async Task What_takes_no_notice_of_the_stop_signal_is_killed_when_its_time_is_over()
    {
        _engine.OnRun("app", call => call.OnSignal(Signal.Term).DelayAsync(Timeout.InfiniteTimeSpan));
        await using DockerKitClient docker = _engine.Connect();
        Container deaf = await docker.Containers.Run("app:1").StartAsync(Token);
        await using IDockerTransport transport = _engine.OpenTransport();
        Task stop = transport.Containers.StopAsync(new StopContainerRequest { Container = deaf.Id, Timeout = TimeSpan.FromSeconds(20) }, Token);
        _clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(stop.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await stop;
        Assert.Equal(137, (await deaf.Inspect().ExecuteAsync(Token)).ExitCode);
    }

    [Fact]
    public async Task A_program_that_throws_ends_with_1_and_shows_why()
    {
        _engine.OnRun("app", static _ => throw new InvalidOperationException("no such file"));
        await using DockerKitClient docker = _engine.Connect();
        var error = await Assert.ThrowsAsync<ContainerExitException>(() => docker.Containers.Run("app:1").ExecuteAsync(Token));
        Assert.Equal(1, error.Result.ExitCode);
        Assert.Contains("no such file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_missing_fails_the_start_in_the_engines_words()
    {
        _engine.OnRun("app", static call => call.ProgramNotFound());
        await using DockerKitClient docker = _engine.Connect();
        var error = await Assert.ThrowsAsync<DockerBadRequestException>(() => docker.Containers.Run("app:1").WithCommand("nope").WithName("job").ExecuteAsync(Token));
        Assert.EndsWith("exec: \"nope\": executable file not found in $PATH", error.EngineMessage, StringComparison.Ordinal);
        Assert.Equal(ContainerState.Created, (await docker.Containers.Inspect("job").ExecuteAsync(Token)).State);
    }
}
