using System.Text.RegularExpressions;

namespace DockerKit.Tests;

/// <summary>Links between the pages lead somewhere.</summary>
public sealed partial class LinkTests
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Pages() =>
        [.. Directory.EnumerateFiles(Root, "*.md", SearchOption.AllDirectories)
            .Select(static file => Path.GetRelativePath(Root, file))
            .Where(static file => !file.Split('/').Any(static part => part is "bin" or "obj" or "artifacts" or "node_modules") && (file[0] != '.'))
            .Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pages))]
    public void Every_link_to_a_page_or_a_heading_leads_there(string page)
    {
        string text = WithoutCode(File.ReadAllText(Path.Combine(Root, page)));
        List<string> dead = [];
        foreach (Match link in Link().Matches(text))
        {
            string target = link.Groups["target"].Value;
            if (target.Contains("://", StringComparison.Ordinal))
            {
                continue; // tests do not go out
            }

            string[] parts = target.Split('#', 2);
            string file = parts[0].Length == 0 ? Path.Combine(Root, page) : Path.GetFullPath(Path.Combine(Root, Path.GetDirectoryName(page)!, parts[0]));
            if (!Path.Exists(file) || (parts.Length == 2 && !Anchors(file).Contains(parts[1])))
            {
                dead.Add(target);
            }
        }

        Assert.Empty(dead);
    }

    [Fact]
    public void Every_page_of_the_documentation_can_be_reached_from_the_readme()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>(["README.md"]);
        while (next.TryDequeue(out string? page))
        {
            if (!reached.Add(page))
            {
                continue;
            }

            foreach (Match link in Link().Matches(WithoutCode(File.ReadAllText(Path.Combine(Root, page)))))
            {
                string target = link.Groups["target"].Value.Split('#')[0];
                if (target.EndsWith(".md", StringComparison.Ordinal) && !target.Contains("://", StringComparison.Ordinal))
                {
                    next.Enqueue(Path.GetRelativePath(Root, Path.GetFullPath(Path.Combine(Root, Path.GetDirectoryName(page)!, target))));
                }
            }
        }

        Assert.Empty(Pages().Select(static row => row.Data).Where(static page => page.StartsWith("docs/", StringComparison.Ordinal)).Except(reached));
    }

    /// <summary>The anchors of a page's headings, as GitHub makes them.</summary>
    private static HashSet<string> Anchors(string file)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match heading in Heading().Matches(WithoutFences(File.ReadAllText(file))))
        {
            string words = heading.Groups["words"].Value.Trim().ToLowerInvariant();
            anchors.Add(string.Concat(words.Where(static c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-'));
        }

        return anchors;
    }

    private static string WithoutFences(string text) => Fence().Replace(text, "");

    private static string WithoutCode(string text) => InlineCode().Replace(WithoutFences(text), "code");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "DockerKit.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("DockerKit.sln is in no folder above these tests.");
    }

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6}\s+(?<words>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?<fence>`{3,})[^\n]*\n.*?^\k<fence>\s*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<ticks>`+).+?\k<ticks>")]
    private static partial Regex InlineCode();
}
