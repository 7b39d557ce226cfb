namespace DockerKit.Tests;

public sealed class BadValueTests
{
    [Theory]
    [InlineData("it is empty")]
    [InlineData("it is empty.")]
    public void A_refusal_quotes_the_value_and_says_what_is_wrong_and_right_in_whole_sentences(string problem) =>
        Assert.Equal("'' is not a valid signal: it is empty. A right one: SIGTERM", BadValue.Error("signal", "", problem, "SIGTERM").Message);
}
