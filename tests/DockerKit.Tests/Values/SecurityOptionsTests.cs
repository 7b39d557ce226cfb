using System.Collections.Immutable;
using System.Text.Json;

namespace DockerKit.Tests;

public sealed class SecurityOptionsTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("container-options.json", "systemPaths");

    [Theory]
    [MemberData(nameof(Cases))]
    public void System_paths_become_two_empty_lists(string json)
    {
        JsonElement row = Vectors.Case(json);
        SecurityOptions security = SecurityOptions.Resolve(List("securityOpt")!, NoFile);
        Assert.Equal(List("expected"), security.Options);
        Assert.Equal(List("maskedPaths"), security.MaskedPaths);
        Assert.Equal(List("readonlyPaths"), security.ReadonlyPaths);

        ImmutableArray<string>? List(string name) => row.GetProperty(name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(e => e.GetString()!)]
            : null;
    }

    [Theory]
    [InlineData("no-new-privileges")]
    [InlineData("no-new-privileges=true")]
    [InlineData("no-new-privileges:false")]
    [InlineData("label:disable")]
    [InlineData("seccomp=unconfined")]
    [InlineData("seccomp:unconfined")]
    [InlineData("seccomp=builtin")]
    [InlineData("apparmor=my profile")]
    public void Other_options_go_to_the_engine_as_they_are(string option) =>
        Assert.Equal([option], SecurityOptions.Resolve([option], NoFile).Options);

    [Theory]
    [InlineData("")]
    [InlineData("seccomp")]
    [InlineData("seccomp=")]
    [InlineData("label:")]
    [InlineData("=x")]
    public void An_option_without_a_name_or_a_value_is_refused(string option)
    {
        FormatException error = Assert.Throws<FormatException>(() => SecurityOptions.Check(option));
        Assert.Contains("needs a name and a value", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seccomp=p.json")]
    [InlineData("seccomp:p.json")]
    public void A_seccomp_profile_is_sent_by_its_content_without_white_space(string option)
    {
        const string Profile = "{\r\n  \"name\": \"a \\\" b\\\\\",\t\"x\": [1, \"é<\"]\n}\n";
        SecurityOptions security = SecurityOptions.Resolve([option], path => path == "p.json" ? Profile : NoFile(path));
        Assert.Equal(["seccomp={\"name\":\"a \\\" b\\\\\",\"x\":[1,\"é<\"]}"], security.Options);
    }

    [Fact]
    public void A_profile_that_cannot_be_read_is_an_error()
    {
        FormatException error = Assert.Throws<FormatException>(() => SecurityOptions.Resolve(["seccomp=p.json"], _ => "{"));
        Assert.Contains("'seccomp=p.json'", error.Message, StringComparison.Ordinal);
        Assert.Contains("not JSON", error.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => SecurityOptions.Resolve(["seccomp=p.json"], NoFile));
    }

    private static string NoFile(string path) => throw new FileNotFoundException("No file is expected to be read.", path);
}
