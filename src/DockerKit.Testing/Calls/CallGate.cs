namespace DockerKit.Testing;

/// <summary>What every call to the engine goes through: the record, and the faults that a test has ordered.</summary>
internal sealed class CallGate(TimeProvider clock)
{
    private readonly object _gate = new();
    private readonly List<EngineCall> _calls = [];
    private readonly List<Order> _orders = [];

    public IReadOnlyList<EngineCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    public void ForgetCalls()
    {
        lock (_gate)
        {
            _calls.Clear();
        }
    }

    public void Fail(EngineVerb verb, EngineFault fault, int times)
    {
        lock (_gate)
        {
            _orders.Add(new Order(verb, fault, times));
        }
    }

    public void ClearFaults()
    {
        lock (_gate)
        {
            _orders.Clear();
        }
    }

    public async Task<T> RunAsync<T>(EngineVerb verb, object? request, string? target, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (EngineCall call, EngineFault? fault) = Enter(verb, request, target);
        try
        {
            if (fault is { IsAfterTheWork: false })
            {
                await fault.ThrowAsync(verb, cancellationToken).ConfigureAwait(false);
            }

            T result = await work(cancellationToken).ConfigureAwait(false);
            if (fault is not null)
            {
                if (result is IAsyncDisposable lost)
                {
                    await lost.DisposeAsync().ConfigureAwait(false);
                }

                await fault.ThrowAsync(verb, cancellationToken).ConfigureAwait(false);
            }

            return result;
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested && e.CancellationToken != cancellationToken)
        {
            call.Error = new OperationCanceledException(null, e, cancellationToken);
            throw call.Error;
        }
        catch (Exception e)
        {
            call.Error = e;
            throw;
        }
    }

    public Task<T> RunAsync<T>(EngineVerb verb, object? request, string? target, Func<T> work, CancellationToken cancellationToken) =>
        RunAsync(verb, request, target, _ => Task.FromResult(work()), cancellationToken);

    /// <summary>Records a call and takes the fault that was ordered for it, if there is one.</summary>
    public (EngineCall Call, EngineFault? Fault) Enter(EngineVerb verb, object? request, string? target)
    {
        var call = new EngineCall(verb, request, target, CallLine.Of(verb, request), clock.GetUtcNow());
        lock (_gate)
        {
            _calls.Add(call);
            int at = _orders.FindIndex(order => order.Verb == verb && order.Fault.Condition?.Invoke(call) != false);
            if (at < 0)
            {
                return (call, null);
            }

            Order found = _orders[at];
            if (--found.Times == 0)
            {
                _orders.RemoveAt(at);
            }

            return (call, found.Fault);
        }
    }

    private sealed class Order(EngineVerb verb, EngineFault fault, int times)
    {
        public EngineVerb Verb => verb;

        public EngineFault Fault => fault;

        public int Times { get; set; } = times;
    }
}
