using System.IO.Compression;
using System.Reflection;

namespace DockerKit.PackageTests;

/// <summary>The packages, freshly packed into a folder outside the repository, in a version that no cache can hold.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private string? _globalPackages;

    /// <summary>The ids of all that <c>dotnet pack</c> makes.</summary>
    public static IReadOnlyList<string> Ids { get; } = ["DockerKit.Abstractions", "DockerKit.Transport.DockerDotNet", "DockerKit"];

    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    /// <summary>A folder for all that the tests make.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("dockerkit-packages-").FullName;

    /// <summary>Where the packages are.</summary>
    public string Feed => Path.Combine(Folder, "feed");

    /// <summary>Where they were built: only in these tests it is outside the repository.</summary>
    public string Artifacts => Path.Combine(Folder, "artifacts");

    private static string Repository =>
        typeof(PackedPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!;

    public async ValueTask InitializeAsync()
    {
        foreach (string id in Ids)
        {
            // With artifacts of its own, it neither disturbs nor is disturbed by a build of the same sources.
            await DotNet.Run(
                Repository,
                "pack", Path.Combine("src", id), "--output", Feed, "--artifacts-path", Artifacts, $"-p:Version={Version}");
        }

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
        foreach (string id in _globalPackages is null ? [] : Ids)
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
