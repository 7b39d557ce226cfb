using System.Diagnostics.Contracts;
using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker restart</c>: stops containers and starts them again. One that is stopped is started.</summary>
public sealed class RestartContainersCommand : DockerCommand
{
    private static readonly Operation Restart = new("containers.restart", OperationKind.OnceOnly);

    private readonly ContainerSelection _containers;
    private readonly RestartContainerRequest _request;
    private readonly bool _allowFailures;

    internal RestartContainersCommand(CommandExecutor executor, ContainerSelection containers)
        : this(executor, containers, new RestartContainerRequest { Container = "" }, allowFailures: false)
    {
    }

    private RestartContainersCommand(CommandExecutor executor, ContainerSelection containers, RestartContainerRequest request, bool allowFailures)
        : base(executor)
    {
        _containers = containers;
        _request = request;
        _allowFailures = allowFailures;
    }

    internal override Operation Operation => Restart;

    internal override TimeSpan GrantedTime => StopTimeout.Granted(_request.Timeout);

    /// <summary>How long each may take to end before it is killed: <c>-t</c>. Without it: the container's own, which is 10 seconds unless it was created with another.</summary>
    /// <param name="timeout">Zero kills at once, <see cref="Timeout.InfiniteTimeSpan"/> waits for ever. Parts of a second are rounded up, since the engine counts in seconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than 68 years.</exception>
    [Pure]
    public RestartContainersCommand WithTimeout(TimeSpan timeout) => new(Executor, _containers, _request with { Timeout = StopTimeout.Check(timeout) }, _allowFailures);

    /// <summary>The signal that asks each to end: <c>-s</c>. Without it: the container's own, which is <c>SIGTERM</c> unless its image says another.</summary>
    /// <param name="signal">The signal. It needs an engine with API 1.42 (Docker 23) or newer.</param>
    [Pure]
    public RestartContainersCommand WithSignal(Signal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return new(Executor, _containers, _request with { Signal = signal.ToString() }, _allowFailures);
    }

    /// <summary>Has failures only in the result, instead of throwing once all were tried.</summary>
    [Pure]
    public RestartContainersCommand AllowFailures() => new(Executor, _containers, _request, allowFailures: true);

    /// <summary>Restarts them, several at the same time. Source: <c>POST /containers/{id}/restart</c>.</summary>
    /// <param name="cancellationToken">Ends the call; an engine that has begun to stop a container goes on.</param>
    /// <returns>What came of each; <see cref="StateChange.Changed"/> is <see langword="false"/> only for a listed one that was gone when its turn came.</returns>
    /// <exception cref="DockerNotFoundException">There is no such container.</exception>
    /// <exception cref="DockerConflictException">It is in a state that it cannot be started from: being removed.</exception>
    /// <exception cref="DockerBadRequestException">The program does not exist in the image.</exception>
    /// <exception cref="DockerEngineException">A port that it publishes is taken, or the engine cannot start it for another reason.</exception>
    /// <exception cref="DockerBulkException">Some of several failed.</exception>
    /// <exception cref="UnsupportedOptionException">A signal was given, and the engine speaks an API older than 1.42.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<BulkResult<StateChange>> ExecuteAsync(CancellationToken cancellationToken = default) =>
        ContainerBulk.RunAsync(
            this,
            _containers,
            _allowFailures,
            container => _request with { Container = container },
            static async (containers, request, token) =>
            {
                await containers.RestartAsync(request, token).ConfigureAwait(false);
                return true;
            },
            static (_, _) => null,
            cancellationToken);

    private protected override void Write(CommandLine line) =>
        _containers.Write(line.Add("restart").Option("-s", _request.Signal).Option("-t", StopTimeout.Text(_request.Timeout)));
}
