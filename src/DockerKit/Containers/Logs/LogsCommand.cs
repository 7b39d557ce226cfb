using System.Diagnostics.Contracts;
using System.Globalization;
using System.Runtime.CompilerServices;
using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker logs</c>: what a container wrote, whole, as lines or as raw bytes.</summary>
public sealed class LogsCommand : DockerCommand
{
    private static readonly Operation Logs = new("containers.logs", OperationKind.Stream, IsLong: true);

    private readonly ContainerLogsRequest _request;
    private readonly LogTime? _since;
    private readonly LogTime? _until;

    internal LogsCommand(CommandExecutor executor, ContainerLogsRequest request, LogTime? since = null, LogTime? until = null)
        : base(executor)
    {
        _request = request;
        _since = since;
        _until = until;
    }

    internal override Operation Operation => Logs;

    /// <summary>Goes on until the container ends: <c>-f</c>.</summary>
    /// <remarks>
    /// A connection that breaks, as when the engine is restarted, is made again, and the logs go on where they were: nothing is lost or comes twice.
    /// Where that cannot be had — with a terminal, or when the engine has thrown away what was written meanwhile — the error says how far it came.
    /// </remarks>
    [Pure]
    public LogsCommand Follow() => With(_request with { Follow = true });

    /// <summary>Only what was written at this moment or later: <c>--since</c>.</summary>
    /// <param name="moment">The moment, by the engine's clock.</param>
    [Pure]
    public LogsCommand Since(DateTimeOffset moment) => new(Executor, _request, new LogTime(moment), _until);

    /// <summary>Only what was written within this time before the command is run: <c>--since 10m</c>.</summary>
    /// <param name="ago">How long before, by this machine's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    [Pure]
    public LogsCommand Since(TimeSpan ago) => new(Executor, _request, new LogTime(ago), _until);

    /// <summary>Only what was written before this moment: <c>--until</c>.</summary>
    /// <param name="moment">The moment, by the engine's clock.</param>
    [Pure]
    public LogsCommand Until(DateTimeOffset moment) => new(Executor, _request, _since, new LogTime(moment));

    /// <summary>Only what was written longer ago than this, when the command is run: <c>--until 10m</c>.</summary>
    /// <param name="ago">How long before, by this machine's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    [Pure]
    public LogsCommand Until(TimeSpan ago) => new(Executor, _request, _since, new LogTime(ago));

