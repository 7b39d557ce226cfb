using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Xml.Linq;

namespace DockerKit.PackageTests;

[Collection(nameof(PackedPackages))]
public sealed class PackageTests(PackedPackages packages)
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    public static TheoryData<string> Ids => [.. SourceCopy.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_holds_both_frameworks_with_their_documentation_the_readme_the_icon_and_the_licence(string id)
    {
        using ZipArchive package = packages.Open(id, "nupkg");

        string[] files = [.. package.Entries.Select(static e => e.FullName)];
        Assert.Contains($"lib/net8.0/{id}.dll", files);
        Assert.Contains($"lib/net8.0/{id}.xml", files);
        Assert.Contains($"lib/net10.0/{id}.dll", files);
        Assert.Contains($"lib/net10.0/{id}.xml", files);
        Assert.Contains("README.md", files);
        Assert.Contains("LICENSE", files);
        byte[] icon = package.GetEntry("icon.png")!.Read();
        Assert.Equal((128, 128), (BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20))));
    }

    [Fact]
    public void Each_package_says_what_it_is_for_and_where_it_comes_from()
    {
        var descriptions = new HashSet<string>();
        foreach (string id in SourceCopy.Ids)
        {
            using ZipArchive package = packages.Open(id, "nupkg");
            using Stream nuspec = package.GetEntry($"{id}.nuspec")!.Open();
            ILookup<string, XElement> metadata = XDocument.Load(nuspec).Root!.Elements().Single().Elements().ToLookup(static e => e.Name.LocalName);
            string description = metadata["description"].Single().Value;
            Assert.True(description.Length > 30 && descriptions.Add(description), $"{id} has no description of its own: {description}");
            Assert.Equal(("MIT", "README.md", "icon.png"), (metadata["license"].Single().Value, metadata["readme"].Single().Value, metadata["icon"].Single().Value));
            XElement repository = metadata["repository"].Single();
            Assert.Equal((SourceCopy.Remote + ".git", SourceCopy.Commit), (repository.Attribute("url")!.Value, repository.Attribute("commit")!.Value));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Symbols_come_with_a_package_and_lead_to_the_sources_of_its_commit(string id)
    {
        using ZipArchive package = packages.Open(id, "snupkg");

        ZipArchiveEntry[] symbols = [.. package.Entries.Where(static e => e.Name.EndsWith(".pdb", StringComparison.Ordinal))];
        Assert.Equal([$"lib/net10.0/{id}.pdb", $"lib/net8.0/{id}.pdb"], symbols.Select(static e => e.FullName).Order());
        foreach (ZipArchiveEntry entry in symbols)
        {
            using var bytes = new MemoryStream(entry.Read());
            using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(bytes);
            MetadataReader reader = provider.GetMetadataReader();
            Assert.All(reader.Documents, d => Assert.StartsWith("/_/", reader.GetString(reader.GetDocument(d).Name), StringComparison.Ordinal));
            BlobHandle link = Assert.Single(reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation), i => reader.GetGuid(i.Kind) == SourceLink).Value;
            Assert.Equal(
                $$$"""{"documents":{"/_/*":"https://raw.githubusercontent.com/dockerkit-tests/dockerkit/{{{SourceCopy.Commit}}}/*"}}""",
                Encoding.UTF8.GetString(reader.GetBlobBytes(link)));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nothing_in_a_package_names_a_folder_of_the_machine_that_packed_it(string id)
    {
        foreach (string extension in (string[])["nupkg", "snupkg"])
        {
            using ZipArchive package = packages.Open(id, extension);
            Assert.All(package.Entries, entry => Assert.False(entry.Read().Holds(packages.Folder), entry.FullName));
        }
    }

    [Fact]
    public async Task The_same_sources_give_the_same_packages_in_whatever_folder_they_are()
    {
        string again = Path.Combine(packages.Folder, "a", "further", "clone");
        SourceCopy.Make(again, SourceCopy.Remote);
        await SourceCopy.PackAsync(again, Path.Combine(again, "feed"), packages.Version);

        foreach (string file in Directory.EnumerateFiles(packages.Feed).Select(static file => Path.GetFileName(file)))
        {
            using ZipArchive first = ZipFile.OpenRead(Path.Combine(packages.Feed, file));
            using ZipArchive second = ZipFile.OpenRead(Path.Combine(again, "feed", file));
            Assert.Equal(first.Entries.Select(static e => e.FullName), second.Entries.Select(static e => e.FullName));
            Assert.All(first.Entries, entry => Assert.True(entry.Read().AsSpan().SequenceEqual(second.GetEntry(entry.FullName)!.Read()), $"{file}: {entry.FullName}"));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://git.example.org/somebody/dockerkit")]
    public async Task Sources_without_a_remote_on_GitHub_are_packed_without_a_complaint(string? remote)
    {
        string folder = Path.Combine(packages.Folder, "clone-" + (remote is null ? "local" : remote.Length));
        SourceCopy.Make(folder, remote);

        // One package is enough to see it. Warnings are errors there, so that the pack would fail too.
        string output = await DotNet.Run(folder, "pack", "src/DockerKit.Abstractions", "--output", "feed", "-p:TargetFrameworks=net10.0", "-p:Version=0.1.0-alone");

        Assert.DoesNotContain("warning", output, StringComparison.OrdinalIgnoreCase);
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(folder, "feed", "DockerKit.Abstractions.0.1.0-alone.nupkg"));
        Assert.False(package.GetEntry("lib/net10.0/DockerKit.Abstractions.dll")!.Read().Holds(packages.Folder));
    }
}
