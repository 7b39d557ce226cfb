using System.Reflection;
using System.Xml.Linq;

namespace DockerKit.PackageTests;

/// <summary>A copy of all that the packages are made of, as a clone of it would be: so neither disturbs a build of the repository, nor is disturbed by one.</summary>
internal static class SourceCopy
{
    /// <summary>What a clone's commit is called, and where it comes from.</summary>
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    public const string Remote = "https://github.com/dockerkit-tests/dockerkit";

    private const string Solution = "all.slnx";

    /// <summary>The ids of all that <c>dotnet pack</c> makes: the projects in src.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Repository, "src"), "*.csproj", SearchOption.AllDirectories).Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    private static string Repository =>
        typeof(SourceCopy).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!;

    /// <summary>Makes the copy.</summary>
    /// <param name="folder">Where; it must not exist.</param>
    /// <param name="remote">Where the clone comes from; null for none, and "" for a folder that is no clone at all.</param>
    public static void Make(string folder, string? remote)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(Repository).Where(static file => Path.GetFileName(file) != ".git"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        CopyFolder(Path.Combine(Repository, "src"), Path.Combine(folder, "src"));
        if (remote != "")
        {
            WriteGitFolder(Path.Combine(folder, ".git"), remote);
        }

        new XElement("Solution", Ids.Select(static id => new XElement("Project", new XAttribute("Path", $"src/{id}/{id}.csproj")))).Save(Path.Combine(folder, Solution));
    }

    /// <summary>Packs all of a copy.</summary>
    public static Task<string> PackAsync(string folder, string feed, string version) =>
        DotNet.Run(folder, "pack", Solution, "--output", feed, $"-p:Version={version}");

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (string folder in Directory.EnumerateDirectories(from).Where(static folder => Path.GetFileName(folder) is not ("bin" or "obj")))
        {
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }

    // As much of it as SourceLink reads. The machine need not have git.
    private static void WriteGitFolder(string folder, string? remote)
    {
        Directory.CreateDirectory(Path.Combine(folder, "objects"));
        Directory.CreateDirectory(Path.Combine(folder, "refs", "heads"));
        File.WriteAllText(Path.Combine(folder, "HEAD"), "ref: refs/heads/main\n");
        File.WriteAllText(Path.Combine(folder, "refs", "heads", "main"), Commit + "\n");
        string origin = remote is null ? "" : $"[remote \"origin\"]\n\turl = {remote}.git\n";
        File.WriteAllText(Path.Combine(folder, "config"), "[core]\n\trepositoryformatversion = 0\n" + origin);
    }
}
