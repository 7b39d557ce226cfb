using DockerKit.Transport;

namespace DockerKit.Tests;

public sealed class ListContainersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ContainerOperations Containers => new FakeTransport().Connect().Containers;

    [Fact]
    public void Each_option_is_the_one_of_docker_ps()
    {
        Assert.Equal("docker ps", Containers.List().ToCommandLine());
        Assert.Equal("docker ps -a -s", Containers.List().All().WithSize().ToCommandLine());
        Assert.Equal("docker ps -n 5", Containers.List().Last(5).ToCommandLine());
        Assert.Equal("docker ps -l", Containers.List().Latest().ToCommandLine());
        Assert.Equal("docker ps -a -q --no-trunc --filter name=web", Containers.List().All().WithName("web").IdsOnly().ToCommandLine());
    }

    [Fact]
    public void Each_filter_is_written_as_the_CLI_names_it()
    {
        string line = Containers.List()
            .WithStatus(ContainerState.Exited, ContainerState.Dead)
            .WithName("web").WithId("4f66").WithLabel("stage=test").WithLabel("team", "a b")
            .WithAncestor("nginx:1.27").WithHealth(ContainerHealth.None, ContainerHealth.Unhealthy).WithExitCode(0, 137)
            .Before("new").Since("old").WithNetwork("backend").WithVolume("/data")
            .Publishing("80").Exposing("8000-8010/udp").WithFilter("is-task", "true")
            .ToCommandLine();

        Assert.Equal(
            "docker ps --filter status=exited --filter status=dead --filter name=web --filter id=4f66 --filter label=stage=test --filter 'label=team=a b'"
            + " --filter ancestor=nginx:1.27 --filter health=none --filter health=unhealthy --filter exited=0 --filter exited=137"
            + " --filter before=new --filter since=old --filter network=backend --filter volume=/data"
            + " --filter publish=80/tcp --filter expose=8000-8010/udp --filter is-task=true",
            line);
    }

    [Fact]
    public void Changing_a_command_leaves_the_one_before_as_it_was()
    {
        ListContainersCommand all = Containers.List().All();
        _ = all.WithName("web").Last(3).WithSize();

        Assert.Equal("docker ps -a", all.ToCommandLine());
    }

    [Fact]
    public async Task The_transport_gets_one_request_with_everything_in_it()
    {
        var transport = new FakeTransport { OnListContainers = static (_, _) => Task.FromResult<IReadOnlyList<ContainerSummary>>([new() { Id = new string('a', 64) }]) };
        ContainerOperations containers = transport.Connect().Containers;

        Assert.Equal("aaaaaaaaaaaa", Assert.Single(await containers.List().All().Last(2).WithSize().WithName("web").ExecuteAsync(Token)).ShortId);
        Assert.Equal([new string('a', 64)], await containers.List().WithSize().IdsOnly().All().ExecuteAsync(Token));

        var first = Assert.IsType<ListContainersRequest>(transport.Requests[0]);
        Assert.True(first is { All: true, Limit: 2, Size: true });
        Assert.Equal([new Filter("name", "web")], first.Filters);
        Assert.True(transport.Requests[1] is ListContainersRequest { All: true, Size: false });
        Assert.Equal(2, transport.Requests.Count);
    }

    [Fact]
    public void A_wrong_value_is_refused_before_anything_is_sent()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Containers.List().Last(0));
        Assert.Contains("'Unknown'", Assert.Throws<ArgumentException>(() => Containers.List().WithStatus(ContainerState.Unknown)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Containers.List().WithStatus());
        Assert.Throws<ArgumentException>(() => Containers.List().WithName(" "));
        Assert.Throws<ArgumentException>(() => Containers.List().WithFilter("a=b", "c"));
        Assert.Throws<ArgumentException>(() => Containers.List().Before("-a"));
        Assert.Throws<FormatException>(() => Containers.List().Publishing("8080:80"));
        Assert.Throws<FormatException>(() => Containers.List().WithLabel("", "x"));
    }
}
