using System.Collections.Concurrent;
using System.Net.Sockets;

namespace DockerKit.Tests;

/// <summary>Stands between a client and an engine, unix socket to unix socket, and does harm where a test says.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("dkp").FullName;
    private readonly string _engine;
    private readonly string _path;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, (CancellationTokenSource End, int Number)> _connections = [];
    private readonly ConcurrentDictionary<string, int> _harm = [];
    private readonly object _lock = new();
    private Socket _listener;
    private Task _accepting;
    private (bool Answer, long After)? _cut;
    private int _opened;

    /// <summary>Listens.</summary>
    /// <param name="engine">The engine's endpoint: <c>unix://…</c>.</param>
    public FaultProxy(string engine)
    {
        _engine = engine["unix://".Length..];
        _path = Path.Combine(_directory, "s");
        Endpoint = "unix://" + _path;
        _listener = Listen();
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Where the client connects to.</summary>
    public string Endpoint { get; }

    /// <summary>How many bytes have gone to the engine.</summary>
    public long Sent { get; private set; }

    /// <summary>How many bytes have come from the engine.</summary>
    public long Answered { get; private set; }

    /// <summary>Chooses the harm that is done to a request; null for none. It is asked from several threads.</summary>
    public Func<FaultProxyRequest, Fault?>? Plan { get; set; }

    /// <summary>How often each kind of harm was done.</summary>
    public IReadOnlyDictionary<string, int> Harm => _harm;

    /// <summary>How many connections of clients are open.</summary>
    public int Open => _connections.Count(static connection => !connection.Key.IsCompleted);

    /// <summary>Cuts the connection that the next bytes go over, once, after so many of them.</summary>
    public void Cut(bool answer, long after)
    {
        lock (_lock)
        {
            _cut = (answer, after);
        }
    }

    /// <summary>Does no harm from here on.</summary>
    /// <returns>Whether the cut had been made.</returns>
    public bool Disarm()
    {
        lock (_lock)
        {
            bool done = _cut is null;
            _cut = null;
            return done;
        }
    }

    /// <summary>Goes away, as a daemon that is killed: connections break, and new ones fail until <see cref="ComeUp"/>.</summary>
    /// <param name="keepSocket">Whether the socket is still there, so that connections are refused; else there is none.</param>
    /// <param name="cut">Whether connections break that are open.</param>
    public async Task GoDownAsync(bool keepSocket, bool cut = true)
    {
        _listener.Dispose(); // which removes the socket
        await _accepting;
        if (keepSocket)
        {
            _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            _listener.Bind(new UnixDomainSocketEndPoint(_path));
        }

        // The newest first: a run's wait is newer than what it is attached to, and tells that it was cut.
        foreach ((Task connection, (CancellationTokenSource end, _)) in _connections.Where(_ => cut).OrderByDescending(static connection => connection.Value.Number))
        {
            if (!connection.IsCompleted)
            {
                await end.CancelAsync();
            }
        }

        Count(keepSocket ? "refused" : "no socket");
    }

    /// <summary>Listens again.</summary>
    public void ComeUp()
    {
        _listener.Dispose();
        _listener = Listen();
        _accepting = AcceptAsync(_listener);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        foreach ((CancellationTokenSource end, _) in _connections.Values)
        {
            end.Dispose();
        }

        _stop.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    internal Fault? Choose(FaultProxyRequest request)
    {
        Fault? fault = Plan?.Invoke(request);
        if (fault is not null)
        {
            Count(fault.Name);
        }

        return fault;
    }

    internal (int Pass, bool Cut) Judge(bool isAnswer, int read)
    {
        lock (_lock)
        {
            (Sent, Answered) = isAnswer ? (Sent, Answered + read) : (Sent + read, Answered);
            if (_cut is not { } cut || cut.Answer != isAnswer)
            {
                return (read, false);
            }

            if (cut.After > read)
            {
                _cut = cut with { After = cut.After - read };
                return (read, false);
            }

            _cut = null;
            return ((int)cut.After, true);
        }
    }

    private void Count(string harm) => _harm.AddOrUpdate(harm, 1, static (_, before) => before + 1);

    private Socket Listen()
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_path));
        listener.Listen(512);
        return listener;
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                Socket client = await listener.AcceptAsync(_stop.Token);
                foreach (Task over in _connections.Keys.Where(static connection => connection.IsCompleted))
                {
                    if (_connections.TryRemove(over, out (CancellationTokenSource End, int Number) ended))
                    {
                        ended.End.Dispose();
                    }
                }

                var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                _connections[ServeAsync(client, end)] = (end, ++_opened);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over, or the proxy goes down.
        }
    }

    private async Task ServeAsync(Socket client, CancellationTokenSource end)
    {
        await Task.Yield();
        using var connection = new FaultProxyConnection(this, client, _engine, end);
        await connection.ServeAsync();
    }
}
