using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Writes the C# of Markdown files to one file that the compiler takes. The build runs it (see Docs.csproj).
/// Each snippet becomes an asynchronous method that knows <c>docker</c>, a client, and <c>ct</c>, a token; it may declare its own.
/// Namespaces that a snippet imports at its beginning and types that it declares at its end work as in a program of one file.
/// </summary>
public sealed class SnippetExtractor : Task
{
    private static readonly Regex FenceStart = new Regex(@"^(?<indent>\s*)(?<fence>`{3,}|~{3,})\s*(?:csharp|cs|c#)\b", RegexOptions.IgnoreCase);
    private static readonly Regex Import = new Regex(@"^using\s+(?:static\s+)?[A-Z][\w.]*(?:\s*=\s*[^;]+)?;\s*(?://.*)?$");
    private static readonly Regex TypeDeclaration = new Regex(@"^(?:\[.*\]\s*)?(?:(?:public|internal|file|sealed|abstract|static|partial|readonly|unsafe)\s+)*(?:class|record|struct|interface|enum)\s+\w");
    private static readonly Regex TableRow = new Regex(@"^\s*\|.*\|\s*$");
    private static readonly Regex InlineCode = new Regex(@"(?<ticks>`+)(?<code>.+?)\k<ticks>(?!`)");
    private static readonly Regex Call = new Regex(@"^(?:await\s+)?(?:(?:foreach\s*\(.*)?docker|DockerKitClient)\.[A-Z]");
    private static readonly Regex Receiver = new Regex(@"^\s*<!--\s*csharp:\s*(?<call>docker\..+?)\s*-->\s*$");
    private static readonly Regex Heading = new Regex(@"^#{1,6}\s");
    private static readonly Regex Option = new Regex(@"^\.[A-Z]");

    private readonly StringBuilder _output = new StringBuilder();
    private int _count;
    private string _receiver;

    [Required]
    public string[] Files { get; set; }

    [Required]
    public string Output { get; set; }

    public override bool Execute()
    {
        foreach (string file in Files)
        {
            Extract(file, File.ReadAllLines(file));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Output));
        File.WriteAllText(Output, _output.ToString());
        Log.LogMessage(MessageImportance.High, "{0} snippets of {1} Markdown files are compiled.", _count, Files.Length);
        return !Log.HasLoggedErrors;
    }

    private void Extract(string file, string[] lines)
    {
        _receiver = null;
        for (int i = 0; i < lines.Length; i++)
        {
            Match receiver = Receiver.Match(lines[i]);
            if (receiver.Success || Heading.IsMatch(lines[i]))
            {
                _receiver = receiver.Success ? receiver.Groups["call"].Value : null;
                continue;
            }

            Match start = FenceStart.Match(lines[i]);
            if (start.Success)
            {
                int first = i + 1;
                i = FenceEnd(lines, first, start.Groups["fence"].Value);
                if (i == lines.Length)
                {
                    Log.LogError(null, null, null, file, first, 0, 0, 0, "This block of C# has no end.");
                    return;
                }

                WriteBlock(file, first, Unindented(lines, first, i, start.Groups["indent"].Length));
            }
            else if (lines[i].TrimStart().StartsWith("```"))
            {
                i = FenceEnd(lines, i + 1, "```");
            }
            else if (TableRow.IsMatch(lines[i]))
            {
                WriteCalls(file, i, lines[i]);
            }
        }
    }

    private static int FenceEnd(string[] lines, int i, string fence)
    {
        while (i < lines.Length && !lines[i].Trim().StartsWith(fence))
        {
            i++;
        }

        return i;
    }

    private static List<string> Unindented(string[] lines, int first, int end, int indent)
    {
        var block = new List<string>();
        for (int i = first; i < end; i++)
        {
            block.Add(lines[i].Length >= indent && lines[i].Substring(0, indent).Trim().Length == 0 ? lines[i].Substring(indent) : lines[i]);
        }

        return block;
    }

    private void WriteBlock(string file, int first, List<string> block)
    {
        int statements = 0;
        while (statements < block.Count && (block[statements].Trim().Length == 0 || Import.IsMatch(block[statements])))
        {
            statements++;
        }

        int types = statements;
        while (types < block.Count && !TypeDeclaration.IsMatch(block[types]))
        {
            types++;
        }

        Begin();
        WriteLines(file, first, block, 0, statements);
        BeginMethod();
        WriteLines(file, first, block, statements, types);
        EndMethod();
        WriteLines(file, first, block, types, block.Count);
        End();
    }

    /// <summary>
    /// The calls in the columns of a table: <c>docker ps</c> | <c>docker.Containers.List()</c>. After a line
    /// <c>&lt;!-- csharp: docker.Containers.List() --&gt;</c>, up to the next heading, a cell may hold only what follows that: <c>-a</c> | <c>.All()</c>.
    /// </summary>
    private void WriteCalls(string file, int line, string row)
    {
        foreach (Match span in InlineCode.Matches(row))
        {
            string code = span.Groups["code"].Value.Trim().Replace("\\|", "|");
            if (_receiver != null && Option.IsMatch(code))
            {
                code = _receiver + code;
            }

            if (!Call.IsMatch(code))
            {
                continue;
            }

            string statement = code.StartsWith("await") ? code : "_ = " + code;
            Begin();
            BeginMethod();
            WriteLines(file, line, new List<string> { statement.EndsWith(";") || statement.EndsWith("}") ? statement : statement + ";" }, 0, 1);
            EndMethod();
            End();
        }
    }

    // Not “#line hidden”: analysers take a file with hidden lines for generated code and say nothing.
    private void Begin() => _output.Append("namespace Docs.Snippet").Append(++_count).Append("\n{\n");

    private void BeginMethod() =>
        _output.Append("#line default\ninternal static class Snippet\n{\n")
            .Append("private static global::DockerKit.DockerKitClient docker => null!;\n")
            .Append("private static global::System.Threading.CancellationToken ct => default;\n")
            .Append("internal static async global::System.Threading.Tasks.Task RunAsync(string[] args)\n{\n");

    private void EndMethod() => _output.Append("#line default\n}\n}\n");

    private void End() => _output.Append("#line default\n}\n");

    private void WriteLines(string file, int first, List<string> block, int from, int to)
    {
        if (from < to)
        {
            _output.Append("#line ").Append(first + from + 1).Append(" \"").Append(file).Append("\"\n");
            for (int i = from; i < to; i++)
            {
                _output.Append(block[i]).Append('\n');
            }
        }
    }
}
