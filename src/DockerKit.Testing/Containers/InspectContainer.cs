using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary><c>GET /containers/{id}/json</c>.</summary>
internal static class InspectContainer
{
    public static ContainerDetails Run(EngineState engine, InspectContainerRequest request)
    {
        lock (engine.Gate)
        {
            MemoryContainer container = engine.Containers.Find(request.Container);
            ContainerHealth health = container.HealthAt(engine.Now);
            return new ContainerDetails
            {
                Id = container.Id,
                Name = container.Name,
                Created = container.Created,
                Path = container.Path,
                Arguments = container.Arguments,
                ImageId = container.ImageId,
                Image = container.Configuration.Image,
                State = container.State,
                ExitCode = container.ExitCode,
                Error = container.Error,
                ProcessId = container.ProcessId,
                StartedAt = container.StartedAt,
                FinishedAt = container.FinishedAt,
                Health = health == ContainerHealth.None ? null : ContainerText.Health(health),
                RestartCount = container.RestartCount,
                HasTerminal = container.Configuration.HasTerminal,
                Environment = container.Configuration.Environment,
                Labels = container.Configuration.Labels,
                Ports = PortTable.Of(container),
                IPAddresses = container.Addresses.Where(static pair => pair.Value.Length > 0).ToDictionary(StringComparer.Ordinal),
                WritableSize = request.Size ? ByteSize.FromBytes(0) : null,
                TotalSize = request.Size ? ByteSize.FromBytes(container.Image.Size) : null,
                Json = InspectDocument.Of(engine, container),
            };
        }
    }
}
