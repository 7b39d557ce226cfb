using DockerKit.Transport;

namespace DockerKit;

/// <summary>A call that is answered with a result.</summary>
internal sealed class ResultCall<TRequest, TResult>(
    DockerCommand command,
    TRequest request,
    Func<IDockerTransport, TRequest, CancellationToken, Task<TResult>> call) : Call<TResult>(command)
{
    /// <inheritdoc/>
    public override object? Target => request;

    /// <inheritdoc/>
    public override ValueTask<TResult> MakeAsync(CancellationToken cancellationToken) => new(call(Command.Executor.Transport, request, cancellationToken));
}