    /// <summary>Only so many of the last lines: <c>-n</c>.</summary>
    /// <param name="lines">How many: 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    [Pure]
    public LogsCommand Tail(int lines)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lines);
        return With(_request with { Tail = lines });
    }

    /// <summary>Begins each line with its time and a space: <c>-t</c>.</summary>
    [Pure]
    public LogsCommand WithTimestamps() => With(_request with { Timestamps = true });

    /// <summary>Begins each line with the details that the log driver keeps, such as labels: <c>--details</c>.</summary>
    [Pure]
    public LogsCommand WithDetails() => With(_request with { Details = true });

    /// <summary>Only what was written to standard output: <c>2>/dev/null</c>. With a terminal that is everything.</summary>
    [Pure]
    public LogsCommand StandardOutputOnly() => With(_request with { StandardOutput = true, StandardError = false });

    /// <summary>Only what was written to standard error: <c>>/dev/null</c>. With a terminal that is nothing.</summary>
    [Pure]
    public LogsCommand StandardErrorOnly() => With(_request with { StandardOutput = false, StandardError = true });

    /// <summary>Reads all of it into memory. With <see cref="Follow"/> this ends when the container does. Source: <c>GET /containers/{id}/logs</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DockerNotFoundException">There is no such container.</exception>
    /// <exception cref="DockerEngineException">The container's log driver does not keep what it is given; or the engine failed while it read the logs.</exception>
    /// <exception cref="DockerProtocolException">The answer was cut off.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<ContainerLogs> ExecuteAsync(CancellationToken cancellationToken = default) => _request.Follow
        ? WholeAsync(new FollowedLogs(this, Resolved()), cancellationToken)
        : Executor.ExecuteAsync(
            this,
            Resolved(),
            static async (transport, request, token) =>
            {
                IContainerOutput output = await transport.Containers.LogsAsync(request, token).ConfigureAwait(false);
                return await WholeAsync(output, token).ConfigureAwait(false);
            },
            cancellationToken);

    /// <summary>Gives it line by line, as it is there. A line is whole, and so is each of its characters.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <inheritdoc cref="ExecuteAsync"/>
    public IAsyncEnumerable<OutputLine> StreamAsync(CancellationToken cancellationToken = default) => _request.Follow
        ? FollowLinesAsync(cancellationToken)
        : Executor.StreamAsync(this, Resolved(), static (transport, request, token) => LinesAsync(transport, request, token), cancellationToken);

    /// <summary>Gives it as bytes, piece by piece, as the engine sends it.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>Pieces whose bytes are valid until the next one is asked for.</returns>
    /// <inheritdoc cref="ExecuteAsync"/>
    public IAsyncEnumerable<OutputChunk> StreamBytesAsync(CancellationToken cancellationToken = default) => _request.Follow
        ? FollowChunksAsync(cancellationToken)
        : Executor.StreamAsync(this, Resolved(), static (transport, request, token) => ChunksAsync(transport, request, token), cancellationToken);

    private protected override void Write(CommandLine line)
    {
        line.Add("logs").Flag("-f", _request.Follow).Option("--since", _since?.ToString()).Option("--until", _until?.ToString());
        line.Option("-n", _request.Tail?.ToString(CultureInfo.InvariantCulture)).Flag("-t", _request.Timestamps).Flag("--details", _request.Details);
        line.Add(_request.Container);
        if (!_request.StandardError)
        {
            line.AddRaw("2>/dev/null");
        }
        else if (!_request.StandardOutput)
        {
            line.AddRaw(">/dev/null");
        }
    }

    private static async IAsyncEnumerable<OutputLine> LinesAsync(IDockerTransport transport, ContainerLogsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IContainerOutput output = await transport.Containers.LogsAsync(request, cancellationToken).ConfigureAwait(false);
        await foreach (OutputLine line in OutputReading.LinesAsync(output, cancellationToken).ConfigureAwait(false))
        {
            yield return line;
        }
    }

    private static async IAsyncEnumerable<OutputChunk> ChunksAsync(IDockerTransport transport, ContainerLogsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IContainerOutput output = await transport.Containers.LogsAsync(request, cancellationToken).ConfigureAwait(false);
        await foreach (OutputChunk chunk in OutputReading.ChunksAsync(output, cancellationToken).ConfigureAwait(false))
        {
            yield return chunk;
        }
    }

    private static async Task<ContainerLogs> WholeAsync(IContainerOutput output, CancellationToken cancellationToken)
    {
        (ReadOnlyMemory<byte> standardOutput, ReadOnlyMemory<byte> standardError) = await OutputReading.ReadAllAsync(output, cancellationToken).ConfigureAwait(false);
        return new ContainerLogs(standardOutput, standardError);
    }

    private async IAsyncEnumerable<OutputLine> FollowLinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (OutputLine line in OutputReading.LinesAsync(new FollowedLogs(this, Resolved()), cancellationToken).ConfigureAwait(false))
        {
            yield return line;
        }
    }

    private async IAsyncEnumerable<OutputChunk> FollowChunksAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (OutputChunk chunk in OutputReading.ChunksAsync(new FollowedLogs(this, Resolved()), cancellationToken).ConfigureAwait(false))
        {
            yield return chunk;
        }
    }

    private ContainerLogsRequest Resolved() => _request with
    {
        Since = _since?.Resolve(Executor.Options.TimeProvider),
        Until = _until?.Resolve(Executor.Options.TimeProvider),
    };

    private LogsCommand With(ContainerLogsRequest request) => new(Executor, request, _since, _until);
}
