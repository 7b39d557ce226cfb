namespace DockerKit;

/// <summary>A part of the engine, as <c>docker version</c> lists it.</summary>
/// <param name="Name">Its name: <c>containerd</c>.</param>
/// <param name="Version">Its version: <c>1.7.27</c>.</param>
/// <param name="Details">What else it says: <c>GitCommit</c>, …</param>
public sealed record EngineComponent(string Name, string Version, IReadOnlyDictionary<string, string> Details);
