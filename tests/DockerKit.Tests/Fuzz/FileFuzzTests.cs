using System.Text;

namespace DockerKit.Tests;

/// <summary>Files of environment variables and labels, with bytes that are nearly right.</summary>
[Collection(nameof(FuzzRun))]
public sealed class FileFuzzTests
{
    private const int Inputs = 8_000;

    private static readonly string[] Examples =
    [
        "A=1\nB=2\r\n", "# a comment\n\n  C = 3 \nTZ\n", "\ufeffA=b=c\n", "\u00e9=\u00fc\n", "EMPTY=\n\nHOME", "A=\"quoted\"\n#=x\n", "x.y-z/1=\ud83d\ude00\r\n",
    ];

    [Fact]
    public Task A_file_is_read_or_refused_and_each_of_its_lines_counts_once() => FuzzRun.CheckAsync(Mutator(), Inputs, Check, Convert.ToHexString);

    [Theory]
    [InlineData("A=1\n")]
    [InlineData("\n")]
    [InlineData("=")]
    [InlineData("#")]
    [InlineData("A")]
    [InlineData(" ")]
    [InlineData("\r")]
    public void A_file_of_100_KiB_takes_a_small_multiple_of_itself(string part) =>
        Check(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, 100 * 1024 / part.Length))));

    private static void Check(byte[] content)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<EnvironmentVariable>? variables = Read(() => EnvironmentFile.Parse(content, "some.env", static name => name.Length % 2 == 0 ? "value" : null));
        IReadOnlyList<Label>? labels = Read(() => LabelFile.Parse(content, "some.labels"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 65_536 + (200L * content.Length));
        int lines = content.Count(static b => b == '\n') + 1;
        Assert.InRange(variables?.Count ?? 0, 0, lines);
        Assert.InRange(labels?.Count ?? 0, 0, variables?.Count ?? 0);
        Assert.Equal(variables is null, labels is null);
        Assert.All(labels ?? [], static label => Assert.Equal(label, Label.Parse(label.ToString())));
    }

    private static T? Read<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            Assert.Contains("A right one: ", e.Message, StringComparison.Ordinal);
            return null;
        }
    }

    private static Mutator<byte> Mutator() => new(
        [.. Examples.Select(Encoding.UTF8.GetBytes)],
        [.. ((string[])["0A", "0D", "0D0A", "3D", "20", "09", "23", "00", "FF", "C080", "EDA080", "EFBBBF", "F4908080", "C2A0", "E280A8", "F09F9880"]).Select(Convert.FromHexString)],
        static random => random.Next(4) == 0 ? (byte)random.Next(256) : (byte)random.Next(' ', 127));
}
