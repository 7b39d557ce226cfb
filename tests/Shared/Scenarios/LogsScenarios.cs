namespace DockerKit.Scenarios;

public abstract class LogsScenarios(ScenarioEngine engine) : Scenario(engine)
{
    [Fact]
    public async Task Logs_have_all_that_was_written_with_its_outputs_apart()
    {
        Container container = await WrittenAsync();

        ContainerLogs logs = await container.Logs().ExecuteAsync(Token);
        Assert.Equal(("one\nthree\n", "two\n"), (logs.StandardOutput, logs.StandardError));
        Assert.Equal("", (await container.Logs().StandardOutputOnly().ExecuteAsync(Token)).StandardError);
        Assert.Equal(("", "two\n"), ((await container.Logs().StandardErrorOnly().ExecuteAsync(Token)).StandardOutput, (await container.Logs().StandardErrorOnly().ExecuteAsync(Token)).StandardError));
    }

    [Fact]
    public async Task Logs_stay_when_the_container_has_ended_and_go_when_it_is_removed()
    {
        Container container = await WrittenAsync();

        Assert.Equal(2, await CountAsync(container.Logs().StandardOutputOnly()));
        await container.Remove().ExecuteAsync(Token);
        await IsMissingAsync(() => container.Logs().ExecuteAsync(Token), container.Id);
    }

    [Fact]
    public async Task The_tail_is_the_last_lines()
    {
        Container container = await Run("sh", "-c", "echo one; echo two; echo three").StartAsync(Token);
        await container.Wait().ExecuteAsync(Token);

        Assert.Equal(("three\n", ""), await TextAsync(container.Logs().Tail(1)));
        Assert.Equal(("two\nthree\n", ""), await TextAsync(container.Logs().Tail(2)));
        Assert.Equal(("", ""), await TextAsync(container.Logs().Tail(0)));
        Assert.Equal(("one\ntwo\nthree\n", ""), await TextAsync(container.Logs().Tail(100)));
    }

    [Fact]
    public async Task Timestamps_go_before_each_line()
    {
        Container container = await WrittenAsync();

        string[] lines = (await container.Logs().StandardOutputOnly().WithTimestamps().ExecuteAsync(Token)).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["one", "three"], lines.Select(static line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        Assert.All(lines, static line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z ", line));
    }

    [Fact]
    public async Task Since_and_until_cut_by_time()
    {
        Container container = await WrittenAsync();

        Assert.Equal(("one\nthree\n", "two\n"), await TextAsync(container.Logs().Since(TimeSpan.FromHours(1))));
        Assert.Equal(("", ""), await TextAsync(container.Logs().Since(DateTimeOffset.UtcNow.AddHours(1))));
        Assert.Equal(("", ""), await TextAsync(container.Logs().Until(TimeSpan.FromHours(1))));
        Assert.Equal(("one\nthree\n", "two\n"), await TextAsync(container.Logs().Until(DateTimeOffset.UtcNow.AddHours(1))));
    }

    [Fact]
    public async Task Since_the_moment_of_a_line_begins_with_that_line()
    {
        Container container = await Run("sh", "-c", "echo a; sleep 0.2; echo b; sleep 0.2; echo c").StartAsync(Token);
        await container.Wait().ExecuteAsync(Token);
        string[] stamped = (await container.Logs().WithTimestamps().ExecuteAsync(Token)).StandardOutput.Split('\n');
        DateTimeOffset second = Moment(stamped[1]);

        Assert.Equal("b\nc\n", (await container.Logs().Since(second).ExecuteAsync(Token)).StandardOutput);
        Assert.Equal("c\n", (await container.Logs().Since(second.AddMilliseconds(1)).ExecuteAsync(Token)).StandardOutput);
        Assert.Equal("a\n", (await container.Logs().Until(second.AddMilliseconds(-1)).ExecuteAsync(Token)).StandardOutput);
    }

    [Fact]
    public async Task Following_gives_what_was_written_and_what_comes_and_ends_with_the_container()
    {
        Container container = await StartTrapAsync("USR1", 0);
        var lines = new List<OutputLine>();
        await foreach (OutputLine line in container.Logs().Follow().StreamAsync(Token))
        {
            lines.Add(line);
            await container.Kill().WithSignal(Signal.Usr1).ExecuteAsync(Token);
        }

        Assert.Equal([new("ready", OutputSource.StandardOutput)], lines);
        await container.Wait().ExecuteAsync(Token);
    }

    [Fact]
    public async Task Following_from_the_tail_leaves_out_what_was_before()
    {
        Container container = await StartTrapAsync("USR1", 0);
        Task<ContainerLogs> following = container.Logs().Follow().Tail(0).ExecuteAsync(Token);
        await container.Kill().ExecuteAsync(Token);

        Assert.Equal("", (await following).StandardOutput);
    }

    [Fact]
    public async Task Following_what_has_ended_ends_at_once()
    {
        Container container = await WrittenAsync();

        Assert.Equal(("one\nthree\n", "two\n"), await TextAsync(container.Logs().Follow()));
    }

    [Fact]
    public async Task A_follower_that_is_cancelled_ends_and_the_container_goes_on()
    {
        Container container = await StartTrapAsync("USR1", 0);
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (OutputLine line in container.Logs().Follow().StreamAsync(source.Token))
            {
                await source.CancelAsync();
            }
        });

        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Equal(ContainerState.Running, await StateAsync(container));
    }

