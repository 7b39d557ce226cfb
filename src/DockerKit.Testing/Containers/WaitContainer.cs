using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary><c>POST /containers/{id}/wait</c>.</summary>
internal static class WaitContainer
{
    public static IPendingExit Run(EngineState engine, WaitContainerRequest request)
    {
        lock (engine.Gate)
        {
            MemoryContainer container = engine.Containers.Find(request.Container);
            var exit = new TaskCompletionSource<ContainerExit>(TaskCreationOptions.RunContinuationsAsynchronously);
            switch (request.Condition)
            {
                case WaitCondition.Removed:
                    container.RemovalWaits.Add(exit);
                    break;
                case WaitCondition.NotRunning when !container.IsAlive:
                    exit.SetResult(new ContainerExit(container.ExitCode));
                    break;
                default:
                    container.ExitWaits.Add(exit);
                    break;
            }

            return new PendingExit(exit.Task);
        }
    }

    private sealed class PendingExit(Task<ContainerExit> exit) : IPendingExit
    {
        public Task<ContainerExit> GetExitAsync(CancellationToken cancellationToken) => exit.WaitAsync(cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
