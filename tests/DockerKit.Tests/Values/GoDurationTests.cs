using System.Text.Json;

namespace DockerKit.Tests;

public sealed class GoDurationTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("durations.json", "goDuration");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_duration_reads_and_prints_as_in_go(string json)
    {
        JsonElement row = Vectors.Case(json);
        if (row.Text("formatted") is { } formatted)
        {
            Assert.Equal(formatted, GoDuration.FormatNanoseconds(row.GetProperty("nanoseconds").GetInt64()));
            return;
        }

        bool read = GoDuration.TryParseNanoseconds(row.Text("input"), out long nanoseconds);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        Assert.Equal(read ? row.GetProperty("nanoseconds").GetInt64() : 0, nanoseconds);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("-1.5h", -5_400_000_000_000)]
    [InlineData(".5s", 500_000_000)]
    [InlineData("1.s", 1_000_000_000)]
    [InlineData("1µs", 1_000)]
    [InlineData("1μs", 1_000)]
    [InlineData("3h2m1s4ms5us6ns", 10_921_004_005_006)]
    [InlineData("0.3333333333333333333h", 1_200_000_000_000)]
    [InlineData("0.100000000000000000000h", 360_000_000_000)]
    [InlineData("9223372036854775807ns", long.MaxValue)]
    [InlineData("-9223372036854775808ns", long.MinValue)]
    public void Every_unit_fraction_and_sign_counts(string text, long expected)
    {
        Assert.True(GoDuration.TryParseNanoseconds(text, out long nanoseconds));
        Assert.Equal(expected, nanoseconds);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("-")]
    [InlineData("30")]
    [InlineData(".s")]
    [InlineData("1 s")]
    [InlineData("1S")]
    [InlineData("1s-1s")]
    [InlineData("9223372036854775808ns")]
    [InlineData("9223372036854775808ns9223372036854775808ns")]
    [InlineData("99999999h")]
    [InlineData("99999999999999999999s")]
    public void What_go_refuses_is_refused(string? text) => Assert.False(GoDuration.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1, "1ns")]
    [InlineData(1_100, "1.1µs")]
    [InlineData(2_050_000, "2.05ms")]
    [InlineData(500_000_000, "500ms")]
    [InlineData(1_000_000_000, "1s")]
    [InlineData(90_000_000_000, "1m30s")]
    [InlineData(3_600_000_000_000, "1h0m0s")]
    [InlineData(-5_400_500_000_000, "-1h30m0.5s")]
    [InlineData(long.MinValue, "-2562047h47m16.854775808s")]
    public void A_duration_prints_as_in_go(long nanoseconds, string text) => Assert.Equal(text, GoDuration.FormatNanoseconds(nanoseconds));

    [Fact]
    public void Durations_are_time_spans()
    {
        Assert.Equal(TimeSpan.FromSeconds(90), GoDuration.Parse("1m30s"));
        Assert.Equal("1m30s", GoDuration.Format(TimeSpan.FromSeconds(90)));
        Assert.Equal(90_000_000_000, GoDuration.ToNanoseconds(TimeSpan.FromSeconds(90)));
        Assert.Throws<ArgumentOutOfRangeException>(() => GoDuration.ToNanoseconds(TimeSpan.MaxValue));
        FormatException error = Assert.Throws<FormatException>(() => GoDuration.Parse("1d"));
        Assert.Contains("'1d'", error.Message, StringComparison.Ordinal);
    }
}
