using System.Diagnostics;
using System.Runtime.CompilerServices;
using DockerKit.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DockerKit;

/// <summary>Runs commands over a transport: picks the retry pipeline, logs, and tells each error which call it happened in.</summary>
internal sealed class CommandExecutor
{
    private readonly ResiliencePipelines _pipelines;

    /// <summary>An executor whose options are checked and never change.</summary>
    public CommandExecutor(IDockerTransport transport, DockerKitOptions options)
        : this(transport, options, new CallObserver(options.LoggerFactory?.CreateLogger("DockerKit") ?? NullLogger.Instance, transport.Endpoint))
    {
    }

    private CommandExecutor(IDockerTransport transport, DockerKitOptions options, CallObserver observer)
    {
        Transport = transport;
        Options = options;
        Observer = observer;
        _pipelines = new ResiliencePipelines(options);
    }

    public IDockerTransport Transport { get; }

    public DockerKitOptions Options { get; }

    public CallObserver Observer { get; }

    /// <summary>An executor over the same transport with other options, for one command.</summary>
    public CommandExecutor With(Action<DockerKitOptions> change)
    {
        DockerKitOptions options = Options.Validated(); // a copy
        change(options);
        return new CommandExecutor(Transport, options.Validated(), Observer);
    }

    /// <summary>Runs one request of a command.</summary>
    /// <param name="command">The command, for logs and errors.</param>
    /// <param name="request">What the call gets; passed on so that the call can be a static lambda.</param>
    /// <param name="call">The transport's method.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<TResult> ExecuteAsync<TRequest, TResult>(
        DockerCommand command,
        TRequest request,
        Func<IDockerTransport, TRequest, CancellationToken, Task<TResult>> call,
        CancellationToken cancellationToken) =>
        RunAsync(new ResultCall<TRequest, TResult>(command, request, call), cancellationToken).AsTask();

    /// <summary>Runs one request that itself sees to it that nothing is done twice, so that it may be repeated whatever its command's kind is.</summary>
    /// <inheritdoc cref="ExecuteAsync{TRequest, TResult}"/>
    public Task<TResult> ExecuteGuardedAsync<TRequest, TResult>(
        DockerCommand command,
        TRequest request,
        Func<IDockerTransport, TRequest, CancellationToken, Task<TResult>> call,
        CancellationToken cancellationToken) =>
        RunAsync(new ResultCall<TRequest, TResult>(command, request, call) { IsGuarded = true }, cancellationToken).AsTask();

    /// <summary>Runs one request that has no result.</summary>
    /// <inheritdoc cref="ExecuteAsync{TRequest, TResult}"/>
    public Task ExecuteAsync<TRequest>(
        DockerCommand command,
        TRequest request,
        Func<IDockerTransport, TRequest, CancellationToken, Task> call,
        CancellationToken cancellationToken) =>
        RunAsync(new PlainCall<TRequest>(command, request, call), cancellationToken).AsTask();

    /// <summary>Runs one request whose result comes in items. Retried until the first of them.</summary>
    /// <inheritdoc cref="ExecuteAsync{TRequest, TResult}"/>
    public async IAsyncEnumerable<TItem> StreamAsync<TRequest, TItem>(
        DockerCommand command,
        TRequest request,
        Func<IDockerTransport, TRequest, CancellationToken, IAsyncEnumerable<TItem>> open,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The enumerator is opened and moved to its first item as one call, which a retry makes anew.
        IAsyncEnumerator<TItem>? items = await RunAsync(new StreamCall<TRequest, TItem>(command, request, open, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (items is null)
        {
            yield break;
        }

        await using (items.ConfigureAwait(false))
        {
            do
            {
                yield return items.Current;
            }
            while (await MoveNextAsync(items, command).ConfigureAwait(false));
        }
    }

    /// <summary>Runs a piece of a command that is not one request, so that its errors tell which call they happened in.</summary>
    public async Task<TResult> TellAsync<TResult>(DockerCommand command, Func<Task<TResult>> part)
    {
        try
        {
            return await part().ConfigureAwait(false);
        }
        catch (DockerKitException e)
        {
            throw Told(e, command);
        }
    }

    /// <summary>The error with the call that it happened in, for a <c>throw</c>.</summary>
    public DockerKitException Told(DockerKitException error, DockerCommand command)
    {
        if (error.CommandLine is null)
        {
            error.Operation = command.Operation.Name;
            error.CommandLine = command.ToString();
            error.Endpoint = Transport.Endpoint;
            Observer.Failed(error);
        }

        // What the transport threw keeps its stack: the same object is thrown on.
        System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
        return error;
    }

    /// <summary>Notes that a container may be left behind, since taking it back failed: the failure that made it necessary is what is thrown.</summary>
    public void LogLeftBehind(DockerCommand command, string container, Exception error) => Observer.LeftBehind(command, container, error);

    // What waits for the engine comes out of a pool: a call allocates little beside what Polly's strategies and the caller's task take.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TResult> RunAsync<TResult>(Call<TResult> call, CancellationToken cancellationToken)
    {
        DockerCommand command = call.Command;
        cancellationToken.ThrowIfCancellationRequested();
        (long, Activity?) begun = Observer.Begin(call);
        Exception? failure = null;
        try
        {
            return await _pipelines.ExecuteAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerKitException e)
        {
            failure = e;
            throw Told(e, command);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested && e.CancellationToken != cancellationToken)
        {
            // The token of a limit of time, which was cancelled by the caller's.
            failure = e;
            throw new OperationCanceledException(null, e, cancellationToken);
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            CallObserver.Ended(command, begun, failure, Transport);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> MoveNextAsync<TItem>(IAsyncEnumerator<TItem> items, DockerCommand command)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (DockerKitException e)
        {
            throw Told(e, command);
        }
    }
}
