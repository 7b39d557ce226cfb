using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using DockerKit.Transport;

namespace DockerKit;

/// <summary>Logs that are followed, over as many connections as it takes: after a cut they go on where they were, or fail and say where that is.</summary>
/// <remarks>
/// Each connection is opened through the retry pipeline, whose first try is the cut: so it waits, logs and counts as for any call, and its
/// tries count anew whenever something has come, or a connection has held for longer than the longest wait.
/// </remarks>
internal sealed class FollowedLogs(LogsCommand command, ContainerLogsRequest request) : IContainerOutput
{
    private readonly LogPosition _position = new(keepsTimes: request.Timestamps);
    private IContainerOutput? _output;
    private DockerKitException? _cut;
    private bool _isRaw;
    private long _bytes;

    public OutputSource Source { get; private set; }

    public ReadOnlyMemory<byte> Data { get; private set; }

    public ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        while (_output is not null)
        {
            ValueTask<bool> next = Read(_output, cancellationToken);
            if (!next.IsCompletedSuccessfully)
            {
                return AwaitAsync(next, cancellationToken);
            }

            if (!next.Result)
            {
                return new ValueTask<bool>(false);
            }

            if (Take(_output))
            {
                return new ValueTask<bool>(true);
            }
        }

        return OpenAsync(null, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_output is { } output)
        {
            _output = null;
            await output.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A reader may also throw where it has nothing to wait for.</summary>
    private static ValueTask<bool> Read(IContainerOutput output, CancellationToken cancellationToken)
    {
        try
        {
            return output.MoveNextAsync(cancellationToken);
        }
        catch (DockerKitException e)
        {
            return ValueTask.FromException<bool>(e);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AwaitAsync(ValueTask<bool> next, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (!await next.ConfigureAwait(false))
                {
                    return false;
                }
            }
            catch (DockerKitException e)
            {
                return await OpenAsync(e, cancellationToken).ConfigureAwait(false);
            }

            if (Take(_output!))
            {
                return true;
            }

            next = Read(_output!, cancellationToken);
        }
    }

    /// <summary>Opens the logs, or opens them again after a cut, and goes to the first piece that was not given yet.</summary>
    private async ValueTask<bool> OpenAsync(DockerKitException? cut, CancellationToken cancellationToken)
    {
        while (true)
        {
            await DisposeAsync().ConfigureAwait(false);
            if (cut is not null && _bytes > 0 && (_isRaw || _position.Since is null))
            {
                throw CutOff(cut, " It cannot be taken up again exactly, since the output of a container with a terminal has no times.");
            }

            _cut = cut;
            bool more;
            try
            {
                (more, cut) = await command.Executor.ExecuteAsync(command, this, static (transport, logs, token) => logs.TryAsync(transport, token), cancellationToken).ConfigureAwait(false);
            }
            catch (DockerKitException e) when (_bytes > 0)
            {
                throw CutOff(e, "");
            }

            if (cut is null)
            {
                return more;
            }
        }
    }

    private async Task<(bool More, DockerKitException? Cut)> TryAsync(IDockerTransport transport, CancellationToken cancellationToken)
    {
        if (_cut is { } cut)
        {
            _cut = null;
            ExceptionDispatchInfo.Throw(cut);
        }

        TimeProvider clock = command.Executor.Options.TimeProvider;
        IContainerOutput output = await LogsAsync(transport, cancellationToken).ConfigureAwait(false);
        long opened = clock.GetTimestamp();
        try
        {
            bool more;
            do
            {
                more = await output.MoveNextAsync(cancellationToken).ConfigureAwait(false);
            }
            while (more && !Keep(output));

            _output = output;
            return (more, null);
        }
        catch (DockerKitException e) when (clock.GetElapsedTime(opened) > command.Executor.Options.Retry.MaxDelay && TransientFailures.MayRetry(e, OperationKind.Stream))
        {
            await output.DisposeAsync().ConfigureAwait(false);
            return (false, e);
        }
        catch
        {
            await output.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<IContainerOutput> LogsAsync(IDockerTransport transport, CancellationToken cancellationToken)
    {
        if (!_isRaw)
        {
            _position.Restart();
            IContainerOutput output = await transport.Containers.LogsAsync(Request(), cancellationToken).ConfigureAwait(false);
            if (output.HasFrames)
            {
                return output;
            }

            // A terminal: nothing tells the times from the text.
            _isRaw = true;
            await output.DisposeAsync().ConfigureAwait(false);
        }

        return await transport.Containers.LogsAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private ContainerLogsRequest Request()
    {
        if (_position.Since is not { } since)
        {
            return request with { Timestamps = true };
        }

        return request with { Timestamps = true, Tail = null, Since = request.Since > since ? request.Since : since };
    }

    private bool Take(IContainerOutput output)
    {
        try
        {
            return Keep(output);
        }
        catch (DockerKitException e)
        {
            throw CutOff(e, "");
        }
    }

    private bool Keep(IContainerOutput output)
    {
        ReadOnlyMemory<byte> piece = output.Data;
        if (!_isRaw && !_position.Take(output, out piece))
        {
            return false;
        }

        Source = output.Source;
        Data = piece;
        _bytes += piece.Length;
        return true;
    }

    /// <summary>The failure that ends it, with how far it came.</summary>
    private DockerKitException CutOff(DockerKitException failure, string reason)
    {
        string time = _position.Time ?? Rfc3339.Format(command.Executor.Options.TimeProvider.GetUtcNow());
        string far = _isRaw
            ? string.Create(CultureInfo.InvariantCulture, $"{_bytes} bytes, at {time}")
            : string.Create(CultureInfo.InvariantCulture, $"{_position.Entries} entries ({_bytes} bytes), the last of them of {time}");
        string message = $"Following the logs of '{request.Container}' was cut off after {far}: {failure.Summary}{reason} What follows, if the container is still there, is told by docker logs --since {time} {request.Container}.";
        DockerKitException error = failure is DockerUnavailableException unavailable
            ? new DockerUnavailableException(message, failure) { Cause = unavailable.Cause, Remedy = unavailable.Remedy }
            : new DockerProtocolException(message, failure) { StatusCode = failure.StatusCode, EngineMessage = failure.EngineMessage };
        return command.Executor.Told(error, command);
    }
}
