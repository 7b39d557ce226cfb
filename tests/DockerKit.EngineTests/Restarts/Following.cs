namespace DockerKit.EngineTests;

/// <summary>What came of following the logs of a container whose engine was restarted.</summary>
/// <param name="Lines">What came.</param>
/// <param name="Error">How it ended; null for the end of the container.</param>
internal sealed record Following(IReadOnlyList<string> Lines, DockerKitException? Error)
{
    public static async Task<Following> FollowAsync(DockerKitClient docker, Container container, Func<Task> restart, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        DockerKitException? error = null;
        Task? restarted = null;
        try
        {
            await foreach (OutputLine line in docker.Containers.Logs(container.Id).Follow().StreamAsync(cancellationToken))
            {
                lines.Add(line.Text);
                if (lines.Count == Counting.KillAt)
                {
                    restarted = restart();
                }
            }
        }
        catch (DockerKitException e)
        {
            error = e;
        }

        Assert.NotNull(restarted);
        await restarted;
        return new Following(lines, error);
    }
}
