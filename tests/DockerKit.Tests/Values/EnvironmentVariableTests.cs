using System.Text;
using System.Text.Json;

namespace DockerKit.Tests;

public sealed class EnvironmentVariableTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("container-options.json", "env");

    public static IEnumerable<TheoryDataRow<string>> FileCases() => Vectors.Rows("container-options.json", "envFile");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_variable_reads_as_docker_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        bool read = EnvironmentVariable.TryParse(row.Text("value"), out EnvironmentVariable? variable);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        if (variable is not null)
        {
            // The name that has a value in the client of these cases has this text for it.
            const string FromClient = "<value of PATH in the client environment>";
            Assert.Equal(row.Text("value"), variable.ToString());
            Assert.Equal(row.Text("expected"), variable.Resolve(name => name == "PATH" ? FromClient : null).ToString());
        }
    }

    [Theory]
    [MemberData(nameof(FileCases))]
    public void An_environment_file_reads_as_docker_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        string? Environment(string name) => row.TryGetProperty("clientEnvironment", out JsonElement known) ? known.Text(name) : null;
        if (row.Text("name") is "line too long")
        {
            // 64 KiB a line is a limit of the CLI's reader, not of Docker: a longer line is taken whole.
            string line = "foo=" + new string('a', 65578);
            EnvironmentVariable variable = Assert.Single(EnvironmentFile.Parse(Encoding.UTF8.GetBytes(line), "long.env", Environment));
            Assert.Equal(line, variable.ToString());
            return;
        }

        IEnumerable<string> Read() =>
            [.. Files(row).SelectMany(file => EnvironmentFile.Parse(file, "test.env", Environment)).Select(v => v.ToString()), .. Strings(row, "overrides")];
        if (row.GetProperty("valid").GetBoolean())
        {
            Assert.Equal(Strings(row, "expected"), Read());
            return;
        }

        string problem = row.Text("name") is "utf16le with BOM" ? "not UTF-8" : "no name";
        FormatException error = Assert.Throws<FormatException>(() => Read());
        Assert.Contains("test.env", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_keeps_values_as_they_are_and_forgives_what_windows_adds()
    {
        byte[] content = Encoding.UTF8.GetBytes("\ufeffA= x \r\n\r\n  # not me\r\n\tB=\"q\"\r\nC=1=2");
        Assert.Equal(["A= x ", "B=\"q\"", "C=1=2"], EnvironmentFile.Parse(content, "f", _ => null).Select(v => v.ToString()));
    }

    [Fact]
    public void White_space_in_a_name_is_refused_with_the_line_but_without_the_value()
    {
        FormatException error = Assert.Throws<FormatException>(() => EnvironmentFile.Parse("A=1\nMY VAR=secret"u8, "my.env", _ => null));
        Assert.Contains("'MY VAR'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'my.env' (line 2)", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_comes_from_its_parts_too()
    {
        Assert.Equal("TZ=UTC", EnvironmentVariable.Create("TZ", "UTC").ToString());
        Assert.Equal(EnvironmentVariable.Parse("TZ"), EnvironmentVariable.Create("TZ", null));
        Assert.NotEqual(EnvironmentVariable.Parse("TZ="), EnvironmentVariable.Parse("TZ"));
        Assert.Throws<FormatException>(() => EnvironmentVariable.Create("", "UTC"));
        Assert.Throws<FormatException>(() => EnvironmentVariable.Create("A=B", "UTC"));
        FormatException error = Assert.Throws<FormatException>(() => EnvironmentVariable.Parse("=UTC"));
        Assert.Contains("no name", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<byte[]> Files(JsonElement row) => row.TryGetProperty("filesBase64", out JsonElement coded)
        ? coded.EnumerateArray().Select(f => f.GetBytesFromBase64())
        : Strings(row, "files").Select(Encoding.UTF8.GetBytes);

    private static IEnumerable<string> Strings(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray().Select(e => e.GetString()!) : [];
}
