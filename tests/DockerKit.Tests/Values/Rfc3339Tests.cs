namespace DockerKit.Tests;

public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("2025-01-31T12:30:45Z", "2025-01-31T12:30:45.0000000+00:00")]
    [InlineData("2025-01-31T12:30:45.5Z", "2025-01-31T12:30:45.5000000+00:00")]
    [InlineData("2025-01-31T12:30:45.123456789Z", "2025-01-31T12:30:45.1234567+00:00")]
    [InlineData("2025-01-31T12:30:45.999999999+02:00", "2025-01-31T12:30:45.9999999+02:00")]
    [InlineData("2025-01-31T12:30:45-03:30", "2025-01-31T12:30:45.0000000-03:30")]
    [InlineData("2025-01-31T12:30:45+23:00", "2025-01-30T13:30:45.0000000+00:00")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000+00:00")]
    [InlineData("0001-01-01T00:00:00+01:00", "0001-01-01T00:00:00.0000000+00:00")]
    public void A_time_of_the_engine_is_read(string text, string roundTrip) =>
        Assert.Equal(roundTrip, Rfc3339.Parse(text).ToString("O", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2025-01-31")]
    [InlineData("2025-01-31T12:30:45")]
    [InlineData("2025-01-31 12:30:45Z")]
    [InlineData("2025-02-30T12:30:45Z")]
    [InlineData("2025-01-31T12:30:45.Z")]
    [InlineData("2025-01-31T12:30:45.5")]
    [InlineData("2025-01-31T12:30:45+0200")]
    [InlineData("2025-01-31T12:30:45+24:00")]
    [InlineData("2025-01-31T12:30:45Zx")]
    public void Other_texts_are_no_times(string? text) => Assert.False(Rfc3339.TryParse(text, out _));

    [Theory]
    [InlineData("2025-01-31T12:30:45Z", "2025-01-31T12:30:45Z")]
    [InlineData("2025-01-31T12:30:45.120Z", "2025-01-31T12:30:45.12Z")]
    [InlineData("2025-01-31T12:30:45+02:00", "2025-01-31T10:30:45Z")]
    public void A_time_is_written_in_utc(string text, string written) => Assert.Equal(written, Rfc3339.Format(Rfc3339.Parse(text)));

    [Fact]
    public void A_refusal_quotes_the_text() =>
        Assert.Contains("'yesterday'", Assert.Throws<FormatException>(() => Rfc3339.Parse("yesterday")).Message, StringComparison.Ordinal);
}
