using Version = System.Version;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>What starts, stops and removes: through Docker.DotNet, but for stop and restart, where it drops <c>t=0</c> and knows no signal.</summary>
internal static class ContainerLifecycle
{
    private const int NotModified = 304;

    private static readonly Version StopSignalSince = new(1, 42);

    public static Task<bool> StartAsync(EngineConnection connection, StartContainerRequest request, CancellationToken cancellationToken) =>
        connection.Bare.StartAsync(request, cancellationToken);

    public static async Task<bool> StopAsync(EngineConnection connection, string transport, StopContainerRequest request, CancellationToken cancellationToken)
    {
        await CheckSignalAsync(connection, transport, request.Signal, cancellationToken).ConfigureAwait(false);
        string path = ContainerPath.Of(request.Container, "stop").Add("signal", request.Signal).Add("t", Seconds(request.Timeout)).ToString();
        return await connection.SendAsync(HttpMethod.Post, path, cancellationToken).ConfigureAwait(false) != NotModified;
    }

    public static async Task RestartAsync(EngineConnection connection, string transport, RestartContainerRequest request, CancellationToken cancellationToken)
    {
        await CheckSignalAsync(connection, transport, request.Signal, cancellationToken).ConfigureAwait(false);
        string path = ContainerPath.Of(request.Container, "restart").Add("signal", request.Signal).Add("t", Seconds(request.Timeout)).ToString();
        await connection.SendAsync(HttpMethod.Post, path, cancellationToken).ConfigureAwait(false);
    }

    public static Task KillAsync(EngineConnection connection, KillContainerRequest request, CancellationToken cancellationToken) =>
        connection.Bare.KillAsync(request, cancellationToken);

    public static Task RemoveAsync(EngineConnection connection, RemoveContainerRequest request, CancellationToken cancellationToken) =>
        connection.Bare.RemoveAsync(request, cancellationToken);

    /// <summary>Whole seconds, rounded up: no container gets less time than was asked for. -1 is for ever.</summary>
    private static long? Seconds(TimeSpan? timeout) => timeout is not { } time
        ? null
        : time == Timeout.InfiniteTimeSpan ? -1 : (long)Math.Ceiling(time.TotalSeconds);

    private static async ValueTask CheckSignalAsync(EngineConnection connection, string transport, string? signal, CancellationToken cancellationToken)
    {
        if (signal is null)
        {
            return;
        }

        // An older engine would take no notice of it and send another signal.
        Version version = await connection.GetApiVersionAsync(cancellationToken).ConfigureAwait(false);
        if (version < StopSignalSince)
        {
            throw new UnsupportedOptionException("--signal", transport, StopSignalSince, version);
        }
    }
}
