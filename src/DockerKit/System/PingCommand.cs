namespace DockerKit;

/// <summary>Asks whether the engine answers. The CLI has no such command; the nearest is <c>docker version</c>.</summary>
public sealed class PingCommand : DockerCommand
{
    private static readonly Operation Ping = new("system.ping", OperationKind.Safe);

    internal PingCommand(CommandExecutor executor)
        : base(executor)
    {
    }

    internal override Operation Operation => Ping;

    /// <summary>Asks. Source: <c>GET /_ping</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<PingResult> ExecuteAsync(CancellationToken cancellationToken = default) =>
        Executor.ExecuteAsync(this, 0, static (transport, _, token) => transport.System.PingAsync(token), cancellationToken);

    private protected override void Write(CommandLine line) => line.Add("version").Option("--format", "{{.Server.APIVersion}}");
}
