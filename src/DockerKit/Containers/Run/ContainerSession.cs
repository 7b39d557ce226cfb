using System.Runtime.CompilerServices;
using System.Text;
using DockerKit.Transport;

namespace DockerKit;

/// <summary>A container in the foreground, with its input and output in your hands: <c>docker run -i</c>, or <c>-it</c> with a terminal.</summary>
/// <remarks>
/// <para>Reading and writing may go on at the same time; one reader and one writer at a time. A container whose output nobody reads is halted by it in the end.</para>
/// <para>Dispose of it. A container that still runs is killed then (with <c>--rm</c> also removed), unless <see cref="LetGo"/> was called.</para>
/// </remarks>
public sealed class ContainerSession : IAsyncDisposable
{
    private readonly ForegroundRun _run;
    private readonly Utf8LineDecoder?[] _decoders = new Utf8LineDecoder?[2];
    private readonly Queue<OutputLine> _lines = new();
    private readonly List<string> _found = [];
    private bool _isAtEnd;

    internal ContainerSession(ForegroundRun run)
    {
        _run = run;
        Container = new Container(new ContainerOperations(run.Command.Executor), run.Container.Id) { Warnings = run.Container.Warnings };
    }

    /// <summary>The container.</summary>
    public Container Container { get; }

    /// <summary>Whether it has a terminal. Then all output is standard output.</summary>
    public bool HasTerminal => _run.HasTerminal;

    /// <summary>Gives the next piece of output as it arrived.</summary>
    /// <param name="cancellationToken">Ends the wait. The output cannot be read on afterwards.</param>
    /// <returns>The piece, which is overwritten by the next call; <see langword="null"/> at the end of the output.</returns>
    /// <exception cref="DockerUnavailableException">The connection was cut.</exception>
    public async ValueTask<OutputChunk?> ReadAsync(CancellationToken cancellationToken = default)
    {
        bool more = !_isAtEnd && await TellAsync(() => _run.Session.MoveNextAsync(cancellationToken).AsTask()).ConfigureAwait(false);
        _isAtEnd = !more;
        return more ? new OutputChunk(_run.Session.Data, _run.Session.Source) : null;
    }

    /// <summary>Gives the output line by line, until its end. The loop may be left and begun again: no line is lost.</summary>
    /// <param name="cancellationToken">Ends the wait. The output cannot be read on afterwards.</param>
    /// <exception cref="DockerUnavailableException">The connection was cut.</exception>
    public async IAsyncEnumerable<OutputLine> ReadLinesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        do
        {
            while (_lines.TryDequeue(out OutputLine line))
            {
                yield return line;
            }
        }
        while (await ReadMoreLinesAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Writes bytes to standard input.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="cancellationToken">Ends the wait until they are sent.</param>
    /// <exception cref="DockerUnavailableException">The container does not read its input any more, or the connection was cut.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default) =>
        new(TellAsync(async () =>
        {
            await _run.Session.WriteAsync(data, cancellationToken).ConfigureAwait(false);
            return true;
        }));

    /// <summary>Writes a text to standard input, as UTF-8.</summary>
    /// <param name="text">The text. No line end is added.</param>
    /// <param name="cancellationToken">Ends the wait until it is sent.</param>
    /// <exception cref="DockerUnavailableException">The container does not read its input any more, or the connection was cut.</exception>
    public ValueTask WriteAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    /// <summary>Writes a line to standard input, as UTF-8, with <c>\n</c> at its end.</summary>
    /// <param name="line">The line.</param>
    /// <param name="cancellationToken">Ends the wait until it is sent.</param>
    /// <exception cref="DockerUnavailableException">The container does not read its input any more, or the connection was cut.</exception>
    public ValueTask WriteLineAsync(string line, CancellationToken cancellationToken = default) => WriteAsync(line + "\n", cancellationToken);

    /// <summary>Ends standard input, as Ctrl+D does. With a terminal, write <c>\x04</c> instead. Output goes on.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task CloseInputAsync(CancellationToken cancellationToken = default) =>
        TellAsync(async () =>
        {
            await _run.Session.CloseInputAsync(cancellationToken).ConfigureAwait(false);
            return true;
        });

    /// <summary>Sets the size of the terminal.</summary>
    /// <param name="columns">The width in characters.</param>
    /// <param name="rows">The height in lines.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is not positive.</exception>
    public Task ResizeAsync(int columns, int rows, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        return _run.Command.Executor.ExecuteAsync(
            _run.Command,
            new ResizeContainerRequest { Container = Container.Id, Columns = columns, Rows = rows },
            static (transport, request, token) => transport.Containers.ResizeAsync(request, token),
            cancellationToken);
    }

    /// <summary>Waits until it has ended (with <c>--rm</c>: until it is removed). Read its output too, or it may never end.</summary>
    /// <param name="cancellationToken">Ends the wait; the container goes on.</param>
    /// <returns>How it ended. An exit code other than 0 is no failure here.</returns>
    public Task<ContainerExit> WaitForExitAsync(CancellationToken cancellationToken = default) => TellAsync(() => _run.GetExitAsync(cancellationToken));

    /// <summary>Lets the container go on when the session is disposed of, as the detach keys do.</summary>
    public void LetGo() => _run.LetGo();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _run.DisposeAsync();

    private async ValueTask<bool> ReadMoreLinesAsync(CancellationToken cancellationToken)
    {
        if (_isAtEnd)
        {
            return false;
        }

        if (await ReadAsync(cancellationToken).ConfigureAwait(false) is { } chunk)
        {
            (_decoders[(int)chunk.Source] ??= new Utf8LineDecoder()).Append(chunk.Data.Span, _found);
            _found.ForEach(line => _lines.Enqueue(new OutputLine(line, chunk.Source)));
            _found.Clear();
            return true;
        }

        for (int source = 0; source < _decoders.Length; source++)
        {
            if (_decoders[source]?.Flush() is { } rest)
            {
                _lines.Enqueue(new OutputLine(rest, (OutputSource)source));
            }
        }

        return _lines.Count > 0;
    }

    private Task<T> TellAsync<T>(Func<Task<T>> part) => _run.TellAsync(part);
}
