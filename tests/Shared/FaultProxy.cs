using System.Net.Sockets;

namespace DockerKit.Tests;

/// <summary>Stands between a client and an engine, unix socket to unix socket, and does harm where a test says.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("dkp").FullName;
    private readonly string _engine;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private readonly object _lock = new();
    private Fault? _armed;

    /// <summary>Listens.</summary>
    /// <param name="engine">The engine's endpoint: <c>unix://…</c>.</param>
    public FaultProxy(string engine)
    {
        _engine = engine["unix://".Length..];
        string path = Path.Combine(_directory, "s");
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(512);
        Endpoint = "unix://" + path;
        _accepting = AcceptAsync();
    }

    /// <summary>Where the client connects to.</summary>
    public string Endpoint { get; }

    /// <summary>How many bytes have gone to the engine.</summary>
    public long Sent { get; private set; }

    /// <summary>How many bytes have come from the engine.</summary>
    public long Answered { get; private set; }

    /// <summary>Decides for each new connection whether it is refused, if a test wants that.</summary>
    public Func<bool>? Refuses { get; set; }

    /// <summary>Cuts the connection that the next bytes go over, once, after so many of them.</summary>
    public void Cut(bool answer, long after)
    {
        lock (_lock)
        {
            _armed = new Fault(answer, after);
        }
    }

    /// <summary>Does no harm from here on.</summary>
    /// <returns>Whether the harm had been done.</returns>
    public bool Disarm()
    {
        lock (_lock)
        {
            bool done = _armed is null;
            _armed = null;
            return done;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        Task[] connections;
        lock (_lock)
        {
            connections = [.. _connections];
        }

        await Task.WhenAll(connections);
        _stop.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptAsync(_stop.Token);
                lock (_lock)
                {
                    _connections.RemoveAll(static task => task.IsCompleted);
                    _connections.Add(ServeAsync(client));
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        await Task.Yield();
        using Socket ours = client;
        if (Refuses?.Invoke() == true)
        {
            return;
        }

        using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            await engine.ConnectAsync(new UnixDomainSocketEndPoint(_engine), cut.Token);
            await Task.WhenAll(PumpAsync(client, engine, isAnswer: false, cut), PumpAsync(engine, client, isAnswer: true, cut));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Cut, or one side is gone, or the test is over.
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isAnswer, CancellationTokenSource cut)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer.AsMemory(), cut.Token)) > 0)
            {
                (int pass, bool harm) = Judge(isAnswer, read);
                for (int sent = 0; sent < pass;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, pass - sent), cut.Token);
                }

                if (harm)
                {
                    await cut.CancelAsync();
                    return;
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await cut.CancelAsync();
        }
    }

    private (int Pass, bool Harm) Judge(bool isAnswer, int read)
    {
        lock (_lock)
        {
            (Sent, Answered) = isAnswer ? (Sent, Answered + read) : (Sent + read, Answered);
            if (_armed is not { } fault || fault.Answer != isAnswer)
            {
                return (read, false);
            }

            if (fault.After > read)
            {
                _armed = fault with { After = fault.After - read };
                return (read, false);
            }

            _armed = null;
            return ((int)fault.After, true);
        }
    }

    private sealed record Fault(bool Answer, long After);
}
