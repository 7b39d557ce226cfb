using System.IO.Compression;

namespace DockerKit.PackageTests;

/// <summary>The packages, freshly packed from a clone with a remote, in a version that no cache can hold.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private string? _globalPackages;

    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    /// <summary>A folder for all that the tests make.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("dockerkit-packages-").FullName;

    /// <summary>Where the packages are.</summary>
    public string Feed => Path.Combine(Folder, "feed");

    public async ValueTask InitializeAsync()
    {
        string sources = Path.Combine(Folder, "sources");
        SourceCopy.Make(sources, SourceCopy.Remote);
        await SourceCopy.PackAsync(sources, Feed, Version);

        // In addition to the sources that this machine is set up with: its mirror, or the public feed.
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "nuget.config"),
            $"""
            <configuration>
              <packageSources>
                <add key="dockerkit-packages" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
        string locals = await DotNet.Run(Folder, "nuget", "locals", "global-packages", "--list");
        _globalPackages = locals.Split("global-packages:", 2)[1].Trim();
    }

    /// <summary>Opens one of the packed files: <c>nupkg</c> or <c>snupkg</c>.</summary>
    public ZipArchive Open(string id, string extension) => ZipFile.OpenRead(Path.Combine(Feed, $"{id}.{Version}.{extension}"));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        foreach (string id in _globalPackages is null ? [] : SourceCopy.Ids)
        {
            var package = new DirectoryInfo(Path.Combine(_globalPackages!, id.ToLowerInvariant()));
            var version = new DirectoryInfo(Path.Combine(package.FullName, Version));
            if (version.Exists)
            {
                version.Delete(recursive: true);
            }

            if (package.Exists && !package.EnumerateFileSystemInfos().Any())
            {
                package.Delete();
            }
        }

        return ValueTask.CompletedTask;
    }
}
