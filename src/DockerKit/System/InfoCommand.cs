namespace DockerKit;

/// <summary><c>docker info</c>: the engine's state and settings.</summary>
public sealed class InfoCommand : DockerCommand
{
    private static readonly Operation Info = new("system.info", OperationKind.Safe);

    internal InfoCommand(CommandExecutor executor)
        : base(executor)
    {
    }

    internal override Operation Operation => Info;

    /// <summary>Asks the engine. Source: <c>GET /info</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<EngineInfo> ExecuteAsync(CancellationToken cancellationToken = default) =>
        Executor.ExecuteAsync(this, 0, static (transport, _, token) => transport.System.GetInfoAsync(token), cancellationToken);

    private protected override void Write(CommandLine line) => line.Add("info");
}
