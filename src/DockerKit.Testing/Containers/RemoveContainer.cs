using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary><c>DELETE /containers/{id}</c>. Source: https://github.com/moby/moby, daemon/delete.go.</summary>
internal static class RemoveContainer
{
    public static async Task<bool> RunAsync(EngineState engine, RemoveContainerRequest request, CancellationToken cancellationToken)
    {
        if (request.Link)
        {
            throw new UnsupportedOptionException("--link", MemoryTransport.TransportName);
        }

        ContainerProcess process;
        lock (engine.Gate)
        {
            MemoryContainer container = engine.Containers.Find(request.Container);
            if (container.IsAlive && !request.Force)
            {
                string what = container.State switch
                {
                    ContainerState.Paused => "container is paused and must be unpaused first",
                    ContainerState.Restarting => "container is restarting: stop the container before removing or force remove",
                    _ => "container is running: stop the container before removing or force remove",
                };
                throw EngineErrors.Conflict($"cannot remove container \"{request.Container}\": {what}");
            }

            container.IsStoppedByHand = true;
            if (container.Process is null)
            {
                engine.Lifecycle.Remove(container, request.Volumes);
                return true;
            }

            process = container.Process;
        }

        process.Deliver(Signal.Kill);
        await process.Exited.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (engine.Gate)
        {
            // With --rm, or by somebody else, it may be gone already.
            if (engine.Containers.All.Contains(process.Container))
            {
                engine.Lifecycle.Remove(process.Container, request.Volumes);
            }
        }

        return true;
    }
}
