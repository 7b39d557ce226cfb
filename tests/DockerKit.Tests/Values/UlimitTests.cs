using System.Text.Json;

namespace DockerKit.Tests;

public sealed class UlimitTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("container-options.json", "ulimit");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_limit_reads_as_docker_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        bool read = Ulimit.TryParse(row.Text("value"), out Ulimit? limit);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        if (limit is not null)
        {
            JsonElement expected = row.GetProperty("expected");
            Assert.Equal(expected.Text("Name"), limit.Name);
            Assert.Equal(expected.GetProperty("Soft").GetInt64(), limit.Soft);
            Assert.Equal(expected.GetProperty("Hard").GetInt64(), limit.Hard);
            Assert.Equal(limit, Ulimit.Parse(limit.ToString()));
        }
    }

    [Fact]
    public void Every_name_that_docker_knows_is_known()
    {
        foreach (JsonElement name in Vectors.Load("container-options.json").GetProperty("ulimitNames").EnumerateArray())
        {
            Assert.Equal($"{name.GetString()}=1:2", Ulimit.Create(name.GetString()!, 1, 2).ToString());
        }
    }

    [Theory]
    [InlineData("nofile", "no '='")]
    [InlineData("files=1", "'files' is none of the names core, cpu")]
    [InlineData("nofile=1:2:3", "more than two limits")]
    [InlineData("nofile=x", "not a whole number")]
    [InlineData("nofile=1:\u0000", "not a whole number")]
    [InlineData("nofile=9223372036854775808", "not a whole number")]
    [InlineData("nofile=2:1", "above the hard one")]
    [InlineData("nofile=-1:1", "above the hard one")]
    public void A_refusal_says_what_is_wrong(string text, string problem)
    {
        FormatException error = Assert.Throws<FormatException>(() => Ulimit.Parse(text));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("nofile=512:1024", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_comes_from_its_parts_too()
    {
        Assert.Equal("nproc=64:64", Ulimit.Create("nproc", 64).ToString());
        Assert.Equal(Ulimit.Parse("memlock=-1"), Ulimit.Create("memlock", Ulimit.Unlimited));
        Assert.Throws<FormatException>(() => Ulimit.Create("nofile", 2, 1));
    }
}
