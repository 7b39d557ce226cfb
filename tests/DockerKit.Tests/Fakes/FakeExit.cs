using DockerKit.Transport;

namespace DockerKit.Tests;

/// <summary>A wait that ends as the test says.</summary>
internal sealed class FakeExit(Task<ContainerExit> exit) : IPendingExit
{
    public static FakeExit Of(long exitCode, string? error = null) => new(Task.FromResult(new ContainerExit(exitCode, error)));

    public static FakeExit Never() => new(new TaskCompletionSource<ContainerExit>().Task);

    public Task<ContainerExit> GetExitAsync(CancellationToken cancellationToken) => exit.WaitAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
