using System.Text.Json;

namespace DockerKit.Tests;

public sealed class HumanDurationTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("durations.json", "humanDuration");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_duration_prints_as_in_docker_ps(string json)
    {
        JsonElement row = Vectors.Case(json);
        var duration = new TimeSpan(row.GetProperty("nanoseconds").GetInt64() / TimeSpan.NanosecondsPerTick);
        Assert.Equal(row.Text("expected"), HumanDuration.Format(duration));
    }

    [Theory]
    [InlineData(-5, "Less than a second")]
    [InlineData(1.9, "1 second")]
    [InlineData(59.9, "59 seconds")]
    [InlineData(119, "About a minute")]
    [InlineData(3599, "59 minutes")]
    [InlineData(3600 * 47.4, "47 hours")]
    public void The_edges_fall_where_docker_puts_them(double seconds, string text) =>
        Assert.Equal(text, HumanDuration.Format(TimeSpan.FromSeconds(seconds)));
}
