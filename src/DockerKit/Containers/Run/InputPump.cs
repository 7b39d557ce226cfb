using System.Buffers;
using DockerKit.Transport;

namespace DockerKit;

/// <summary>Writes a run's input while its output is read.</summary>
internal sealed class InputPump : IDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _reading;
    private readonly CancellationTokenSource _writing;
    private readonly Task _written;

    private InputPump(IContainerSession session, RunInput? input, CancellationToken cancellationToken)
    {
        _caller = cancellationToken;
        _reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _writing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _written = input is null ? Task.CompletedTask : WriteAsync(session, input);
    }

    /// <summary>The token to read the output with: it ends the reading when the input cannot be had.</summary>
    public CancellationToken Reading => _reading.Token;

    /// <summary>Begins to write.</summary>
    public static InputPump Start(IContainerSession session, RunInput? input, CancellationToken cancellationToken) => new(session, input, cancellationToken);

    /// <summary>Waits for a piece of reading. When the input cannot be had, that is the failure.</summary>
    public async Task<T> GuardAsync<T>(Task<T> reading)
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            if (_caller.IsCancellationRequested)
            {
                throw new OperationCanceledException(null, e, _caller);
            }

            await _written.ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The output has ended: nobody reads the rest of the input.</summary>
    public async Task EndAsync()
    {
        await _writing.CancelAsync().ConfigureAwait(false);
        await _written.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _reading.Cancel();
        _writing.Cancel();
        _reading.Dispose();
        _writing.Dispose();
    }

    private async Task WriteAsync(IContainerSession session, RunInput input)
    {
        CancellationToken writing = _writing.Token;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        Task<int>? reading = null;
        Stream? source = null;
        try
        {
            source = input.Open();
            int read;

            // Not every stream heeds a token: a keyboard that nobody types on, for one, must not hold up a run that has ended.
            while ((read = await (reading = source.ReadAsync(buffer, writing).AsTask()).WaitAsync(writing).ConfigureAwait(false)) > 0)
            {
                await session.WriteAsync(buffer.AsMemory(0, read), writing).ConfigureAwait(false);
            }

            await session.CloseInputAsync(writing).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (writing.IsCancellationRequested)
        {
            // The output has ended, or the run was cancelled.
        }
        catch (Exception e) when (e is DockerUnavailableException or ObjectDisposedException)
        {
            // A process may end without having read all of its input. If anything else is wrong, the output tells.
        }
        catch
        {
            await _reading.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            if (reading is null or { IsCompleted: true })
            {
                ArrayPool<byte>.Shared.Return(buffer); // else it may still be read into
            }

            if (source is not null && input.IsOwned)
            {
                await source.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
