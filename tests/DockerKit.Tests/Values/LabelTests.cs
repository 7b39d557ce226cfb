using System.Text;
using System.Text.Json;

namespace DockerKit.Tests;

public sealed class LabelTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("container-options.json", "label");

    /// <summary>The case of a file that does not exist is for the code that opens files, not for this parser.</summary>
    public static IEnumerable<TheoryDataRow<string>> FileCases() =>
        Vectors.Rows("container-options.json", "labelFile").Where(row => Vectors.Case(row.Data).Text("path") is not "nonexistent");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_label_reads_as_docker_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        bool read = Label.TryParse(row.Text("value"), out Label? label);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        if (label is not null)
        {
            JsonProperty expected = row.GetProperty("resultingMap").EnumerateObject().Single();
            Assert.Equal(expected.Name, label.Key);
            Assert.Equal(expected.Value.GetString(), label.Value);
            Assert.Equal(row.Text("value"), label.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(FileCases))]
    public void A_label_file_reads_as_docker_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        IEnumerable<Label> overrides = row.GetProperty("overrides").EnumerateArray().Select(e => Label.Parse(e.GetString()!));
        Dictionary<string, string> labels = [];
        foreach (Label label in LabelFile.Parse(Encoding.UTF8.GetBytes(row.Text("file")!), "labels").Concat(overrides))
        {
            labels[label.Key] = label.Value;
        }

        Assert.Equal(row.GetProperty("expected").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!), labels);
    }

    [Fact]
    public void A_key_alone_is_an_empty_label_on_the_line_and_none_in_a_file()
    {
        Assert.Equal(Label.Create("team", ""), Label.Parse("team"));
        Assert.Empty(LabelFile.Parse("team\n"u8, "labels"));
    }

    [Theory]
    [InlineData("=web", "no key")]
    [InlineData("my team=web", "'my team' contains white space")]
    public void A_refusal_says_what_is_wrong(string text, string problem)
    {
        FormatException error = Assert.Throws<FormatException>(() => Label.Parse(text));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => Label.Create("a=b", "c"));
    }
}
