using System.Runtime.CompilerServices;
using DockerKit.Transport;

namespace DockerKit;

/// <summary>A call that has no result.</summary>
internal sealed class PlainCall<TRequest>(
    DockerCommand command,
    TRequest request,
    Func<IDockerTransport, TRequest, CancellationToken, Task> call) : Call<object?>(command)
{
    /// <inheritdoc/>
    public override object? Target => request;

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<object?> MakeAsync(CancellationToken cancellationToken)
    {
        await call(Command.Executor.Transport, request, cancellationToken).ConfigureAwait(false);
        return null;
    }
}
