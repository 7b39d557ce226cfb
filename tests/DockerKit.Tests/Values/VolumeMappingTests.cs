using System.Text.Json;

namespace DockerKit.Tests;

public sealed class VolumeMappingTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("mount-volume-specs.json", "volume");

    public static IEnumerable<TheoryDataRow<string>> Paths() => Vectors.Rows("mount-volume-specs.json", "isFilePath");

    public static IEnumerable<TheoryDataRow<string>> Runs() => Vectors.Rows("mount-volume-specs.json", "runBinds");

    // The group windowsIsAbs is about a helper of compose files that `docker run` does not use: not run here.
    [Theory]
    [MemberData(nameof(Cases))]
    public void A_volume_reads_as_the_cli_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        string spec = row.Text("spec")!;
        bool read = VolumeMapping.TryParse(spec, out VolumeMapping? volume);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        if (!read)
        {
            FormatException error = Assert.Throws<FormatException>(() => VolumeMapping.Parse(spec));
            Assert.Contains($"'{spec}'", error.Message, StringComparison.Ordinal);
            Assert.Contains("/srv/www:/www:ro", error.Message, StringComparison.Ordinal);
            return;
        }

        JsonElement parsed = row.GetProperty("parsed");
        Assert.Equal(parsed.Text("type"), volume!.Type.ToString());
        Assert.Equal(parsed.Text("source"), volume.Source);
        Assert.Equal(parsed.Text("target"), volume.Target);
        Assert.Equal(parsed.TryGetProperty("readOnly", out JsonElement readOnly) && readOnly.GetBoolean(), volume.IsReadOnly);
        Assert.Equal(parsed.TryGetProperty("bind", out JsonElement bind) ? bind.Text("propagation") : null, volume.Propagation?.ToString());
        Assert.Equal(parsed.TryGetProperty("volume", out JsonElement options) && options.GetProperty("nocopy").GetBoolean(), volume.NoCopy);
        Assert.Equal(spec, volume.ToString());
        Assert.Equal(volume, VolumeMapping.Parse(volume.ToString()));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_path_is_told_apart_from_a_name(string json)
    {
        JsonElement row = Vectors.Case(json);
        Assert.Equal(row.GetProperty("isPath").GetBoolean(), VolumeMapping.IsFilePath(row.Text("source")!));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_engine_is_told_the_text_as_typed(string json)
    {
        JsonElement row = Vectors.Case(json);
        VolumeMapping[] volumes = [.. row.Text("args")!.Split("-v", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(VolumeMapping.Parse)];
        Assert.Equal(Texts("hostConfigBinds"), volumes.Where(static v => v.Source is not null).Select(static v => v.ToAbsolute()));
        Assert.Equal(Texts("configVolumes"), volumes.Where(static v => v.Source is null).Select(static v => v.Target));

        IEnumerable<string?> Texts(string name) =>
            row.GetProperty(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(static e => e.GetString()) : [];
    }

    [Theory]
    [InlineData("/a:/b", "/a:/b")]
    [InlineData("~/a:/b", "~/a:/b")]
    [InlineData("data:/b:ro", "data:/b:ro")]
    [InlineData("/b", "/b")]
    [InlineData(".", ".")]
    [InlineData(@"C:\a:D:\b", @"C:\a:D:\b")]
    public void Only_a_relative_path_is_made_absolute(string typed, string told) => Assert.Equal(told, VolumeMapping.Parse(typed).ToAbsolute());

    [Theory]
    [InlineData("./x:/y:ro", "x", ":/y:ro")]
    [InlineData("./x/../z/:/y", "z", ":/y")]
    [InlineData(".:/y", "", ":/y")]
    public void A_relative_path_belongs_to_the_current_folder(string typed, string folder, string rest) =>
        Assert.Equal(Path.TrimEndingDirectorySeparator(Path.Combine(Environment.CurrentDirectory, folder)) + rest, VolumeMapping.Parse(typed).ToAbsolute());

    [Theory]
    [InlineData("", "empty")]
    [InlineData("/a::ro", "part between colons")]
    [InlineData(":/a", "part between colons")]
    [InlineData("/a:/b:ro:z", "too many colons")]
    [InlineData("/a\0:/b", "NUL")]
    public void A_refusal_says_what_is_wrong(string text, string problem)
    {
        FormatException error = Assert.Throws<FormatException>(() => VolumeMapping.Parse(text));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_options_are_kept_as_typed()
    {
        VolumeMapping volume = VolumeMapping.Parse("/a:/b:ro,Z,rshared,whatever,rw");
        Assert.Equal("ro,Z,rshared,whatever,rw", volume.Options);
        Assert.False(volume.IsReadOnly);
        Assert.Equal(BindPropagation.RShared, volume.Propagation);
        Assert.Equal("", VolumeMapping.Parse("/a:/b").Options);
    }

    [Fact]
    public void A_missing_text_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentNullException>(() => VolumeMapping.Parse(null!));
        Assert.False(VolumeMapping.TryParse(null, out _));
    }

    [Theory]
    [InlineData("a:")]
    [InlineData("/a")]
    [InlineData("\ud83d\ude00")]
    [InlineData("\ud83d")]
    public void Endless_text_costs_no_more_than_its_length(string part)
    {
        string text = string.Concat(Enumerable.Repeat(part, 200_000));
        Assert.Equal(!part.Contains(':', StringComparison.Ordinal), VolumeMapping.TryParse(text, out _));
    }
}
