using System.Runtime.ExceptionServices;
using DockerKit.Transport;

namespace DockerKit;

/// <summary>A wait for one container, over as many connections as it takes. One object serves one wait.</summary>
/// <remarks>
/// Each connection is opened through the retry pipeline, whose first try is the cut, as for <see cref="FollowedLogs"/>: its tries count anew
/// whenever a wait has stood for longer than the longest wait between tries. A wait for an event looks for what happened while there was no
/// connection, once the new wait stands: so nothing falls between the two.
/// </remarks>
internal sealed class PatientWait(DockerCommand command, WaitContainerRequest request) : ICallTarget
{
    private readonly TimeProvider _clock = command.Executor.Options.TimeProvider;
    private long _begun;
    private DockerKitException? _cut;
    private bool _isRepeated;
    private bool _hasStood;

    string ICallTarget.TargetContainer => request.Container;

    /// <summary>Waits for the end.</summary>
    public async Task<ContainerExit> RunAsync(CancellationToken cancellationToken)
    {
        _begun = _clock.GetTimestamp();
        while (true)
        {
            (ContainerExit? exit, _cut) = await command.Executor.ExecuteAsync(command, this, static (transport, wait, token) => wait.TryAsync(transport, token), cancellationToken).ConfigureAwait(false);
            if (exit is not null)
            {
                return exit;
            }
        }
    }

    private async Task<(ContainerExit? Exit, DockerKitException? Cut)> TryAsync(IDockerTransport transport, CancellationToken cancellationToken)
    {
        if (_cut is { } cut)
        {
            _cut = null;
            ExceptionDispatchInfo.Throw(cut);
        }

        bool again = _isRepeated;
        bool stood = _hasStood;
        _isRepeated = true;
        IPendingExit pending = await BeginAsync(transport, cancellationToken).ConfigureAwait(false);
        long since = _clock.GetTimestamp();
        _hasStood = true;
        await using (pending.ConfigureAwait(false))
        {
            try
            {
                ContainerExit? missed = again && request.Condition != WaitCondition.NotRunning ? await MissedAsync(transport, stood, cancellationToken).ConfigureAwait(false) : null;
                return (missed ?? Checked(await pending.GetExitAsync(cancellationToken).ConfigureAwait(false)), null);
            }
            catch (DockerKitException e) when (_clock.GetElapsedTime(since) > command.Executor.Options.Retry.MaxDelay && TransientFailures.MayRetry(e, OperationKind.Safe))
            {
                return (null, e);
            }
        }
    }

    private async Task<IPendingExit> BeginAsync(IDockerTransport transport, CancellationToken cancellationToken)
    {
        try
        {
            return await transport.Containers.WaitAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerNotFoundException e) when (_hasStood)
        {
            throw Gone(e);
        }
    }

    /// <summary>An engine that stops ends its waits with an answer, but not with an exit code.</summary>
    private static ContainerExit Checked(ContainerExit exit) =>
        exit is { ExitCode: < 0, Error: { } words } ? throw new DockerProtocolException($"The engine gave up the wait: {words}") { EngineMessage = words } : exit;

    /// <summary>What was waited for, if it came while nobody waited. By the engine's clock, which need not go like ours.</summary>
    private async Task<ContainerExit?> MissedAsync(IDockerTransport transport, bool stood, CancellationToken cancellationToken)
    {
        ContainerDetails container;
        try
        {
            container = await transport.Containers.InspectAsync(new InspectContainerRequest { Container = request.Container }, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerNotFoundException e)
        {
            return request.Condition == WaitCondition.Removed ? null : throw Gone(e); // its removal is what the wait that stands now tells
        }

        EngineInfo info = await transport.System.GetInfoAsync(cancellationToken).ConfigureAwait(false);
        DateTimeOffset begun = (info.SystemTime ?? throw Unknown("the engine does not tell its time")) - _clock.GetElapsedTime(_begun);
        if (stood && container.Created >= begun)
        {
            throw Unknown("another one has its name");
        }

        if (request.Condition == WaitCondition.Removed || container.FinishedAt is not { } finished || finished < begun)
        {
            return null;
        }

        return container.State is ContainerState.Exited or ContainerState.Dead or ContainerState.Removing ? new ContainerExit(container.ExitCode) : throw Unknown("it runs again");
    }

    private DockerNotFoundException Gone(DockerNotFoundException e) =>
        new($"The container '{request.Container}' is gone since the connection to the engine was cut while it was waited for: its exit code is not known. ({e.Summary})", e)
        {
            StatusCode = e.StatusCode,
            EngineMessage = e.EngineMessage,
            Kind = e.Kind,
        };

    private DockerKitException Unknown(string reason) =>
        new($"The container '{request.Container}' may have ended while the connection to the engine was cut, and its exit code is not known: {reason}.");
}
