namespace DockerKit;

/// <summary>One call with what it gets. A single object that all layers hand on: each that waits for an answer keeps what it was handed.</summary>
internal abstract class Call<TResult>(DockerCommand command) : CallContext(command)
{
    /// <summary>One try.</summary>
    public abstract ValueTask<TResult> MakeAsync(CancellationToken cancellationToken);
}
