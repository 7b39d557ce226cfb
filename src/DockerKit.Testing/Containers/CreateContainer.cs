using System.Collections.Immutable;
using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary><c>POST /containers/create</c>. Source: https://github.com/moby/moby, daemon/create.go and daemon/commit.go (merge).</summary>
internal static class CreateContainer
{
    public static CreatedContainer Run(EngineState engine, CreateContainerRequest request)
    {
        lock (engine.Gate)
        {
            CreateChecks.Run(request);

            MemoryImage image = engine.Images.Find(request.Configuration.Image);
            CreateContainerRequest merged = request with { Configuration = Merge(request.Configuration, image.Definition) };
            if (merged.Configuration is { Entrypoint: null or [], Command: null or [] })
            {
                throw EngineErrors.BadRequest("no command specified");
            }

            string name = engine.Containers.NameFor(request.Name);
            var container = new MemoryContainer(HexId.Next(), name, merged, image, engine.Now);
            if (!container.Configuration.OpenStandardInput)
            {
                container.Input.Complete();
            }

            container.Mounts = MemoryMount.Of(merged, engine);
            foreach (string network in NetworkTable.NamesOf(request))
            {
                container.Addresses[network] = "";
            }

            engine.Containers.Add(container);
            return new CreatedContainer(container.Id, []);
        }
    }

    /// <summary>What the container does not say, its image does.</summary>
    private static ContainerConfiguration Merge(ContainerConfiguration own, ImageDefinition image)
    {
        ImmutableArray<string>? entrypoint = own.Entrypoint;
        ImmutableArray<string>? command = own.Command;
        if (entrypoint is null or [])
        {
            command = command is null or [] ? [.. image.Command] : command;
            entrypoint ??= [.. image.Entrypoint];
        }

        HashSet<string> names = [.. own.Environment.Select(NameOf)];
        return own with
        {
            Entrypoint = entrypoint is [""] ? [] : entrypoint,
            Command = command,
            Environment = [.. own.Environment, .. image.Environment.Where(one => !names.Contains(NameOf(one)))],
            Labels = own.Labels.Union(image.Labels),
            ExposedPorts = own.ExposedPorts.Union(image.ExposedPorts.Select(static port => port.Contains('/', StringComparison.Ordinal) ? port : $"{port}/tcp")),
            Volumes = own.Volumes.Union(image.Volumes),
            WorkingDirectory = string.IsNullOrEmpty(own.WorkingDirectory) ? image.WorkingDirectory : own.WorkingDirectory,
            User = string.IsNullOrEmpty(own.User) ? image.User : own.User,
            HealthCheck = own.HealthCheck ?? image.HealthCheck,
            StopSignal = string.IsNullOrEmpty(own.StopSignal) ? image.StopSignal?.ToString() : own.StopSignal,
        };
    }

    private static string NameOf(string variable) => variable.Split('=')[0];

    private static ImmutableSortedDictionary<string, string> Union(this ImmutableSortedDictionary<string, string> own, IReadOnlyDictionary<string, string> others) =>
        own.AddRange(others.Where(other => !own.ContainsKey(other.Key)));
}