    [Fact]
    public async Task A_line_without_an_end_is_a_line()
    {
        Container container = await Run("sh", "-c", "echo one; printf two").StartAsync(Token);
        await container.Wait().ExecuteAsync(Token);

        Assert.Equal("one\ntwo", (await container.Logs().ExecuteAsync(Token)).StandardOutput);
        Assert.Equal(2, await CountAsync(container.Logs()));
    }

    [Fact]
    public async Task A_terminals_output_is_all_standard_output()
    {
        Container container = await Run("sh", "-c", "echo out; echo err >&2").WithTerminal().StartAsync(Token);
        await container.Wait().ExecuteAsync(Token);

        Assert.Equal(("out\r\nerr\r\n", ""), await TextAsync(container.Logs()));
    }

    private static DateTimeOffset Moment(string line) => Rfc3339.Parse(line.Split(' ')[0]);

    private static async Task<(string Output, string Error)> TextAsync(LogsCommand command)
    {
        ContainerLogs logs = await command.ExecuteAsync(Token);
        return (logs.StandardOutput, logs.StandardError);
    }

    private static async Task<int> CountAsync(LogsCommand command)
    {
        int count = 0;
        await foreach (OutputLine _ in command.StreamAsync(Token))
        {
            count++;
        }

        return count;
    }

    private async Task<Container> WrittenAsync()
    {
        Container container = await Run("sh", "-c", "echo one; echo two >&2; echo three").StartAsync(Token);
        await container.Wait().ExecuteAsync(Token);
        return container;
    }

    [Fact]
    public async Task Lines_that_are_empty_are_lines()
    {
        Container container = await Run("sh", "-c", "echo one; echo; echo three").StartAsync(Token);
        await container.Wait().ExecuteAsync(Token);

        Assert.Equal("one\n\nthree\n", (await container.Logs().ExecuteAsync(Token)).StandardOutput);
        Assert.Equal(3, await CountAsync(container.Logs()));
        Assert.Equal("\nthree\n", (await container.Logs().Tail(2).ExecuteAsync(Token)).StandardOutput);
    }

    [Fact]
    public async Task A_driver_that_keeps_nothing_says_so()
    {
        Container container = await Run("echo", "lost").WithLogDriver("none").StartAsync(Token);
        await container.Wait().ExecuteAsync(Token);

        var error = await Assert.ThrowsAnyAsync<DockerKitException>(() => container.Logs().ExecuteAsync(Token));
        Assert.Contains("configured logging driver does not support reading", error.EngineMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_follower_from_before_the_start_sees_the_run()
    {
        Container container = await Create("sh", "-c", "echo one; echo two").ExecuteAsync(Token);
        await container.Start().ExecuteAsync(Token);

        Assert.Equal("one\ntwo\n", (await container.Logs().Follow().ExecuteAsync(Token)).StandardOutput);
    }

    [Fact]
    public async Task Details_are_the_labels_and_variables_that_the_driver_was_told_to_keep()
    {
        Container container = await Run("echo", "hello").WithLabel("role", "web").WithLogOption("labels", "role").StartAsync(Token);
        await container.Wait().ExecuteAsync(Token);

        Assert.Equal("role=web hello\n", (await container.Logs().WithDetails().ExecuteAsync(Token)).StandardOutput);
    }
}
