using System.Runtime.InteropServices;
using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker version</c>: what runs here, and what on the engine.</summary>
public sealed class VersionCommand : DockerCommand
{
    private static readonly Operation Version = new("system.version", OperationKind.Safe);

    internal VersionCommand(CommandExecutor executor)
        : base(executor)
    {
    }

    internal override Operation Operation => Version;

    /// <summary>Asks the engine. Source: <c>GET /version</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<VersionInfo> ExecuteAsync(CancellationToken cancellationToken = default) =>
        Executor.ExecuteAsync(this, 0, static (transport, _, token) => AskAsync(transport, token), cancellationToken);

    private protected override void Write(CommandLine line) => line.Add("version");

    private static async Task<VersionInfo> AskAsync(IDockerTransport transport, CancellationToken cancellationToken)
    {
        EngineVersion server = await transport.System.GetVersionAsync(cancellationToken).ConfigureAwait(false);
        var client = new ClientVersion
        {
            Version = ClientVersion.OfDockerKit,
            ApiVersion = await transport.System.GetApiVersionAsync(cancellationToken).ConfigureAwait(false),
            Transport = transport.Name,
            Endpoint = transport.Endpoint,
            Runtime = RuntimeInformation.FrameworkDescription,
            OperatingSystem = RuntimeInformation.OSDescription,
            Architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        };
        return new VersionInfo(client, server);
    }
}
