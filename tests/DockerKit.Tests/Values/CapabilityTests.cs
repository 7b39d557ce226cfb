using System.Text.Json;

namespace DockerKit.Tests;

public sealed class CapabilityTests
{
    public static IEnumerable<TheoryDataRow<string>> Names() => Vectors.Rows("container-options.json", "capability");

    public static IEnumerable<TheoryDataRow<string>> Lists() => Vectors.Rows("container-options.json", "capabilityEffective");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_gets_the_kernel_s_form(string json)
    {
        JsonElement row = Vectors.Case(json);
        Assert.Equal(row.Text("out"), Capability.Normalize(row.Text("in")!));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Adding_goes_before_dropping_and_all_stands_for_every_other(string json)
    {
        JsonElement row = Vectors.Case(json);
        (IReadOnlyList<string> added, IReadOnlyList<string> dropped) = Capability.Effective(List("add"), List("drop"));
        Assert.Equal(List("effectiveAdd"), added);
        Assert.Equal(List("effectiveDrop"), dropped);

        IEnumerable<string> List(string name) => row.GetProperty(name).EnumerateArray().Select(e => e.GetString()!);
    }
}
