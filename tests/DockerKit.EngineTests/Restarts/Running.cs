namespace DockerKit.EngineTests;

/// <summary>What came of a run in the foreground whose engine was restarted.</summary>
/// <param name="Mark">A label that it set.</param>
/// <param name="ContainerId">The container that it made.</param>
/// <param name="Lines">What came.</param>
/// <param name="ExitCode">How it ended; null where that did not come.</param>
/// <param name="Error">What was thrown instead.</param>
internal sealed record Running(string Mark, string ContainerId, IReadOnlyList<string> Lines, long? ExitCode, DockerKitException? Error)
{
    public static async Task<Running> RunAsync(DockerKitClient docker, string[] command, Func<Task> restart, CancellationToken cancellationToken)
    {
        string mark = $"run={TestEngine.UniqueName()}";
        string id = "";
        var lines = new List<string>();
        long? exitCode = null;
        DockerKitException? error = null;
        Task? restarted = null;
        try
        {
            await foreach (RunEvent step in docker.Containers.Run(TestEngine.Busybox).WithCommand(command).WithLabel(mark).StreamAsync(cancellationToken))
            {
                switch (step)
                {
                    case RunStarted started:
                        id = started.ContainerId;
                        break;
                    case RunOutput output:
                        lines.Add(output.Line.Text);
                        break;
                    case RunExited exited:
                        exitCode = exited.ExitCode;
                        break;
                }

                if (lines.Count == Counting.KillAt)
                {
                    restarted ??= restart();
                }
            }
        }
        catch (DockerKitException e)
        {
            error = e;
        }

        Assert.NotNull(restarted);
        await restarted;
        return new Running(mark, id, lines, exitCode, error);
    }

    /// <summary>Either it is all there, or the error says how far it came and which container may be left. Removes that.</summary>
    /// <param name="engine">Where it ran.</param>
    /// <param name="whole">All that the container wrote.</param>
    public async Task AssertTellsAsync(TestEngine engine, string[] whole)
    {
        if (Error is null)
        {
            Assert.Equal(whole, Lines);
            CliResult judge = await engine.CliOk("inspect", "--format", "{{.State.ExitCode}}", ContainerId);
            Assert.Equal(judge.Text, ExitCode?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            Assert.Null(ExitCode);
            Assert.Equal(ContainerId, Error.ContainerId);
            Assert.Equal("containers.run", Error.Operation);
        }

        Assert.Equal([ContainerId], (await engine.CliOk("ps", "-aq", "--no-trunc", "--filter", $"label={Mark}")).Lines);
        await engine.CliOk("rm", "-f", ContainerId);
    }
}
