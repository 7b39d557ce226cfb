using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;

namespace DockerKit.PackageTests;

public sealed class PackageTests(PackedPackages packages) : IClassFixture<PackedPackages>
{
    public static TheoryData<string> Ids => [.. PackedPackages.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_holds_both_frameworks_with_their_documentation_the_readme_and_the_licence(string id)
    {
        using ZipArchive package = packages.Open(id, "nupkg");

        string[] files = [.. package.Entries.Select(static e => e.FullName)];
        Assert.Contains($"lib/net8.0/{id}.dll", files);
        Assert.Contains($"lib/net8.0/{id}.xml", files);
        Assert.Contains($"lib/net10.0/{id}.dll", files);
        Assert.Contains($"lib/net10.0/{id}.xml", files);
        Assert.Contains("README.md", files);
        Assert.Contains("LICENSE", files);
        using Stream nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        XElement metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        Assert.Equal("MIT", Element("license"));
        Assert.Equal("README.md", Element("readme"));
        Assert.NotEqual("", Element("description"));

        string Element(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Symbols_come_with_a_package_and_name_no_folder_of_the_machine_that_built_it(string id)
    {
        using ZipArchive package = packages.Open(id, "snupkg");

        ZipArchiveEntry[] symbols = [.. package.Entries.Where(static e => e.Name.EndsWith(".pdb", StringComparison.Ordinal))];
        Assert.Equal([$"lib/net10.0/{id}.pdb", $"lib/net8.0/{id}.pdb"], symbols.Select(static e => e.FullName).Order());
        foreach (ZipArchiveEntry entry in symbols)
        {
            using var bytes = new MemoryStream();
            using (Stream content = entry.Open())
            {
                content.CopyTo(bytes);
            }

            bytes.Position = 0;
            using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(bytes);
            MetadataReader reader = provider.GetMetadataReader();
            string[] sources = [.. reader.Documents.Select(d => reader.GetString(reader.GetDocument(d).Name)).Where(s => !s.StartsWith(packages.Artifacts, StringComparison.Ordinal))];
            Assert.NotEmpty(sources);
            Assert.All(sources, static s => Assert.StartsWith("/_", s, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_new_project_on_net_10_installs_the_package_builds_and_runs()
    {
        string project = await NewProject("net10.0");

        // As users see it who have the recommended analysers on: a command that is never executed is a warning.
        string build = await DotNet.Run(project, "build", "-p:AnalysisMode=Recommended", "--output", "out");
        await using EngineToUse engine = EngineToUse.Find();
        string output = await DotNet.Run(project, Path.Combine("out", "consumer.dll"), engine.Endpoint);

        Assert.Contains("Program.cs(5,1): warning CA1806", build, StringComparison.Ordinal);
        AssertPrinted(output, 10, engine);
    }

    [Fact]
    public async Task A_new_project_on_net_8_installs_the_package_builds_and_runs_on_that_runtime()
    {
        string project = await NewProject("net8.0");

        // The machine need not have this runtime: it comes with the program.
        await DotNet.Run(project, "publish", "--self-contained", "--use-current-runtime", "--output", "out");
        await using EngineToUse engine = EngineToUse.Find();
        string output = await DotNet.Start(project, Path.Combine(project, "out", OperatingSystem.IsWindows() ? "consumer.exe" : "consumer"), engine.Endpoint);

        AssertPrinted(output, 8, engine);
    }

    private async Task<string> NewProject(string framework)
    {
        string project = Path.Combine(packages.Folder, framework, "consumer");
        Directory.CreateDirectory(project);
        await DotNet.Run(project, "new", "console", "--no-restore", "--debug:custom-hive", Path.Combine(packages.Folder, "templates"));

        // The template knows the SDK's own framework only.
        string file = Path.Combine(project, "consumer.csproj");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("net10.0", framework, StringComparison.Ordinal));
        await DotNet.Run(project, "add", "package", "DockerKit", "--version", packages.Version);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Consumer", "Program.cs"), Path.Combine(project, "Program.cs"), overwrite: true);
        return project;
    }

    private void AssertPrinted(string output, int runtime, EngineToUse engine)
    {
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(
            [
                $"runtime: {runtime}",
                $"client: {packages.Version} over docker-dotnet",
                lines.Single(static l => l.StartsWith("server: ", StringComparison.Ordinal)),
                "line: docker version",
                "image: docker.io/library/php:8.3",
                "ports: 2",
                "size: 536870912",
            ],
            lines);
        if (engine.ServerVersion is not null)
        {
            Assert.Contains($"server: {engine.ServerVersion}", lines);
        }
    }
}
