namespace DockerKit.Tests;

public sealed class TmpfsMountTests
{
    [Theory]
    [InlineData("/run", "/run", "")]
    [InlineData("/run:size=64m,mode=1777", "/run", "size=64m,mode=1777")]
    [InlineData("/run:a:b", "/run", "a:b")]
    public void A_tmpfs_mount_is_a_path_and_its_options(string text, string target, string options)
    {
        TmpfsMount mount = TmpfsMount.Parse(text);
        Assert.Equal((target, options), (mount.Target, mount.Options));
        Assert.Equal(text, mount.ToString());
        Assert.Equal(mount, new TmpfsMount(target, options));
    }

    [Fact]
    public void Options_are_added_one_by_one() =>
        Assert.Equal("/run:size=67108864,exec", new TmpfsMount("/run").WithSize(ByteSize.FromMebibytes(64)).WithOption("exec").ToString());

    [Theory]
    [InlineData("")]
    [InlineData(":size=64m")]
    public void A_missing_path_is_refused_with_a_right_one(string text)
    {
        FormatException error = Assert.Throws<FormatException>(() => TmpfsMount.Parse(text));
        Assert.Contains("the path is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("/run:size=64m", error.Message, StringComparison.Ordinal);
        Assert.False(TmpfsMount.TryParse(text, out _));
    }

    [Fact]
    public void A_missing_text_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentNullException>(() => TmpfsMount.Parse(null!));
        Assert.Throws<FormatException>(() => new TmpfsMount("/a:b"));
        Assert.False(TmpfsMount.TryParse(null, out _));
    }
}
