namespace DockerKit.Tests;

/// <summary>The names that code outside was promised. A change here breaks users.</summary>
public sealed class ContractTests
{
    [Fact]
    public async Task The_promised_commands_exist_and_print_their_docker_lines()
    {
        await using DockerKitClient docker = DockerKitClient.Connect();
        Assert.Equal("docker version", docker.Version().ToCommandLine());
        Assert.Equal("docker info", docker.Info().ToCommandLine());
        Assert.StartsWith("docker ", docker.Ping().ToCommandLine(), StringComparison.Ordinal);
        Assert.Equal("docker images -a", docker.Images.List().All().ToCommandLine());
        Assert.Equal("docker pull php:8.3", docker.Images.Pull("php:8.3").ToCommandLine());
        Assert.Equal("docker search -f stars=3000 -f is-official=true mysql", docker.Images.Search("mysql").WithMinimumStars(3000).OfficialOnly().ToCommandLine());
        Assert.Equal("docker rmi -f a b", docker.Images.Remove("a", "b").Force().ToCommandLine());
        Assert.Equal("docker ps -a", docker.Containers.List().All().ToCommandLine());
        Assert.Equal("docker stop -t 5 web", docker.Containers.Stop("web").WithTimeout(TimeSpan.FromSeconds(5)).ToCommandLine());
        Assert.Equal("docker start web", docker.Containers.Start("web").ToCommandLine());
        Assert.Equal("docker restart web", docker.Containers.Restart("web").ToCommandLine());
        Assert.Equal("docker kill web", docker.Containers.Kill("web").ToCommandLine());
        Assert.Equal("docker rm -f web", docker.Containers.Remove("web").Force().ToCommandLine());
        Assert.Equal("docker rm -f $(docker ps -aq)", docker.Containers.RemoveAll().IncludingRunning().ToCommandLine());
        Assert.Equal(
            "docker run --name web --env TZ=UTC --publish 127.0.0.1:8080:80 nginx:1.27",
            docker.Containers.Run("nginx:1.27").WithName("web").WithPort("127.0.0.1:8080:80").WithEnvironment("TZ", "UTC").ToCommandLine());
        Assert.Equal("docker run --rm busybox id -u", docker.Containers.Run("busybox").WithCommand("id", "-u").RemoveWhenDone().ToCommandLine());
    }

    [Fact]
    public void The_promised_terminals_exist()
    {
        // Never called: that it compiles is the test.
        static async Task UseAsync(DockerKitClient docker, CancellationToken ct)
        {
            PulledImage php = await docker.Images.Pull("php:8.3-cli").ExecuteAsync(ct);
            Console.WriteLine($"{php.Reference} {php.Digest} {php.Status}");
            await foreach (PullProgress p in docker.Images.Pull("php").StreamAsync(ct))
            {
                Console.WriteLine($"{p.Layer} {p.Current}/{p.Total} {p.Overall:P0}");
            }

            IReadOnlyList<ImageSearchResult> hits = await docker.Images.Search("mysql").WithMinimumStars(3000).OfficialOnly().ExecuteAsync(ct);
            Container web = await docker.Containers.Run("nginx:1.27").WithName("web").StartAsync(ct);
            RunResult id = await docker.Containers.Run("busybox").WithCommand("id", "-u").RemoveWhenDone().ExecuteAsync(ct);
            IReadOnlyList<ContainerSummary> all = await docker.Containers.List().All().ExecuteAsync(ct);
            Console.WriteLine($"{hits.Count} {web.Id} {id.ExitCode} {all.Count}");
        }

        Assert.NotNull((Func<DockerKitClient, CancellationToken, Task>)UseAsync);
    }

    [Fact]
    public void The_promised_values_exist_and_print_as_docker_writes_them()
    {
        ImageReference php = ImageReference.Parse("php:8.3");
        Assert.Equal(("docker.io", "library/php", "8.3", null), (php.Registry, php.Repository, php.Tag, php.Digest));
        Assert.Equal(("php:8.3", "docker.io/library/php:8.3"), (php.Familiar, php.Canonical));
        Assert.True(ImageReference.TryParse("ghcr.io/a/b", out _));

        Assert.True(PortMapping.TryParse("127.0.0.1:8000-8001:80-81/udp", out PortMapping? range));
        Assert.Equal(["127.0.0.1|8000|80|udp", "127.0.0.1|8001|81|udp"], range!.Expand().Select(Print));
        Assert.Equal(["||80|tcp"], PortMapping.Parse("80").Expand().Select(Print));
        Assert.Equal(["|8000-8010|80|tcp"], PortMapping.Parse("8000-8010:80").Expand().Select(Print));

        Assert.True(ByteSize.TryParse("512m", out ByteSize size));
        Assert.Equal(512L * 1024 * 1024, size.Bytes);

        static string Print(PortMapping m) => $"{m.HostIp}|{m.HostPort}|{m.ContainerPort}|{m.Protocol}";
    }
}
