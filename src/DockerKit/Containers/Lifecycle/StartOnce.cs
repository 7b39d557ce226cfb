using System.Runtime.ExceptionServices;
using DockerKit.Transport;

namespace DockerKit;

/// <summary>
/// Starts one container once, however often it is tried: after a lost answer the engine is asked whether it was started, since a short
/// program may have run to its end by then, and a second start would run it a second time. One object serves one start, and its repeats.
/// </summary>
/// <remarks>
/// The engine holds a container while it starts it, so that the question waits for a start that is under way, and a second start after it
/// finds it done (304). What is left is a proxy that holds back the first request for longer than the second try and the program take.
/// </remarks>
internal sealed class StartOnce : ICallTarget
{
    private readonly StartContainerRequest _request;
    private readonly TimeProvider? _clock; // null for a container that was never started before
    private readonly bool _isRemovedAtEnd;
    private readonly long _begun;

    /// <summary>The failure that left it open whether it was started.</summary>
    private DockerKitException? _doubt;
    private bool _isInDoubt;

    private StartOnce(string container, TimeProvider? clock, bool isRemovedAtEnd)
    {
        _request = new StartContainerRequest { Container = container };
        _clock = clock;
        _isRemovedAtEnd = isRemovedAtEnd;
        _begun = clock?.GetTimestamp() ?? 0;
    }

    string ICallTarget.TargetContainer => _request.Container;

    /// <summary>The start of a container that this run has made, so that nobody else has started it.</summary>
    public static StartOnce OfNew(string container, bool isRemovedAtEnd) => new(container, null, isRemovedAtEnd);

    /// <summary>The start of a container that may have been started before.</summary>
    public static StartOnce OfExisting(string container, TimeProvider clock) => new(container, clock, isRemovedAtEnd: false);

    /// <summary>Starts it, as often as it takes.</summary>
    public Task RunAsync(DockerCommand command, CancellationToken cancellationToken) =>
        command.Executor.ExecuteGuardedAsync(command, this, static (transport, start, token) => start.TryAsync(transport, token), cancellationToken);

    /// <summary>One try: finds out what became of an earlier one, and starts it where that did not.</summary>
    /// <returns><see langword="false"/> when it was running already.</returns>
    public async Task<bool> TryAsync(IDockerTransport transport, CancellationToken cancellationToken)
    {
        bool again = _isInDoubt;
        if (again && await IsStartedAsync(transport, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        _isInDoubt = true; // a try that runs out of time is told of nowhere
        try
        {
            // What runs already at a second try runs by the first.
            return await transport.Containers.StartAsync(_request, cancellationToken).ConfigureAwait(false) || again;
        }
        catch (DockerNotFoundException e) when (again && IsGone(e))
        {
            return true;
        }
        catch (DockerKitException e) when (TransientFailures.LeavesDoubt(e))
        {
            _doubt = e;
            throw;
        }
        catch (DockerKitException)
        {
            _isInDoubt = again;
            throw;
        }
    }

    private async Task<bool> IsStartedAsync(IDockerTransport transport, CancellationToken cancellationToken)
    {
        try
        {
            ContainerDetails container = await transport.Containers.InspectAsync(new InspectContainerRequest { Container = _request.Container }, cancellationToken).ConfigureAwait(false);
            return container.StartedAt is { } startedAt
                && (container.State is ContainerState.Running or ContainerState.Restarting || _clock is null || await IsOursAsync(transport, startedAt, cancellationToken).ConfigureAwait(false));
        }
        catch (DockerNotFoundException e) when (IsGone(e))
        {
            return true;
        }
        catch (DockerKitException e) when (_doubt is not null && e is not DockerNotFoundException && !TransientFailures.MayRetry(e, OperationKind.Safe))
        {
            // What cannot be found out is no other failure than the one that made it necessary.
            ExceptionDispatchInfo.Throw(_doubt);
            throw;
        }
    }

    /// <summary>With <c>--rm</c> it has run, or its start has failed for good: either way the engine has removed it, and the wait tells its exit code.</summary>
    private bool IsGone(DockerNotFoundException e) => _isRemovedAtEnd && e.Kind is ResourceKind.Container or ResourceKind.Unknown;

    /// <summary>Whether it was started since this start began. By the engine's clock, which need not go like ours.</summary>
    private async Task<bool> IsOursAsync(IDockerTransport transport, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        EngineInfo info = await transport.System.GetInfoAsync(cancellationToken).ConfigureAwait(false);
        if (info.SystemTime is not { } now)
        {
            ExceptionDispatchInfo.Throw(_doubt ?? new DockerTimeoutException($"A try to start the container '{_request.Container}' took too long, and the engine does not tell its time: whether it was started is not known."));
            throw _doubt;
        }

        return now - startedAt <= _clock!.GetElapsedTime(_begun);
    }
}
