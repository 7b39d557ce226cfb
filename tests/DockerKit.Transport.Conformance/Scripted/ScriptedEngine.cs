using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace DockerKit.Transport.Conformance;

/// <summary>
/// An engine made of a script: speaks HTTP/1.1 over a unix socket or TCP, answers what it was told to, and misbehaves on purpose.
/// It keeps connections alive, records each request, and counts its connections.
/// </summary>
/// <remarks>Paths are matched without their version. Without a route it answers 404 with “page not found”, as the engine does.</remarks>
internal sealed class ScriptedEngine : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Method, string Path), Func<RecordedRequest, Reply>> _routes = new();
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentDictionary<int, Task> _running = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly string? _directory;
    private readonly Socket _listener;
    private readonly Task _accepting;
    private readonly object _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _opened;
    private int _open;
    private int _disposed;

    private ScriptedEngine(Socket listener, string endpoint, string? directory)
    {
        _listener = listener;
        _directory = directory;
        Endpoint = endpoint;
        On("GET", "/_ping", _ => Reply.Text("OK", 200, "text/plain; charset=utf-8", ("Api-Version", ApiVersion)));
        On("GET", "/version", _ => Reply.Json($"{{\"Version\":\"28.5.2\",\"ApiVersion\":\"{ApiVersion}\",\"MinAPIVersion\":\"{MinimumApiVersion}\"}}"));
        _accepting = AcceptAsync();
    }

    /// <summary>As in DOCKER_HOST.</summary>
    public string Endpoint { get; }

    /// <summary>The newest API version that it says it speaks.</summary>
    public string ApiVersion { get; init; } = "1.51";

    /// <summary>The oldest that it accepts: older ones get 400, as from Engine 29.</summary>
    public string MinimumApiVersion { get; init; } = "1.24";

    /// <summary>Whether requests are recorded: off for measuring.</summary>
    public bool Recording { get; init; } = true;

    /// <summary>The requests so far, in their order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>The requests less those that find the version.</summary>
    public IReadOnlyList<RecordedRequest> Calls => [.. _requests.Where(static r => r.Path is not ("/_ping" or "/version"))];

    public int ConnectionsOpened => Volatile.Read(ref _opened);

    public int ConnectionsOpen => Volatile.Read(ref _open);

    /// <summary>Listens on a unix socket in a directory of its own.</summary>
    /// <param name="pathBytes">How long the socket's path should be; 0 for any.</param>
    public static ScriptedEngine Start(int pathBytes = 0, string apiVersion = "1.51", string minimumApiVersion = "1.24", bool recording = true)
    {
        string directory = Directory.CreateTempSubdirectory("dk").FullName;
        string path = Path.Combine(directory, "s");
        path = path.PadRight(Math.Max(path.Length, pathBytes), 's');
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(512);
        return new ScriptedEngine(listener, "unix://" + path, directory) { ApiVersion = apiVersion, MinimumApiVersion = minimumApiVersion, Recording = recording };
    }

    /// <summary>Listens on a TCP port of its own.</summary>
    public static ScriptedEngine StartTcp()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        return new ScriptedEngine(listener, $"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}", null);
    }

    /// <summary>Answers a call with the same each time; a later answer for the same call takes its place.</summary>
    public ScriptedEngine On(string method, string path, Reply reply) => On(method, path, _ => reply);

    /// <summary>Answers a call by what was asked.</summary>
    public ScriptedEngine On(string method, string path, Func<RecordedRequest, Reply> reply)
    {
        _routes[(method, path)] = reply;
        return this;
    }

    /// <summary>Answers the first call with the first, and so on; the last answers all that follow.</summary>
    public ScriptedEngine OnEach(string method, string path, params Reply[] replies)
    {
        int calls = 0;
        return On(method, path, _ => replies[Math.Min(Interlocked.Increment(ref calls), replies.Length) - 1]);
    }

    /// <summary>Waits until so many requests of a path have come.</summary>
    public Task RequestedAsync(string path, int times = 1, CancellationToken cancellationToken = default) =>
        UntilAsync(() => _requests.Count(r => r.Path == path) >= times, cancellationToken);

    /// <summary>Waits until so many connections have been opened.</summary>
    public Task ConnectedAsync(int times = 1, CancellationToken cancellationToken = default) => UntilAsync(() => ConnectionsOpened >= times, cancellationToken);

    /// <summary>Waits until no more than so many connections are open.</summary>
    public Task ConnectionsAtMostAsync(int count, CancellationToken cancellationToken = default) => UntilAsync(() => ConnectionsOpen <= count, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_running.Values);
        _stop.Dispose();
        if (_directory is not null)
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            if (condition())
            {
                return;
            }

            await changed.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken);
        }
    }

    private void Changed()
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptAsync(_stop.Token);
                int number = Interlocked.Increment(ref _opened);
                Interlocked.Increment(ref _open);
                _running[number] = ServeAsync(socket, number);
                Changed();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The engine stops.
        }
    }

    private async Task ServeAsync(Socket socket, int number)
    {
        await Task.Yield();
        try
        {
            using (socket)
            {
                var connection = new ScriptedConnection(socket, number, _stop.Token);
                var reader = new RequestReader(connection, Recording);
                bool alive = true;
                while (alive && await reader.ReadAsync() is { } request)
                {
                    if (Recording)
                    {
                        _requests.Enqueue(request);
                        Changed();
                    }

                    alive = await AnswerTo(request).SendAsync(request, connection) && !reader.CloseAfter;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or EndOfStreamException)
        {
            // The client went away, or the engine stops.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            _running.TryRemove(number, out _);
            Changed();
        }
    }

    private Reply AnswerTo(RecordedRequest request)
    {
        if (request.Version is not null && Version.Parse(request.Version) < Version.Parse(MinimumApiVersion))
        {
            return Reply.Error(400, $"client version {request.Version} is too old. Minimum supported API version is {MinimumApiVersion}, please upgrade your client to a newer version");
        }

        if (request.Version is not null && Version.Parse(request.Version) > Version.Parse(ApiVersion))
        {
            return Reply.Error(400, $"client version {request.Version} is too new. Maximum supported API version is {ApiVersion}");
        }

        return _routes.TryGetValue((request.Method, request.Path), out Func<RecordedRequest, Reply>? reply) ? reply(request) : Reply.Error(404, "page not found");
    }
}
