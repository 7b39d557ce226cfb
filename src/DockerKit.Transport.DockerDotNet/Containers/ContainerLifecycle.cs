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
        string path = ContainerPath.Of(request.Container, "stop").Add("signal", request.Signal).Add("t", Seconds(request.Timeout)).ToString();
        return await SendAsync(connection, transport, path, request.Signal, cancellationToken).ConfigureAwait(false) != NotModified;
    }

    public static Task RestartAsync(EngineConnection connection, string transport, RestartContainerRequest request, CancellationToken cancellationToken)
    {
        string path = ContainerPath.Of(request.Container, "restart").Add("signal", request.Signal).Add("t", Seconds(request.Timeout)).ToString();
        return SendAsync(connection, transport, path, request.Signal, cancellationToken);
    }

    public static Task KillAsync(EngineConnection connection, KillContainerRequest request, CancellationToken cancellationToken) =>
        connection.Bare.KillAsync(request, cancellationToken);

    public static Task RemoveAsync(EngineConnection connection, RemoveContainerRequest request, CancellationToken cancellationToken) =>
        connection.Bare.RemoveAsync(request, cancellationToken);

    /// <summary>Whole seconds, rounded up: no container gets less time than was asked for. -1 is for ever.</summary>
    private static long? Seconds(TimeSpan? timeout) => timeout is not { } time
        ? null
        : time == Timeout.InfiniteTimeSpan ? -1 : (long)Math.Ceiling(time.TotalSeconds);

    private static Task<int> SendAsync(EngineConnection connection, string transport, string path, string? signal, CancellationToken cancellationToken) => signal is null
        ? connection.SendAsync(HttpMethod.Post, path, cancellationToken)
        : connection.SpeakAsync(
            version => version >= StopSignalSince
                ? connection.SendAsync(HttpMethod.Post, EnginePath.WithVersion(path, version), cancellationToken)
                : throw new UnsupportedOptionException("--signal", transport, StopSignalSince, version), // an older engine would take no notice of it and send another signal
            cancellationToken);
}
