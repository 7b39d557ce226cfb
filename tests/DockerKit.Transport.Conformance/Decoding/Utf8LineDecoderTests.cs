using System.Text;

namespace DockerKit.Transport.Conformance;

public sealed class Utf8LineDecoderTests
{
    [Theory]
    [InlineData("", new string[0], null)]
    [InlineData("a", new string[0], "a")]
    [InlineData("a\n", new[] { "a" }, null)]
    [InlineData("a\nb", new[] { "a" }, "b")]
    [InlineData("a\r\n\r\n\nb\r\n", new[] { "a", "", "", "b" }, null)]
    [InlineData("a\rb\n", new[] { "a\rb" }, null)]
    [InlineData("a\r\r\n", new[] { "a\r" }, null)]
    [InlineData("a\r", new string[0], "a\r")]
    [InlineData("é€😀\nñ", new[] { "é€😀" }, "ñ")]
    public void Lines_are_the_same_however_the_bytes_are_cut(string text, string[] lines, string? rest)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int size = 1; size <= bytes.Length + 1; size++)
        {
            var decoder = new Utf8LineDecoder();
            var read = new List<string>();
            foreach (byte[] piece in bytes.Chunk(size))
            {
                decoder.Append(piece, read);
            }

            Assert.Equal(lines, read);
            Assert.Equal(rest, decoder.Flush());
            Assert.Null(decoder.Flush());
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_become_replacement_characters()
    {
        var decoder = new Utf8LineDecoder();
        var lines = new List<string>();
        decoder.Append([0x61, 0xFF, 0x62, 0x0A, 0xE2, 0x82], lines);
        Assert.Equal(["a\uFFFDb"], lines);
        Assert.Equal("\uFFFD", decoder.Flush());
    }

    [Theory]
    [InlineData("abcdefghij\nk", new[] { "abcd", "efgh", "ij" }, "k")]
    [InlineData("abc€d\n", new[] { "abc", "€d" }, null)]
    [InlineData("😀😀a\n", new[] { "😀", "😀", "a" }, null)]
    public void A_line_beyond_the_limit_comes_in_several_without_a_cut_character(string text, string[] lines, string? rest)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int size = 1; size <= bytes.Length; size++)
        {
            var decoder = new Utf8LineDecoder(maxLineBytes: 4);
            var read = new List<string>();
            foreach (byte[] piece in bytes.Chunk(size))
            {
                decoder.Append(piece, read);
            }

            Assert.Equal(lines, read);
            Assert.DoesNotContain(read, static l => l.Contains('\uFFFD', StringComparison.Ordinal));
            Assert.Equal(rest, decoder.Flush());
        }
    }
}
