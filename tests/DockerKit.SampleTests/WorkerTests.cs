using DockerKit.EngineTests;

namespace DockerKit.SampleTests;

public sealed class WorkerTests
{
    [Theory]
    [MemberData(nameof(TestEngine.All), MemberType = typeof(TestEngine))]
    public async Task It_removes_what_has_ended_and_has_the_label_round_after_round_and_nothing_else(TestEngine engine)
    {
        string label = "worker.test=" + TestEngine.UniqueName();
        string first = await EndedAsync(engine, label);
        string running = await engine.StartContainer("--label", label, TestEngine.Busybox, "sleep", "300");
        string unlabelled = await EndedAsync(engine, "worker.test=other");
        await using DockerKitClient docker = engine.Connect();

        await using SampleProgram worker = Start(engine.Endpoint, label);
        await GoneAsync(docker, first, worker);
        string second = await engine.StartContainer("--label", label, TestEngine.Busybox, "true"); // may be gone before anyone could see it end
        await GoneAsync(docker, second, worker);

        Assert.Equal(0, await worker.StopAsync());
        Assert.True(worker.Output.Contains("Removed 1, 0 left for the next round", StringComparison.Ordinal), worker.Output);
        Assert.DoesNotContain("fail:", worker.Output, StringComparison.Ordinal);
        IReadOnlyList<ContainerSummary> left = await docker.Containers.List().All().WithLabel(TestEngine.Label).ExecuteAsync(TestContext.Current.CancellationToken);
        Assert.Contains(left, c => c.Id == running && c.State == ContainerState.Running);
        Assert.Contains(left, c => c.Id == unlabelled);
        await engine.CliOk("rm", "-f", running, unlabelled);
    }

    [Fact]
    public async Task It_goes_on_without_its_engine_and_ends_when_it_is_asked_to()
    {
        await using SampleProgram worker = Start("unix:///no/such.sock", "a=b", ("DockerKit__Retry__MaxAttempts", "1"));
        await worker.PrintedAsync("This round failed: ", times: 2);
        Assert.Equal(0, await worker.StopAsync());
        Assert.Contains("unix:///no/such.sock", worker.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DockerKit__Retry__MaxAttempts", "0", "Retry.MaxAttempts is 0")]
    [InlineData("DockerKit__Retry__MaxAtempts", "5", "MaxAtempts")]
    [InlineData("Janitor__Label", "", "Janitor:Label is empty")]
    [InlineData("Janitor__Interval", "00:00:00", "Janitor:Interval")]
    public async Task A_wrong_setting_ends_the_start_and_is_named(string setting, string value, string named)
    {
        await using SampleProgram worker = Start("unix:///no/such.sock", "a=b", (setting, value));
        Assert.NotEqual(0, await worker.ExitAsync());
        Assert.Contains(named, worker.Output, StringComparison.Ordinal);
    }

    private static SampleProgram Start(string endpoint, string label, params (string Name, string Value)[] settings) =>
        SampleProgram.Start("Worker", [("DockerKit__Endpoint", endpoint), ("Janitor__Label", label), ("Janitor__Interval", "00:00:00.2"), .. settings]);

    private static async Task<string> EndedAsync(TestEngine engine, string label)
    {
        string id = await engine.StartContainer("--label", label, TestEngine.Busybox, "true");
        await engine.CliOk("wait", id);
        return id;
    }

    // Waits for the removal where that is still to come, and else finds that it is gone.
    private static async Task GoneAsync(DockerKitClient docker, string id, SampleProgram worker)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await docker.Containers.Wait(id).UntilRemoved().ExecuteAsync(limit.Token);
        }
        catch (DockerNotFoundException)
        {
            return;
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{id} was not removed:\n{worker.Output}");
        }
    }
}
