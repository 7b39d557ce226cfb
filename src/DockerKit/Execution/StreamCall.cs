using System.Runtime.CompilerServices;
using DockerKit.Transport;

namespace DockerKit;

/// <summary>A call whose result comes in items: it is made when the first of them is there.</summary>
/// <param name="command">The command.</param>
/// <param name="request">What the call gets.</param>
/// <param name="open">The transport's method.</param>
/// <param name="reader">Ends the reading of the items: the token of a try ends with the try.</param>
internal sealed class StreamCall<TRequest, TItem>(
    DockerCommand command,
    TRequest request,
    Func<IDockerTransport, TRequest, CancellationToken, IAsyncEnumerable<TItem>> open,
    CancellationToken reader) : Call<IAsyncEnumerator<TItem>?>(command)
{
    /// <inheritdoc/>
    public override object? Target => request;

    /// <returns>The items, the first of which is the current one; null when there is none.</returns>
    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<IAsyncEnumerator<TItem>?> MakeAsync(CancellationToken cancellationToken)
    {
        IAsyncEnumerator<TItem> items = open(Command.Executor.Transport, request, reader).GetAsyncEnumerator(reader);
        bool any = false;
        try
        {
            any = await items.MoveNextAsync().ConfigureAwait(false);
            return any ? items : null;
        }
        finally
        {
            if (!any)
            {
                await items.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
