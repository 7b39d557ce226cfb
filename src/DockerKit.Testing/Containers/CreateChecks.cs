using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary>What the engine refuses before it makes anything. Source: https://github.com/moby/moby, daemon/container.go and daemon/daemon_unix.go.</summary>
internal static class CreateChecks
{
    private const long LeastMemory = 6 * 1024 * 1024;

    private static readonly string[] LogDrivers =
        ["awslogs", "fluentd", "gcplogs", "gelf", "journald", "json-file", "local", "none", "splunk", "syslog"];

    public static void Run(CreateContainerRequest request)
    {
        if (request.Host is { AutoRemove: true, RestartPolicy.IsNone: false })
        {
            throw EngineErrors.BadRequest("can't create 'AutoRemove' container with restart policy");
        }

        if (request.Configuration.WorkingDirectory is { Length: > 0 } folder && !folder.StartsWith('/'))
        {
            throw EngineErrors.BadRequest($"the working directory '{folder}' is invalid, it needs to be an absolute path");
        }

        if (request.Host.Memory is > 0 and < LeastMemory)
        {
            throw EngineErrors.BadRequest("Minimum memory limit allowed is 6MB");
        }

        if (request.Host.LogDriver is { Length: > 0 } driver && !LogDrivers.Contains(driver))
        {
            throw EngineErrors.BadRequest($"error looking up logging plugin {driver}: plugin \"{driver}\" not found");
        }
    }
}
