using System.Text.Json;
using DockerKit.Transport;

namespace DockerKit.Tests;

public sealed class ContainerRequestTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<string>> RunLinks => Vectors.Rows("container-options.json", "runLinks");

    public static IEnumerable<TheoryDataRow<string>> RunBinds => Vectors.Rows("mount-volume-specs.json", "runBinds");

    [Fact]
    public async Task Ports_are_exposed_and_bound_one_by_one()
    {
        CreateContainerRequest request = await RequestOf(static c => c.WithPort("8000-8001:80-81/udp").WithPort("127.0.0.1::80/udp").WithExposedPort("90-91"));
        Assert.Equal(["80/udp", "81/udp", "90/tcp", "91/tcp"], request.Configuration.ExposedPorts);
        Assert.Equal(["80/udp", "81/udp"], request.Host.PortBindings.Keys);
        Assert.Equal([new PortBinding("", "8000"), new PortBinding("127.0.0.1", "")], request.Host.PortBindings["80/udp"]);
        Assert.Equal([new PortBinding("", "8001")], request.Host.PortBindings["81/udp"]);
    }

    [Theory]
    [MemberData(nameof(RunBinds))]
    public async Task Volumes_with_a_source_are_binds_and_others_are_the_configurations(string json)
    {
        JsonElement row = Vectors.Case(json);
        string[] volumes = row.Text("args")!.Split("-v ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        CreateContainerRequest request = await RequestOf(c => volumes.Aggregate(c, static (command, volume) => command.WithVolume(volume)));
        Assert.Equal(Strings(row, "hostConfigBinds"), request.Host.Binds);
        Assert.Equal(Strings(row, "configVolumes"), request.Configuration.Volumes);
    }

    [Fact]
    public async Task A_relative_folder_is_the_clients()
    {
        CreateContainerRequest request = await RequestOf(static c => c.WithVolume("./src:/src:ro"));
        Assert.Equal([$"{Path.GetFullPath("./src")}:/src:ro"], request.Host.Binds);
    }

    [Theory]
    [MemberData(nameof(RunLinks))]
    public async Task Links_belong_to_the_host_and_to_a_network_of_ones_own(string json)
    {
        JsonElement row = Vectors.Case(json);
        string[] words = row.Text("args")!.Split(' ');
        CreateContainerRequest request = await RequestOf(c =>
        {
            for (int i = 0; i < words.Length; i += 2)
            {
                c = words[i] == "--link" ? c.WithLink(words[i + 1]) : c.WithNetwork(words[i + 1]);
            }

            return c;
        });
        Assert.Equal(Strings(row, "HostConfigLinks"), request.Host.Links);
        JsonElement endpoints = row.GetProperty("EndpointLinks");
        Assert.Equal(
            endpoints.ValueKind == JsonValueKind.Null ? [] : endpoints.EnumerateObject().Select(static e => e.Name),
            request.Networks.Keys);
        Assert.All(request.Networks, e => Assert.Equal(Strings(endpoints, e.Key), e.Value.Links));
    }

    [Fact]
    public async Task Single_variables_come_after_those_of_files_and_labels_win_over_files()
    {
        using var folder = new TemporaryFolder();
        string env = folder.Write("a.env", "Z1=z\nEMPTY_VAR=\n# comment\nNO_SUCH_ENV\n");
        string labels = folder.Write("labels", "a=file\nb=file\n");
        CreateContainerRequest request = await RequestOf(c => c.WithEnvironment("Z1", "override").WithEnvironmentFile(env).WithLabel("b", "own").WithLabelFile(labels));
        Assert.Equal(["Z1=z", "EMPTY_VAR=", "Z1=override"], request.Configuration.Environment);
        Assert.Equal([new("a", "file"), new("b", "own")], request.Configuration.Labels.Remove("io.dockerkit.operation"));
    }

    [Fact]
    public async Task A_later_variable_takes_the_place_of_an_earlier_one_of_the_same_name()
    {
        CreateContainerRequest request = await RequestOf(static c => c.WithEnvironment("A", "1").WithEnvironment("B=1").WithEnvironment("A=2").WithEnvironment([new("B", "2"), new("C", "1"), new("B", "3")]));
        Assert.Equal(["A=2", "C=1", "B=3"], request.Configuration.Environment);
    }

    [Fact]
    public async Task A_file_that_is_missing_or_wrong_is_reported_before_anything_is_sent()
    {
        using var folder = new TemporaryFolder();
        string wrong = folder.Write("wrong.env", "A=1\nB C=2\n");
        var transport = new FakeTransport();
        CreateContainerCommand create = transport.Connect().Containers.Create("busybox:1");
        var missing = await Assert.ThrowsAsync<FileNotFoundException>(() => create.WithLabelFile("nonexistent").ExecuteAsync(Token));
        Assert.Contains("--label-file", missing.Message, StringComparison.Ordinal);
        var line = await Assert.ThrowsAsync<FormatException>(() => create.WithEnvironmentFile(wrong).ExecuteAsync(Token));
        Assert.Contains("line 2", line.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => create.RemoveWhenDone().WithRestart("always").ExecuteAsync(Token));
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task A_seccomp_profile_is_sent_as_it_is_in_the_file()
    {
        using var folder = new TemporaryFolder();
        string profile = folder.Write("profile.json", "{ \"defaultAction\": \"SCMP_ACT_ALLOW\" }\n");
        CreateContainerRequest request = await RequestOf(c => c.WithSecurityOption($"seccomp={profile}", "systempaths=unconfined", "no-new-privileges"));
        Assert.Equal(["seccomp={\"defaultAction\":\"SCMP_ACT_ALLOW\"}", "no-new-privileges"], request.Host.SecurityOptions);
        Assert.Equal([], request.Host.MaskedPaths!.Value);
        Assert.Equal([], request.Host.ReadonlyPaths!.Value);
    }

    [Fact]
    public async Task An_entrypoint_is_set_taken_away_or_left_to_the_image()
    {
        Assert.Null((await RequestOf(static c => c)).Configuration.Entrypoint);
        Assert.Equal(["anything"], (await RequestOf(static c => c.WithEntrypoint("anything"))).Configuration.Entrypoint!.Value);
        Assert.Equal([""], (await RequestOf(static c => c.WithoutEntrypoint())).Configuration.Entrypoint!.Value);
        Assert.Null((await RequestOf(static c => c)).Configuration.Command);
        Assert.Equal(["-c", "true"], (await RequestOf(static c => c.WithEntrypoint("sh", "-c").WithCommand("true"))).Configuration.Command!.Value);
    }

    [Fact]
    public async Task A_MAC_address_belongs_to_the_first_network()
    {
        CreateContainerRequest request = await RequestOf(static c => c.WithMacAddress("92:d0:c6:0a:29:33"));
        Assert.Equal("default", request.Host.NetworkMode);
        Assert.Equal("92:d0:c6:0a:29:33", request.Networks["default"].MacAddress);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Output_is_attached_to_and_input_only_when_it_is_open(bool interactive, bool attached)
    {
        ContainerConfiguration configuration = (await RequestOf(c => interactive ? c.Interactive() : c)).Configuration;
        Assert.True(configuration is { AttachStandardOutput: true, AttachStandardError: true });
        Assert.Equal((attached, attached, attached), (configuration.AttachStandardInput, configuration.OpenStandardInput, configuration.StandardInputOnce));
    }

    private static async Task<CreateContainerRequest> RequestOf(Func<CreateContainerCommand, CreateContainerCommand> change)
    {
        var transport = new FakeTransport { OnCreate = static (_, _) => Task.FromResult(new CreatedContainer("id", ["a warning"])) };
        Container container = await change(transport.Connect().Containers.Create("busybox:1")).ExecuteAsync(Token);
        Assert.Equal("id", container.Id);
        Assert.Equal(["a warning"], container.Warnings);
        return Assert.IsType<CreateContainerRequest>(Assert.Single(transport.Requests));
    }

    private static string[] Strings(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(static e => e.GetString()!)] : [];
}
