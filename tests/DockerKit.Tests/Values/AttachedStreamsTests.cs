using System.Text.Json;

namespace DockerKit.Tests;

public sealed class AttachedStreamsTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("container-options.json", "attach");

    public static IEnumerable<TheoryDataRow<string>> Values() => Vectors.Rows("container-options.json", "attachValue");

    /// <summary>The cases with an unknown flag, <c>-z</c>, are about the CLI's own reading of its line: here there is no line to read.</summary>
    public static IEnumerable<TheoryDataRow<string>> InvalidCases() => Vectors.Rows("container-options.json", "invalidArgs")
        .Where(row => !Vectors.Case(row.Data).Text("error")!.StartsWith("unknown shorthand flag", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_named_or_open_is_attached_to(string json)
    {
        JsonElement row = Vectors.Case(json);
        string args = row.Text("args")!;
        AttachedStreams named = AttachedStreams.None;
        foreach (string word in args.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word[0] != '-'))
        {
            named |= AttachedStreamsText.Parse(word);
        }

        AttachedStreams attached = named.Effective(interactive: args.Contains("-i", StringComparison.Ordinal));
        Assert.Equal(row.GetProperty("AttachStdin").GetBoolean(), attached.HasFlag(AttachedStreams.Stdin));
        Assert.Equal(row.GetProperty("AttachStdout").GetBoolean(), attached.HasFlag(AttachedStreams.Stdout));
        Assert.Equal(row.GetProperty("AttachStderr").GetBoolean(), attached.HasFlag(AttachedStreams.Stderr));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_stream_is_named_in_any_case(string json)
    {
        JsonElement row = Vectors.Case(json);
        if (row.GetProperty("valid").GetBoolean())
        {
            Assert.Equal([row.Text("expected")], AttachedStreamsText.Parse(row.Text("value")!).ToWords());
            return;
        }

        FormatException error = Assert.Throws<FormatException>(() => AttachedStreamsText.Parse(row.Text("value")!));
        Assert.Contains("stdin, stdout and stderr", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(InvalidCases))]
    public void Another_word_is_refused(string json) =>
        Assert.Throws<FormatException>(() => AttachedStreamsText.Parse(Vectors.Case(json).GetProperty("args")[1].GetString()!));

    [Fact]
    public void The_words_are_those_of_the_command_line() =>
        Assert.Equal(["stdin", "stdout", "stderr"], (AttachedStreams.Stdin | AttachedStreams.Stdout | AttachedStreams.Stderr).ToWords());
}
