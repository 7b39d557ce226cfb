namespace DockerKit.PackageTests;

/// <summary>They are packed once for all tests.</summary>
[CollectionDefinition(nameof(PackedPackages))]
public sealed class PackedPackagesDefinition : ICollectionFixture<PackedPackages>;
