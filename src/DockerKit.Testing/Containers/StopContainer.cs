using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary><c>POST /containers/{id}/stop</c>, <c>…/restart</c> and <c>…/kill</c>: what ends a process from outside.</summary>
internal static class StopContainer
{
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(10);

    public static async Task<bool> RunAsync(EngineState engine, StopContainerRequest request, CancellationToken cancellationToken)
    {
        ContainerProcess? process;
        Signal signal;
        TimeSpan timeout;
        lock (engine.Gate)
        {
            MemoryContainer container = engine.Containers.Find(request.Container);
            if (!container.IsAlive)
            {
                return false;
            }

            signal = SignalOf(request.Signal ?? container.Configuration.StopSignal ?? "SIGTERM")
                ?? throw EngineErrors.Engine($"cannot stop container: {request.Container}: invalid signal: {request.Signal}");
            timeout = request.Timeout ?? (container.Configuration.StopTimeoutSeconds is not { } own ? UsualTimeout
                : own < 0 ? Timeout.InfiniteTimeSpan
                : TimeSpan.FromSeconds(own));
            container.IsStoppedByHand = true;
            process = container.Process;
            if (process is null)
            {
                ContainerLifecycle.CancelRestart(container);
                return true;
            }

            if (timeout > TimeSpan.Zero)
            {
                // The engine goes on also when nobody waits for its answer any more.
                process.KillTimer?.Dispose();
                process.KillTimer = engine.Clock.CreateTimer(_ => process.Deliver(Signal.Kill), null, timeout, Timeout.InfiniteTimeSpan);
            }
        }

        process.Deliver(timeout == TimeSpan.Zero ? Signal.Kill : signal);
        await process.Exited.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    public static async Task<bool> RestartAsync(EngineState engine, RestartContainerRequest request, CancellationToken cancellationToken)
    {
        var stop = new StopContainerRequest { Container = request.Container, Signal = request.Signal, Timeout = request.Timeout };
        MemoryContainer container;
        lock (engine.Gate)
        {
            container = engine.Containers.Find(request.Container);
            container.Restarts++;
        }

        try
        {
            await RunAsync(engine, stop, cancellationToken).ConfigureAwait(false);
            return engine.Lifecycle.Start(request.Container);
        }
        finally
        {
            lock (engine.Gate)
            {
                container.Restarts--;
            }
        }
    }

    public static async Task<bool> KillAsync(EngineState engine, KillContainerRequest request, CancellationToken cancellationToken)
    {
        ContainerProcess process;
        Signal signal;
        lock (engine.Gate)
        {
            MemoryContainer container;
            try
            {
                container = engine.Containers.Find(request.Container);
            }
            catch (DockerKitException e)
            {
                throw EngineErrors.FromStatus(e.StatusCode!.Value, $"cannot kill container: {request.Container}: {e.Summary}", EngineVerb.KillContainer);
            }

            signal = SignalOf(request.Signal ?? "SIGKILL")
                ?? throw EngineErrors.BadRequest($"cannot kill container: {request.Container}: invalid signal: {request.Signal}");
            if (container.State == ContainerState.Restarting)
            {
                container.IsStoppedByHand = true;
                ContainerLifecycle.CancelRestart(container);
                return true;
            }

            process = container.Process
                ?? throw EngineErrors.Conflict($"cannot kill container: {request.Container}: container {container.Id} is not running");
            container.IsStoppedByHand = true; // whatever the signal, and even where it is caught: the restart policy rests from now on
        }

        process.Deliver(signal);
        if (signal == Signal.Kill)
        {
            await process.Exited.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static Signal? SignalOf(string text) => Signal.TryParse(text, out Signal? signal) ? signal : null;
}
