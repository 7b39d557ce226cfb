namespace DockerKit.EngineTests;

/// <summary>The calls of the soak, each with how many of a hundred it is.</summary>
internal sealed class SoakCalls(DockerKitClient docker, string image, string standing, string mark)
{
    private readonly (int Share, string Verb, Func<CancellationToken, Task> Call)[] _calls = Calls(docker, image, standing, mark);

    /// <summary>A call, by chance.</summary>
    public (string Verb, Func<CancellationToken, Task> Call) Next()
    {
        int ticket = Random.Shared.Next(_calls.Sum(static call => call.Share));
        int i = 0;
        for (; ticket >= _calls[i].Share; i++)
        {
            ticket -= _calls[i].Share;
        }

        return (_calls[i].Verb, _calls[i].Call);
    }

    private static (int Share, string Verb, Func<CancellationToken, Task> Call)[] Calls(DockerKitClient docker, string image, string standing, string mark)
    {
        return
        [
            (24, "ping", token => docker.Ping().ExecuteAsync(token)),
            (8, "version", token => docker.Version().ExecuteAsync(token)),
            (14, "list", token => docker.Containers.List().All().ExecuteAsync(token)),
            (16, "inspect", token => docker.Containers.Inspect(standing).ExecuteAsync(token)),
            (12, "failing", FailAsync),
            (14, "cancelled", token => CancelAsync(docker.Containers.List().All().ExecuteAsync, 8, token)),
            (1, "cancelled run", token => CancelAsync(Run("echo", "hello").RemoveWhenDone().ExecuteAsync, 300, token)),
            (1, "cancelled logs", token => CancelAsync(docker.Containers.Logs(standing).Follow().ExecuteAsync, 50, token)),
            (6, "pull", token => docker.Images.Pull(image).ExecuteAsync(token)),
            (2, "run", RunAsync),
            (2, "create, start, logs, stop, rm", LiveAsync),
        ];

        RunContainerCommand Run(params string[] command) => docker.Containers.Run(TestEngine.Busybox).WithCommand(command).WithLabel(mark);

        async Task FailAsync(CancellationToken token) =>
            await Assert.ThrowsAsync<DockerNotFoundException>(() => docker.Containers.Inspect("no-such-container").ExecuteAsync(token));

        async Task RunAsync(CancellationToken token) =>
            Assert.Equal("hello\n", (await Run("echo", "hello").RemoveWhenDone().ExecuteAsync(token)).StandardOutput);

        async Task LiveAsync(CancellationToken token)
        {
            string id = (await docker.Containers.Create(TestEngine.Busybox).WithCommand("sh", "-c", "echo hello; sleep 1000").WithLabel(mark).ExecuteAsync(token)).Id;
            await docker.Containers.Start(id).ExecuteAsync(token);
            await foreach (OutputLine line in docker.Containers.Logs(id).Follow().StreamAsync(token))
            {
                Assert.Equal("hello", line.Text);
                break;
            }

            await docker.Containers.Stop(id).WithTimeout(TimeSpan.Zero).ExecuteAsync(token);
            await docker.Containers.Remove(id).ExecuteAsync(token);
        }
    }

    /// <summary>Cancels a call at some moment; it may be done by then.</summary>
    private static async Task CancelAsync(Func<CancellationToken, Task> call, int withinMilliseconds, CancellationToken cancellationToken)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(Random.Shared.Next(withinMilliseconds));
        try
        {
            await call(source.Token);
        }
        catch (OperationCanceledException e) when (e.CancellationToken == source.Token)
        {
        }
    }
}
