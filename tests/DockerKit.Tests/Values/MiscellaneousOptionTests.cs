namespace DockerKit.Tests;

public sealed class MiscellaneousOptionTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("container-options.json", "miscFlags");

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_remaining_flags_mean_what_they_mean_to_docker(string json)
    {
        string args = Vectors.Case(json).Text("args")!;
        switch (args)
        {
            case "--mac-address=92:d0:c6:0a:29:33":
                // That it belongs to the endpoint of the first network is for the tests of networking values.
                Assert.Equal("92:d0:c6:0a:29:33", MacNotation.Canonical("92:d0:c6:0a:29:33"));
                break;
            case "--pid=container:":
                Assert.Contains("PID mode", Refusal(() => NamespaceMode.CheckPid("container:")), StringComparison.Ordinal);
                break;
            case "--uts=container:":
                Assert.Contains("UTS mode", Refusal(() => NamespaceMode.CheckUts("container:")), StringComparison.Ordinal);
                break;
            case "--log-driver=none --log-opt=anything":
                Assert.Contains("'none' takes no options", Refusal(() => KeyValueOption.ReadLog("none", "anything").Key), StringComparison.Ordinal);
                break;
            case "--entrypoint=anything":
                // One word into a list of one word: a matter of the run command, no value of its own.
                break;
            default:
                Assert.Fail($"A case that this test does not know: {args}");
                break;
        }
    }

    [Fact]
    public void A_namespace_is_shared_with_what_docker_knows_only()
    {
        Assert.All(["", "none", "private", "shareable", "host", "container:web"], mode => Assert.Equal(mode, NamespaceMode.CheckIpc(mode)));
        Assert.All(["", "host", "container:web"], mode => Assert.Equal(mode, NamespaceMode.CheckPid(mode)));
        Assert.All(["", "host"], mode => Assert.Equal(mode, NamespaceMode.CheckUts(mode)));
        Assert.All(["", "host"], mode => Assert.Equal(mode, NamespaceMode.CheckUser(mode)));
        Assert.All(["", "host", "private"], mode => Assert.Equal(mode, NamespaceMode.CheckCgroup(mode)));
        Assert.Contains("'Host' is not a valid IPC mode (--ipc)", Refusal(() => NamespaceMode.CheckIpc("Host")), StringComparison.Ordinal);
        Assert.Contains("host and container:NAME", Refusal(() => NamespaceMode.CheckPid("private")), StringComparison.Ordinal);
        Assert.Contains("--userns", Refusal(() => NamespaceMode.CheckUser("private")), StringComparison.Ordinal);
        Assert.Contains("--cgroupns", Refusal(() => NamespaceMode.CheckCgroup("container:web")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("net.core.somaxconn=1024")]
    [InlineData("fs.mqueue.msg_max=10")]
    [InlineData("kernel.shm_rmid_forced=1")]
    [InlineData("net.ipv4.ip_local_port_range=1024 65000")]
    public void A_kernel_parameter_of_a_namespace_is_let_through(string text)
    {
        KeyValuePair<string, string> option = KeyValueOption.ReadSysctl(text);
        Assert.Equal(text, $"{option.Key}={option.Value}");
    }

    [Fact]
    public void Options_with_names_and_values_are_refused_when_one_is_missing()
    {
        Assert.Contains("of its own", Refusal(() => KeyValueOption.ReadSysctl("kernel.hostname=x").Key), StringComparison.Ordinal);
        Assert.Contains("no value", Refusal(() => KeyValueOption.ReadSysctl("net.core.somaxconn").Key), StringComparison.Ordinal);
        Assert.Contains("no value", Refusal(() => KeyValueOption.ReadStorage("size").Key), StringComparison.Ordinal);
        Assert.Contains("no name", Refusal(() => KeyValueOption.ReadAnnotation("=x").Key), StringComparison.Ordinal);
        Assert.Equal(new("size", "10G"), KeyValueOption.ReadStorage("size=10G"));
        Assert.Equal(new("mode", ""), KeyValueOption.ReadLog(null, "mode"));
        Assert.Equal(new("tag", "a=b"), KeyValueOption.ReadLog("json-file", "tag=a=b"));
    }

    [Fact]
    public void A_rule_for_devices_has_three_parts()
    {
        Assert.Equal("c 42:* rmw", DeviceCgroupRule.Check("c 42:* rmw"));
        Assert.Contains("'d 1:1 r'", Refusal(() => DeviceCgroupRule.Check("d 1:1 r")), StringComparison.Ordinal);
        Assert.Contains("TYPE MAJOR:MINOR", Refusal(() => DeviceCgroupRule.Check("c 1:1 r\n")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing", PullPolicy.Missing)]
    [InlineData("always", PullPolicy.Always)]
    [InlineData("never", PullPolicy.Never)]
    public void A_pull_policy_is_spelt_as_docker_spells_it(string text, PullPolicy policy)
    {
        Assert.Equal(policy, PullPolicyText.Parse(text));
        Assert.Equal(text, policy.ToText());
    }

    [Fact]
    public void Another_pull_policy_is_refused()
    {
        Assert.Equal(PullPolicy.Missing, PullPolicyText.Parse(""));
        Assert.Contains("missing, always and never", Refusal(() => PullPolicyText.Parse("Always").ToText()), StringComparison.Ordinal);
    }

    private static string Refusal(Func<object> read) => Assert.Throws<FormatException>(read).Message;
}
