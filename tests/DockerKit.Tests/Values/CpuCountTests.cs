using System.Text.Json;

namespace DockerKit.Tests;

public sealed class CpuCountTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("memory-sizes.json", "cpus");

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_amount_reads_as_docker_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        bool read = CpuCount.TryParse(row.Text("value"), out CpuCount cpus);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        Assert.Equal(row.GetProperty("nanoCpus").GetInt64(), cpus.NanoCpus);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData(".5", 500_000_000)]
    [InlineData("1.", 1_000_000_000)]
    [InlineData("+2", 2_000_000_000)]
    [InlineData("5e-1", 500_000_000)]
    [InlineData("1.50000000000000", 1_500_000_000)]
    [InlineData("3/2", 1_500_000_000)]
    public void An_amount_may_be_written_in_many_ways(string text, long nanos) => Assert.Equal(nanos, CpuCount.Parse(text).NanoCpus);

    [Theory]
    [InlineData("", "not a number")]
    [InlineData(".", "not a number")]
    [InlineData("1.-5", "not a number")]
    [InlineData(" 1", "not a number")]
    [InlineData("1/0", "not a number")]
    [InlineData("1e999999999", "not a number")]
    [InlineData("-1", "negative")]
    [InlineData("1/3", "nine decimals")]
    [InlineData("0.0000000001", "nine decimals")]
    [InlineData("1e30", "too large")]
    public void A_refusal_says_what_is_wrong(string text, string problem)
    {
        FormatException error = Assert.Throws<FormatException>(() => CpuCount.Parse(text));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("1.5", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("0.000000001")]
    [InlineData("64")]
    public void An_amount_prints_as_it_is_written(string text) => Assert.Equal(text, CpuCount.Parse(text).ToString());

    [Fact]
    public void An_amount_comes_from_a_number_too()
    {
        Assert.Equal(1_500_000_000, CpuCount.FromCpus(1.5m).NanoCpus);
        Assert.Equal(0.25m, CpuCount.FromNanoCpus(250_000_000).Cpus);
        Assert.True(CpuCount.FromCpus(1) < CpuCount.FromCpus(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => CpuCount.FromCpus(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CpuCount.FromCpus(0.0000000001m));
        Assert.Throws<ArgumentOutOfRangeException>(() => CpuCount.FromCpus(decimal.MaxValue));
    }
}
