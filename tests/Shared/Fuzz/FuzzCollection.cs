namespace DockerKit.Tests;

/// <summary>Runs with nothing beside it: it counts the memory of the process, and takes the processor from what waits for a moment.</summary>
[CollectionDefinition(nameof(FuzzRun), DisableParallelization = true)]
public sealed class FuzzCollection;
