using DockerKit.Transport;

namespace DockerKit.Tests;

public sealed class ContainerOptionTests
{
    private static ContainerOperations Containers => new FakeTransport().Connect().Containers;

    public static TheoryData<int> Options => [.. Enumerable.Range(0, ContainerOptionCatalogue.All.Count)];

    [Theory]
    [MemberData(nameof(Options))]
    public void Each_option_is_written_as_the_CLI_reads_it(int option)
    {
        ContainerOptionCatalogue.Option one = ContainerOptionCatalogue.All[option];
        string line = one.Apply(Containers.Create("busybox:1")).ToCommandLine();
        Assert.StartsWith("docker create " + one.Words.Replace("--health-cmd=/check -q", "'--health-cmd=/check -q'", StringComparison.Ordinal) + " busybox:1", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_comes_after_the_options_and_the_command_last()
    {
        RunContainerCommand run = Containers.Run("busybox:1").WithCommand("sh", "-c", "echo \"$1\" && -x", "", "it's").WithName("a b").RemoveWhenDone();
        Assert.Equal("docker run --name 'a b' --rm busybox:1 sh -c 'echo \"$1\" && -x' '' 'it'\\''s'", run.ToCommandLine());
    }

    [Fact]
    public void Arguments_of_the_entrypoint_come_before_the_words_of_the_command()
    {
        CreateContainerCommand create = Containers.Create("busybox:1").WithEntrypoint("sh", "-c").WithCommand("true");
        Assert.Equal("docker create --entrypoint sh busybox:1 -c true", create.ToCommandLine());
    }

    [Fact]
    public void The_values_of_variables_are_masked_where_a_log_could_show_them()
    {
        RunContainerCommand run = Containers.Run("busybox:1").WithEnvironment("PASSWORD", "s3cr3t");
        Assert.Equal("docker run --env PASSWORD=s3cr3t busybox:1", run.ToCommandLine());
        Assert.Equal("docker run --env PASSWORD=*** busybox:1", run.ToString());
    }

    [Fact]
    public void A_change_gives_a_copy_and_leaves_the_command_as_it_was()
    {
        RunContainerCommand plain = Containers.Run("busybox:1");
        RunContainerCommand first = plain.WithPort("80").WithEnvironment("A", "1").WithCommand("a");
        RunContainerCommand second = plain.WithPort("81");
        Assert.Equal("docker run busybox:1", plain.ToCommandLine());
        Assert.Equal("docker run --env A=1 --publish 80 busybox:1 a", first.ToCommandLine());
        Assert.Equal("docker run --publish 81 busybox:1", second.ToCommandLine());
    }

    [Fact]
    public void A_wrong_value_is_refused_where_it_is_written()
    {
        RunContainerCommand run = Containers.Run("busybox:1");
        Assert.Contains("'80:80:80:x'", Assert.Throws<FormatException>(() => run.WithPort("80:80:80:x")).Message, StringComparison.Ordinal);
        Assert.Contains("'12 monkeys'", Assert.Throws<FormatException>(() => run.WithMemory("12 monkeys")).Message, StringComparison.Ordinal);
        Assert.Contains("--pid", Assert.Throws<FormatException>(() => run.WithPid("container:")).Message, StringComparison.Ordinal);
        Assert.Contains("--uts", Assert.Throws<FormatException>(() => run.WithUts("container:")).Message, StringComparison.Ordinal);
        Assert.Contains("'none'", Assert.Throws<FormatException>(() => run.WithLogDriver("none").WithLogOption("max-size", "1m")).Message, StringComparison.Ordinal);
        Assert.Contains("'none'", Assert.Throws<ArgumentException>(() => run.WithLogOption("max-size", "1m").WithLogDriver("none")).Message, StringComparison.Ordinal);
        Assert.Contains("'web'", Assert.Throws<ArgumentException>(() => run.WithName(" ")).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => Containers.Run("Not An Image"));
        Assert.Throws<FormatException>(() => run.WithMacAddress("invalidMacAddress"));
        Assert.Throws<FormatException>(() => run.WithSecurityOption("seccomp="));
        Assert.Throws<InvalidOperationException>(() => run.WithHealthCommand("true").WithoutHealthCheck());
        Assert.Throws<InvalidOperationException>(() => run.WithoutHealthCheck().WithHealthCommand("true"));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.WithMemorySwappiness(101));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.WithStopTimeout(TimeSpan.FromSeconds(-2)));
    }

    [Theory]
    [InlineData("sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("localhost:5000/a/b:1")]
    [InlineData("0123456789ab")]
    public void An_image_can_be_named_by_its_id_too(string image) => Assert.Equal("docker run " + image, Containers.Run(image).ToCommandLine());

    [Fact]
    public async Task An_image_that_must_not_be_pulled_is_missed_by_its_name()
    {
        var transport = new FakeTransport { OnCreate = static (_, _) => throw new DockerNotFoundException("no such image") { Kind = ResourceKind.Image, StatusCode = 404 } };
        await Assert.ThrowsAsync<DockerNotFoundException>(() => transport.Connect().Containers.Create("busybox:1").WithPull(PullPolicy.Never).ExecuteAsync(TestContext.Current.CancellationToken));
        Assert.IsType<CreateContainerRequest>(Assert.Single(transport.Requests));
    }
}
