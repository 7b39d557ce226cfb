namespace DockerKit.Samples.UnitTest;

/// <summary>Shows each branch of a web site in a container of its own.</summary>
public sealed class PreviewService(DockerKitClient docker)
{
    private const string Label = "preview";

    /// <summary>Starts the preview of a branch, in place of the one that there was.</summary>
    /// <returns>The port on this machine.</returns>
    public async Task<int> ShowAsync(string branch, string image, CancellationToken cancellationToken = default)
    {
        string name = $"preview-{branch}";
        await docker.Images.Pull(image).ExecuteAsync(cancellationToken);
        await docker.Containers.Remove(name).Force().ExecuteAsync(cancellationToken);
        Container container = await docker.Containers.Run(image)
            .WithName(name)
            .WithLabel(Label, branch)
            .WithPort("127.0.0.1::80")
            .WithRestart("unless-stopped")
            .StartAsync(cancellationToken);
        ContainerDetails details = await container.Inspect().ExecuteAsync(cancellationToken);
        return details.Ports.Single(static port => port.PublicPort is not null).PublicPort!.Value;
    }

    /// <summary>The branches that are shown, with what became of them.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ListAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ContainerSummary> rows = await docker.Containers.List().All().WithLabel(Label).ExecuteAsync(cancellationToken);
        return rows.ToDictionary(static row => row.Labels[Label], static row => row.Status);
    }

    /// <summary>Fills the database of a branch.</summary>
    /// <exception cref="InvalidOperationException">The script did not work; the message is what it wrote.</exception>
    public async Task FillAsync(string branch, string script, CancellationToken cancellationToken = default)
    {
        RunResult result = await docker.Containers.Run("postgres:17")
            .WithEnvironment("BRANCH", branch)
            .WithCommand("psql", "--quiet")
            .WithStandardInput(script)
            .RemoveWhenDone()
            .AllowNonZeroExit()
            .ExecuteAsync(cancellationToken);
        if (!result.IsSuccess)
        {
            throw new InvalidOperationException($"The database of {branch} could not be filled: {result.StandardError.Trim()}");
        }
    }

    /// <summary>Takes all previews down.</summary>
    public Task ClearAsync(CancellationToken cancellationToken = default) =>
        docker.Containers.RemoveAll(docker.Containers.List().All().WithLabel(Label)).IncludingRunning().ExecuteAsync(cancellationToken);
}
