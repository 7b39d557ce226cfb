namespace DockerKit.Transport;

/// <summary>A container that was created.</summary>
/// <param name="Id">Its full id.</param>
/// <param name="Warnings">What the engine remarked on.</param>
public sealed record CreatedContainer(string Id, IReadOnlyList<string> Warnings);
