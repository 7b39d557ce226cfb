namespace DockerKit.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Words_that_a_shell_would_change_are_quoted()
    {
        string line = CommandLine.Of(static l => l.Add("run").Option("--name", "it's").Add("a b"), masked: false);
        Assert.Equal("""docker run --name 'it'\''s' 'a b'""", line);
    }

    [Fact]
    public void A_secret_keeps_its_name_and_loses_its_value_only_where_it_is_masked()
    {
        static void Write(CommandLine line) => line.SecretOption("-e", "TOKEN=p w").SecretOption("-e", "HOME");
        Assert.Equal("docker -e 'TOKEN=p w' -e HOME", CommandLine.Of(Write, masked: false));
        Assert.Equal("docker -e TOKEN=*** -e HOME", CommandLine.Of(Write, masked: true));
    }

    [Fact]
    public void Options_without_a_value_and_switches_that_are_off_are_left_out()
    {
        Assert.Equal("docker ps -a", CommandLine.Of(static l => l.Add("ps").Flag("-a", true).Flag("-q", false).Option("-n", null), masked: false));
    }
}
