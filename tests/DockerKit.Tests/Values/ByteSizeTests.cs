using System.Text.Json;

namespace DockerKit.Tests;

public sealed class ByteSizeTests
{
    public static IEnumerable<TheoryDataRow<string>> Sizes() => Vectors.Rows("memory-sizes.json", "RAMInBytes");

    public static IEnumerable<TheoryDataRow<string>> Formats() => Vectors.Rows("memory-sizes.json", "format");

    public static IEnumerable<TheoryDataRow<string>> Flags() => Vectors.Rows("memory-sizes.json", "flags")
        // "--memory-swap -1" is ByteSize.Unlimited (a test of its own below): -1 is no size that can be read.
        .Where(static row => Vectors.Case(row.Data).Text("value") != "-1");

    // FromHumanSize counts in thousands; no option of "docker run" is read with it. Its grammar is RAMInBytes', so validity is checked.
    public static IEnumerable<TheoryDataRow<string>> DecimalSizes() => Vectors.Rows("memory-sizes.json", "FromHumanSize");

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_size_reads_as_docker_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        bool read = ByteSize.TryParse(row.Text("input"), out ByteSize size);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        Assert.Equal(read ? row.GetProperty("bytes").GetInt64() : 0, size.Bytes);
    }

    [Theory]
    [MemberData(nameof(DecimalSizes))]
    public void The_same_texts_are_sizes_as_in_the_decimal_reader(string json)
    {
        JsonElement row = Vectors.Case(json);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), ByteSize.TryParse(row.Text("input"), out _));
    }

    [Theory]
    [MemberData(nameof(Flags))]
    public void The_options_of_docker_run_read_as_sizes(string json)
    {
        JsonElement row = Vectors.Case(json);
        bool read = ByteSize.TryParse(row.Text("value"), out ByteSize size);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        Assert.Equal(read ? row.GetProperty("bytes").GetInt64() : 0, size.Bytes);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_size_prints_as_docker_prints_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        double value = row.GetProperty("value").GetDouble();
        Assert.Equal(row.Text("expected"), row.Text("function") == "BytesSize" ? HumanSize.Binary(value) : HumanSize.Decimal(value));
    }

    [Theory]
    [InlineData(0, "0B")]
    [InlineData(1, "1B")]
    [InlineData(999, "999B")]
    [InlineData(1_000, "1kB")]
    [InlineData(1_239_820, "1.24MB")]
    [InlineData(1_125_000, "1.12MB")]
    [InlineData(1_375_000, "1.38MB")]
    [InlineData(187_654_321, "188MB")]
    [InlineData(999_900, "1e+03kB")]
    [InlineData(-1, "-1B")]
    public void Docker_images_shows_three_digits_and_steps_of_1000(long bytes, string text) =>
        Assert.Equal(text, ByteSize.FromBytes(bytes).ToHumanString());

    [Theory]
    [InlineData(1_073_741_824, "1GiB")]
    [InlineData(1_610_612_736, "1.5GiB")]
    [InlineData(123_456_789, "117.7MiB")]
    public void Docker_stats_shows_four_digits_and_steps_of_1024(long bytes, string text) =>
        Assert.Equal(text, ByteSize.FromBytes(bytes).ToBinaryString());

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1b")]
    [InlineData(1000, "1000b")]
    [InlineData(1024, "1k")]
    [InlineData(536_870_912, "512m")]
    [InlineData(1_073_741_824, "1g")]
    [InlineData(1_610_612_736, "1536m")]
    [InlineData(1L << 60, "1024p")]
    [InlineData(long.MaxValue, "9223372036854775807b")]
    [InlineData((1L << 53) + 1, "9007199254740993b")]
    public void A_size_prints_exactly_and_reads_back(long bytes, string text)
    {
        ByteSize size = ByteSize.FromBytes(bytes);
        Assert.Equal(text, size.ToString());
        Assert.Equal(size, ByteSize.Parse(text));
    }

    [Theory]
    [InlineData("0x1p4", 16)]
    [InlineData("0x1.8p1k", 3072)]
    [InlineData("1_0", null)]
    [InlineData("infinity1", null)]
    [InlineData("1e400", null)]
    [InlineData("8192p", null)]
    [InlineData("9223372036854775808", null)]
    [InlineData("1\0", null)]
    [InlineData("٣", null)]
    public void Unusual_numbers_are_read_as_go_reads_them_or_refused(string text, int? bytes)
    {
        Assert.Equal(bytes is not null, ByteSize.TryParse(text, out ByteSize size));
        Assert.Equal(bytes ?? 0, size.Bytes);
    }

    [Fact]
    public void No_limit_is_minus_one()
    {
        Assert.Equal(-1, ByteSize.Unlimited.Bytes);
        Assert.Equal("-1", ByteSize.Unlimited.ToString());
        Assert.False(ByteSize.TryParse("-1", out _));
    }

    [Fact]
    public void Sizes_compare_by_their_bytes()
    {
        Assert.True(ByteSize.Parse("1k") < ByteSize.Parse("1m"));
        Assert.True(ByteSize.Parse("1024k") >= ByteSize.Parse("1m"));
        Assert.True(ByteSize.Parse("1024k") <= ByteSize.FromMebibytes(1));
        Assert.True(ByteSize.FromGibibytes(1) > ByteSize.FromKibibytes(1));
        Assert.Equal(ByteSize.Parse("1024k"), ByteSize.Parse("1MiB"));
        Assert.Throws<OverflowException>(() => ByteSize.FromGibibytes(1L << 40));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("lots", "no number")]
    [InlineData("1 000m", "'1 000'")]
    [InlineData("12q", "'q'")]
    [InlineData("-5m", "negative")]
    public void A_refusal_says_what_is_wrong(string text, string problem)
    {
        FormatException error = Assert.Throws<FormatException>(() => ByteSize.Parse(text));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("512m", error.Message, StringComparison.Ordinal);
    }
}
