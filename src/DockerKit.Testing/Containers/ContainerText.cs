namespace DockerKit.Testing;

/// <summary>A container as lists show it, in the engine's words. Source: https://github.com/moby/moby, container/state.go (String) and container/view.go.</summary>
internal static class ContainerText
{
    public static string State(ContainerState state) => state.ToString().ToLowerInvariant();

    public static string Health(ContainerHealth health) => health.ToString().ToLowerInvariant();

    public static ContainerSummary Row(EngineState engine, MemoryContainer container, bool withSize)
    {
        // A name that means another image by now is no name of this one.
        bool isNamed = engine.Images.TryFind(container.Configuration.Image, out MemoryImage? image) && image.Id == container.ImageId;
        return new ContainerSummary
        {
            Id = container.Id,
            Name = container.Name,
            Names = [container.Name],
            Image = isNamed ? container.Configuration.Image : container.ImageId,
            ImageId = container.ImageId,
            Command = Command(container),
            Created = DateTimeOffset.FromUnixTimeSeconds(container.Created.ToUnixTimeSeconds()),
            State = container.State,
            Status = Status(container, engine.Now),
            Ports = container.Ports,
            Labels = container.Configuration.Labels,
            Networks = [.. container.Addresses.Keys],
            Mounts = [.. container.Mounts.Where(static mount => mount.Type != "tmpfs").Select(static mount => mount.Name.Length > 0 ? mount.Name : mount.Source)],
            WritableSize = withSize ? ByteSize.FromBytes(0) : null,
            TotalSize = withSize ? ByteSize.FromBytes(container.Image.Size) : null,
        };
    }

    private static string Command(MemoryContainer container) =>
        string.Join(' ', container.Arguments.Select(static word => word.Contains(' ', StringComparison.Ordinal) ? $"'{word}'" : word).Prepend(container.Path));

    private static string Status(MemoryContainer container, DateTimeOffset now)
    {
        string up = $"Up {HumanDuration.Format(now - (container.StartedAt ?? now))}";
        string ago = $"({container.ExitCode}) {HumanDuration.Format(now - (container.FinishedAt ?? now))} ago";
        return (container.State, container.HealthAt(now)) switch
        {
            (ContainerState.Paused, _) => $"{up} (Paused)",
            (ContainerState.Running, ContainerHealth.None) => up,
            (ContainerState.Running, ContainerHealth.Starting) => $"{up} (health: starting)",
            (ContainerState.Running, var health) => $"{up} ({Health(health)})",
            (ContainerState.Restarting, _) => $"Restarting {ago}",
            (ContainerState.Removing, _) => "Removal In Progress",
            (ContainerState.Dead, _) => "Dead",
            (ContainerState.Exited, _) => $"Exited {ago}",
            _ => "Created",
        };
    }
}
