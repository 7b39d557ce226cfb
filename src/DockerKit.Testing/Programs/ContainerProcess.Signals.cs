using System.Threading.Channels;

namespace DockerKit.Testing;

public sealed partial class ContainerProcess
{
    private static readonly Signal[] Usual = [Signal.Term, Signal.Int, Signal.Quit, Signal.Hup, Signal.Usr1, Signal.Usr2];

    /// <summary>What a process that does not catch them takes no notice of.</summary>
    private static readonly Signal[] Harmless = [Signal.Parse("CHLD"), Signal.Cont, Signal.Stop, Signal.Parse("TSTP"), Signal.Parse("TTIN"), Signal.Parse("TTOU"), Signal.Parse("URG"), Signal.Winch];

    private readonly Dictionary<Signal, Action> _handlers = [];
    private readonly Channel<Signal> _caught = Channel.CreateUnbounded<Signal>();
    private readonly List<Signal> _held = [];

    /// <summary>Catches a signal from now on: it does not end the process any more.</summary>
    /// <param name="signal">The signal. <c>SIGKILL</c> cannot be caught.</param>
    /// <param name="handler">What is done; null to take no notice of the signal.</param>
    public ContainerProcess OnSignal(Signal signal, Action? handler = null)
    {
        ArgumentNullException.ThrowIfNull(signal);
        lock (_engine.Gate)
        {
            _handlers[signal] = handler ?? (static () => { });
        }

        return this;
    }

    /// <summary>Catches signals from now on and waits for one of them.</summary>
    /// <param name="signals">The signals; without any, those that usually ask a server for something: TERM, INT, QUIT, HUP, USR1, USR2.</param>
    /// <returns>The signal that came.</returns>
    /// <exception cref="OperationCanceledException">The process was killed.</exception>
    public async Task<Signal> WaitForSignalAsync(params Signal[] signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        foreach (Signal signal in signals.Length == 0 ? Usual : signals)
        {
            OnSignal(signal, () => _caught.Writer.TryWrite(signal));
        }

        return await _caught.Reader.ReadAsync(Ended).ConfigureAwait(false);
    }

    /// <summary>Sends it a signal. The caller does not hold the engine's lock.</summary>
    internal void Deliver(Signal signal)
    {
        Action? handler;
        lock (_engine.Gate)
        {
            if (Container.Process != this)
            {
                return;
            }

            if (Container.State == ContainerState.Paused && signal != Signal.Kill)
            {
                _held.Add(signal);
                return;
            }

            bool isCaught = _handlers.TryGetValue(signal, out handler) && signal != Signal.Kill;
            handler = isCaught ? handler : null;
            if (!isCaught && Harmless.Contains(signal))
            {
                return;
            }
        }

        if (handler is null)
        {
            _engine.Lifecycle.End(this, 128 + signal.Number);
            return;
        }

        handler();
    }

    /// <summary>What came while it was frozen.</summary>
    internal void DeliverHeld()
    {
        Signal[] held;
        lock (_engine.Gate)
        {
            held = [.. _held];
            _held.Clear();
        }

        foreach (Signal signal in held)
        {
            Deliver(signal);
        }
    }
}
