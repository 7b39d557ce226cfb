namespace DockerKit.Testing;

/// <summary>An image that the engine or a registry has.</summary>
internal sealed class MemoryImage
{
    private static long s_numbers;

    private readonly long _number = Interlocked.Increment(ref s_numbers);

    public MemoryImage(ImageReference name, ImageDefinition definition, DateTimeOffset now, MemoryImage? parent)
    {
        Definition = definition;
        Created = definition.Created ?? now;
        Parent = parent;
        Layers = [.. definition.Layers.Select((layer, index) => new Layer(HexId.Digest($"layer {layer.Content ?? $"{name.Canonical} {index}"} {layer.Size.Bytes}"), layer.Size.Bytes))];
        Layers = parent is null ? Layers : [.. parent.Layers, .. Layers];
        Id = HexId.Digest($"image {name.Canonical} {string.Join(' ', Layers.Select(static layer => layer.Digest))} {Text(definition)}");
        ManifestDigest = HexId.Digest($"manifest {Id}");
    }

    public string Id { get; }

    /// <summary>The digest that a registry knows it by.</summary>
    public string ManifestDigest { get; }

    public ImageDefinition Definition { get; }

    public DateTimeOffset Created { get; }

    /// <summary>Tells which of two is older that were made at the same moment of a clock that stands still.</summary>
    public (DateTimeOffset Created, long Number) Age => (Created, _number);

    public MemoryImage? Parent { get; }

    public IReadOnlyList<Layer> Layers { get; }

    public long Size => Layers.Sum(static layer => layer.Size);

    /// <summary>A definition given twice is one image; one that differs is another.</summary>
    private static string Text(ImageDefinition definition) => string.Join(
        '\n',
        string.Join(' ', definition.Command),
        string.Join(' ', definition.Entrypoint),
        string.Join(' ', definition.Environment),
        string.Join(' ', definition.Labels.OrderBy(static pair => pair.Key, StringComparer.Ordinal)),
        string.Join(' ', definition.ExposedPorts),
        string.Join(' ', definition.Volumes),
        definition.WorkingDirectory,
        definition.User,
        definition.StopSignal,
        definition.HealthCheck,
        definition.Created?.UtcTicks,
        definition.Platform);

    internal readonly record struct Layer(string Digest, long Size);
}
