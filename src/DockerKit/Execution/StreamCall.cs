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
    public override ValueTask<IAsyncEnumerator<TItem>?> MakeAsync(CancellationToken cancellationToken) =>
        cancellationToken == reader ? FirstAsync(open(Command.Executor.Transport, request, reader).GetAsyncEnumerator(reader)) : LimitedAsync(cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<IAsyncEnumerator<TItem>?> FirstAsync(IAsyncEnumerator<TItem> items)
    {
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

    /// <summary>The limit of a try, which only a pipeline of the user's has here, counts up to the first item.</summary>
    private async ValueTask<IAsyncEnumerator<TItem>?> LimitedAsync(CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(reader);
        var items = new Items(open(Command.Executor.Transport, request, source.Token).GetAsyncEnumerator(source.Token), source, reader);
        bool any = false;
        try
        {
            using (cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source))
            {
                any = await items.MoveNextAsync().ConfigureAwait(false);
            }

            any &= !source.IsCancellationRequested;
            cancellationToken.ThrowIfCancellationRequested(); // it may have come with the item
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

    /// <summary>Items that are read with a token of their own.</summary>
    private sealed class Items(IAsyncEnumerator<TItem> items, CancellationTokenSource source, CancellationToken reader) : IAsyncEnumerator<TItem>
    {
        public TItem Current => items.Current;

        public async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                return await items.MoveNextAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (reader.IsCancellationRequested)
            {
                throw new OperationCanceledException(null, e, reader);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await items.DisposeAsync().ConfigureAwait(false);
            source.Dispose();
        }
    }
}
