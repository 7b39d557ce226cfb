using System.Text.Json;

namespace DockerKit.Tests;

/// <summary>Keeps account of the groups of container-options.json, so that a new one cannot go unnoticed.</summary>
public sealed class ContainerOptionVectorTests
{
    private static readonly Dictionary<string, string> Groups = new()
    {
        ["env"] = nameof(EnvironmentVariableTests),
        ["envFile"] = nameof(EnvironmentVariableTests),
        ["label"] = nameof(LabelTests),
        ["labelFile"] = nameof(LabelTests),
        ["ulimitNames"] = nameof(UlimitTests),
        ["ulimit"] = nameof(UlimitTests),
        ["restart"] = nameof(RestartPolicyTests),
        ["gpus"] = nameof(GpuRequestTests),
        ["deviceValidate"] = nameof(DeviceMappingTests),
        ["deviceParse"] = nameof(DeviceMappingTests),
        ["health"] = nameof(HealthCheckTests),
        ["blkioWeightDevice"] = nameof(BlockDeviceOptionTests),
        ["throttleBps"] = nameof(BlockDeviceOptionTests),
        ["throttleIops"] = nameof(BlockDeviceOptionTests),
        ["capability"] = nameof(CapabilityTests),
        ["capabilityEffective"] = nameof(CapabilityTests),
        ["systemPaths"] = nameof(SecurityOptionsTests),
        ["attach"] = nameof(AttachedStreamsTests),
        ["attachValue"] = nameof(AttachedStreamsTests),
        ["invalidArgs"] = nameof(AttachedStreamsTests),
        ["miscFlags"] = nameof(MiscellaneousOptionTests),
        ["addHost"] = "the tests of networking values",
        ["network"] = "the tests of networking values",
        ["networkConfig"] = "the tests of networking values",
        ["link"] = "the tests of networking values",
        ["runLinks"] = "the tests of networking values",
        ["ipAddress"] = "the tests of networking values",
        ["dnsSearch"] = "the tests of networking values",
        ["hostname"] = "nowhere: the text goes to the engine as it is, even with dots, so there is nothing that could read it wrongly",
        ["domainname"] = "nowhere: the text goes to the engine as it is, so there is nothing that could read it wrongly",
    };

    [Fact]
    public void Every_group_of_cases_is_run_or_named_with_a_reason()
    {
        IEnumerable<string> groups = Vectors.Load("container-options.json").EnumerateObject()
            .Where(p => p.Value.ValueKind == JsonValueKind.Array && p.Name is not ("source" or "notes"))
            .Select(p => p.Name);
        Assert.Equal(Groups.Keys.Order(StringComparer.Ordinal), groups.Order(StringComparer.Ordinal));
    }
}
