using System.Diagnostics;

namespace DockerKit.Tests;

public sealed class ShellQuoteTests
{
    [Theory]
    [InlineData("docker", "docker")]
    [InlineData("127.0.0.1:8080:80/tcp", "127.0.0.1:8080:80/tcp")]
    [InlineData("TZ=UTC", "TZ=UTC")]
    [InlineData("user@host,a+b_c%", "user@host,a+b_c%")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("$HOME", "'$HOME'")]
    [InlineData("~", "'~'")]
    [InlineData("=ls", "'=ls'")]
    [InlineData("[::1]:80:80", "'[::1]:80:80'")]
    [InlineData("é", "'é'")]
    public void Only_what_needs_quotes_gets_them(string argument, string quoted) => Assert.Equal(quoted, ShellQuote.Quote(argument));

    [Fact]
    public async Task A_shell_gives_back_every_argument_unchanged()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There is no POSIX shell.");
        }

        string[] arguments =
        [
            "plain", "", " ", "two words", "it's", "''", "\"", "\\", "$HOME", "`id`", "$(id)", "*", "~", "!!", "a\nb", "#x", "{a,b}", "a;b", "&", "|", "<>", "é😀", "-n",
        ];
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"for a in {ShellQuote.Join(arguments)}; do printf '%s|END|' \"$a\"; done");
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(string.Concat(arguments.Select(static a => a + "|END|")), output);
    }
}
