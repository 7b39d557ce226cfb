using System.Threading.Channels;
using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary><c>POST /containers/{id}/attach</c> and <c>…/resize</c>: a client at a container's input and output.</summary>
internal sealed class MemorySession : IContainerSession
{
    private const byte EndOfTransmission = 4;

    private readonly EngineState _engine;
    private readonly MemoryContainer _container;
    private readonly AttachContainerRequest _request;
    private readonly InputStream _input;
    private readonly Channel<(OutputSource Source, byte[] Data)> _output = Channel.CreateUnbounded<(OutputSource, byte[])>();

    private MemorySession(EngineState engine, MemoryContainer container, AttachContainerRequest request)
    {
        _engine = engine;
        _container = container;
        _request = request;
        _input = container.Input;
    }

    public OutputSource Source { get; private set; }

    public ReadOnlyMemory<byte> Data { get; private set; }

    public static IContainerSession Open(EngineState engine, AttachContainerRequest request)
    {
        lock (engine.Gate)
        {
            MemoryContainer container = engine.Containers.Find(request.Container);
            if (container.State == ContainerState.Paused)
            {
                throw EngineErrors.Conflict($"container {request.Container} is paused, unpause the container before attach");
            }

            if (container.State == ContainerState.Restarting)
            {
                throw EngineErrors.Conflict($"container {request.Container} is restarting, wait until the container is running");
            }

            var session = new MemorySession(engine, container, request);
            foreach ((OutputSource source, byte[] data) in request.Logs ? container.Log.All() : [])
            {
                session.Put(source, data);
            }

            container.Sessions.Add(session);
            return session;
        }
    }

    public static bool Resize(EngineState engine, ResizeContainerRequest request)
    {
        ContainerProcess process;
        lock (engine.Gate)
        {
            MemoryContainer container = engine.Containers.Find(request.Container);
            process = container.Process ?? throw EngineErrors.Conflict($"container {container.Id} is not running");
            container.TerminalSize = (request.Columns, request.Rows);
        }

        process.Deliver(Signal.Winch);
        return true;
    }

    /// <summary>Shows what the process wrote. The caller holds the engine's lock.</summary>
    public void Put(OutputSource source, byte[] data)
    {
        if (source == OutputSource.StandardOutput ? _request.StandardOutput : _request.StandardError)
        {
            _output.Writer.TryWrite((source, data));
        }
    }

    public void EndOutput() => _output.Writer.TryComplete();

    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!await _output.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false) || !_output.Reader.TryRead(out (OutputSource Source, byte[] Data) next))
        {
            return false;
        }

        (Source, Data) = next;
        return true;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (data.Length == 0)
        {
            return ValueTask.CompletedTask;
        }

        byte[] copy = data.ToArray();
        bool isRead = _request.StandardInput && (_request.HasTerminal ? Type(copy) : _input.Put(copy));
        return isRead ? ValueTask.CompletedTask : throw new DockerUnavailableException(
            "The container does not read its standard input any more: it has ended, or its input was not opened.")
        { Cause = UnavailableCause.Disconnected };
    }

    public ValueTask CloseInputAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // Without that, the engine keeps the input open for the next client; and a terminal has no end of input.
        if (_request.StandardInput && _container.Configuration is { StandardInputOnce: true, HasTerminal: false })
        {
            _input.Complete();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        lock (_engine.Gate)
        {
            _container.Sessions.Remove(this);
        }

        if (_request.StandardInput && _container.Configuration.StandardInputOnce)
        {
            _input.Complete();
        }

        EndOutput();
        return ValueTask.CompletedTask;
    }

    /// <summary>A terminal shows what is typed, and takes Ctrl+D for the end.</summary>
    private bool Type(byte[] data)
    {
        int end = Array.IndexOf(data, EndOfTransmission);
        byte[] typed = [.. (end < 0 ? data : data[..end]).Select(static one => one == '\r' ? (byte)'\n' : one)];
        bool isRead = typed.Length == 0 || _input.Put(typed);
        lock (_engine.Gate)
        {
            if (isRead && typed.Length > 0 && _container.Process is not null)
            {
                _container.Show(OutputSource.StandardOutput, typed, _engine.Now);
            }
        }

        if (end >= 0)
        {
            _input.Complete();
        }

        return isRead;
    }
}
