namespace DockerKit.Tests;

public sealed class CsvLineTests
{
    [Theory]
    [InlineData("a", new[] { "a" })]
    [InlineData("a=1,b=2", new[] { "a=1", "b=2" })]
    [InlineData("a,", new[] { "a", "" })]
    [InlineData(",a", new[] { "", "a" })]
    [InlineData("\"a=1,2\",b", new[] { "a=1,2", "b" })]
    [InlineData("\"say \"\"hi\"\"\"", new[] { "say \"hi\"" })]
    [InlineData("\"\"", new[] { "" })]
    [InlineData("\"\",a", new[] { "", "a" })]
    [InlineData("\"two\nlines\"", new[] { "two\nlines" })]
    [InlineData(" a, b", new[] { " a", " b" })]
    public void A_line_comes_apart_and_goes_together_again(string line, string[] expected)
    {
        Assert.Null(CsvLine.Read(line, out IReadOnlyList<string> fields));
        Assert.Equal(expected, fields);
        Assert.Null(CsvLine.Read(CsvLine.Join(fields), out IReadOnlyList<string> again));
        Assert.Equal(expected, again);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a\"b", "inside the field 'a\"b'")]
    [InlineData("\"a\"b", "follows the quote")]
    [InlineData("\"a", "not closed")]
    [InlineData("a\nb", "more than one line")]
    public void Broken_quotes_are_named(string line, string problem) =>
        Assert.Contains(problem, CsvLine.Read(line, out _), StringComparison.Ordinal);
}
