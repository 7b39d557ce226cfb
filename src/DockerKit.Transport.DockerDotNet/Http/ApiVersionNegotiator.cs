namespace DockerKit.Transport.DockerDotNet;

/// <summary>
/// Finds once which API version to speak, when it is first needed. Calls that come meanwhile wait for the same answer; a failure is
/// not kept; a caller that gives up does not fail the others, and the last one to give up ends the attempt.
/// </summary>
internal sealed class ApiVersionNegotiator(Func<CancellationToken, Task<Version>> ask)
{
    private readonly object _gate = new();
    private volatile Version? _agreed;
    private Attempt? _attempt;

    /// <summary>The version, if it is agreed on already.</summary>
    public Version? Agreed => _agreed;

    /// <summary>The version to speak.</summary>
    /// <exception cref="DockerKitException">The engine could not be asked, or is too old.</exception>
    public ValueTask<Version> GetAsync(CancellationToken cancellationToken) =>
        _agreed is { } version ? new ValueTask<Version>(version) : new ValueTask<Version>(WaitAsync(cancellationToken));

    /// <summary>The version to speak in place of one that the engine refused: another engine must have come in its place.</summary>
    /// <returns>Null when it is the same: then nothing would come of a second time.</returns>
    public async Task<Version?> ReplaceAsync(Version refused, CancellationToken cancellationToken)
    {
        // Of calls that are refused together, one asks.
        _agreed = _agreed == refused ? null : _agreed;
        Version version = await GetAsync(cancellationToken).ConfigureAwait(false);
        return version == refused ? null : version;
    }

    private async Task<Version> WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Attempt attempt = Join(out bool started);
        try
        {
            return await attempt.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DockerKitException e) when (!started)
        {
            throw EngineErrors.Copy(e);
        }
        finally
        {
            Leave(attempt);
        }
    }

    private Attempt Join(out bool started)
    {
        lock (_gate)
        {
            started = _attempt is null;
            _attempt ??= new Attempt();
            _attempt.Waiters++;
            if (started)
            {
                // On the thread pool, so that nothing of the asking runs under the lock.
                Attempt attempt = _attempt;
                attempt.Task = Task.Run(() => RunAsync(attempt), CancellationToken.None);
            }

            return _attempt;
        }
    }

    private void Leave(Attempt attempt)
    {
        lock (_gate)
        {
            if (--attempt.Waiters > 0)
            {
                return;
            }

            _attempt = _attempt == attempt ? null : _attempt;
        }

        // Nobody waits any more: when the attempt is over, this does nothing.
        attempt.Cancellation.Cancel();
    }

    private async Task<Version> RunAsync(Attempt attempt)
    {
        try
        {
            return _agreed = await ask(attempt.Cancellation.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _attempt = _attempt == attempt ? null : _attempt;
            }
        }
    }

    private sealed class Attempt
    {
        public CancellationTokenSource Cancellation { get; } = new();

        public Task<Version> Task { get; set; } = null!;

        public int Waiters { get; set; }
    }
}
