using System.Text.Json.Serialization;

namespace DockerKit.Samples.AspNetDashboard;

/// <summary>What the page shows of an engine at a moment. With a problem, the rest is empty.</summary>
internal sealed record Snapshot(IReadOnlyList<ContainerRow> Containers, IReadOnlyList<ImageRow> Images, Problem? Problem);

internal sealed record ContainerRow(string Id, string ShortId, string Name, string Image, string Command, string State, string Status, string Ports)
{
    public static ContainerRow From(ContainerSummary container) => new(
        container.Id, container.ShortId, container.Name, container.Image, container.Command, container.State.ToString(), container.Status, container.PortsText);
}

/// <param name="Name">What to call it by when it is removed: its name, or its id where it has none.</param>
internal sealed record ImageRow(string Id, string ShortId, string? Repository, string? Tag, string Name, string Size, string Created)
{
    public static ImageRow From(ImageSummary image) => new(
        image.Id, image.ShortId, image.Repository, image.Tag, image.Reference?.Familiar ?? image.Id, image.Size.ToHumanString(), image.CreatedSince);
}

internal sealed record EngineRow(string Name, string? Endpoint, string? Version, Problem? Problem);

internal sealed record PullStep(double Overall, string Text, IReadOnlyList<LayerRow> Layers, string? Digest, Problem? Problem);

internal sealed record LayerRow(string Id, string Status, double Fraction);

internal sealed record LogRow(string Text, bool IsError);

internal sealed record PullWish(string? Reference);

internal sealed record RunWish(string? Image, string? Name);

internal sealed record Token(string Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Snapshot))]
[JsonSerializable(typeof(EngineRow[]))]
[JsonSerializable(typeof(PullStep))]
[JsonSerializable(typeof(LogRow))]
[JsonSerializable(typeof(PullWish))]
[JsonSerializable(typeof(RunWish))]
[JsonSerializable(typeof(ContainerRow))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Token))]
internal sealed partial class DashboardJson : JsonSerializerContext;
