using System.Text.Json;
using System.Text.Json.Nodes;

namespace DockerKit.Tests;

public sealed class MountTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("mount-volume-specs.json", "mount");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_mount_reads_as_the_cli_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        string spec = row.Text("spec")!;
        bool read = Mount.TryParse(spec, out Mount? mount);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        if (!read)
        {
            FormatException error = Assert.Throws<FormatException>(() => Mount.Parse(spec));
            Assert.Contains($"'{spec}'", error.Message, StringComparison.Ordinal);
            return;
        }

        JsonObject actual = AsEngineJson(mount!);
        if (row.TryGetProperty("mount", out JsonElement expected))
        {
            JsonObject wanted = JsonNode.Parse(expected.GetRawText())!.AsObject();
            if (row.Text("relativeTo") is { } relative)
            {
                wanted["Source"] = Path.TrimEndingDirectorySeparator(Path.GetFullPath(relative));
            }

            Assert.Equal(Compact(wanted)!.ToJsonString(), Compact(actual)!.ToJsonString());
        }
        else
        {
            foreach (JsonProperty property in row.GetProperty("mountContains").EnumerateObject())
            {
                JsonNode? found = property.Name.Split('.').Aggregate((JsonNode?)actual, static (node, name) => node?[name]);
                string wanted = property.Value.ValueKind == JsonValueKind.Null ? "" : property.Value.GetRawText();
                Assert.Equal(wanted, Compact(found)?.ToJsonString() ?? "");
            }
        }

        Assert.Equal(mount, Mount.Parse(mount!.ToString()));
        Assert.Equal(mount.GetHashCode(), Mount.Parse(mount.ToString()).GetHashCode());
    }

    [Fact]
    public void A_mount_can_be_made_without_a_text()
    {
        Assert.Equal("type=bind,source=/srv/www,target=/www,readonly", Mount.Bind("/srv/www", "/www").ReadOnly().ToString());
        Assert.Equal("type=volume,source=data,target=/data", Mount.Volume("data", "/data").ToString());
        Assert.Equal("type=volume,target=/data", Mount.AnonymousVolume("/data").ToString());
        Assert.Equal("type=tmpfs,target=/run,tmpfs-size=64m", Mount.Tmpfs("/run", ByteSize.FromMebibytes(64)).ToString());
        Assert.Equal("type=tmpfs,target=/run", Mount.Tmpfs("/run").ToString());
        Assert.Equal("type=image,source=busybox,target=/b,image-subpath=bin", Mount.Image("busybox", "/b").WithSubpath("bin").ToString());
    }

    [Fact]
    public void Every_option_can_be_added_and_reads_back()
    {
        Mount bind = Mount.Bind("/a,b", "/c").ReadOnly().WithPropagation(BindPropagation.RPrivate)
            .WithRecursion(BindRecursion.ReadOnly).CreateSource();
        Assert.Equal(
            "type=bind,\"source=/a,b\",target=/c,readonly,bind-propagation=rprivate,bind-recursive=readonly,bind-create-src", bind.ToString());
        Assert.Equal(bind, Mount.Parse(bind.ToString()));

        Mount volume = Mount.Volume("v", "/v").WithoutCopy().WithSubpath("sub").WithDriver("local")
            .WithDriverOption("type", "nfs").WithDriverOption("o", "addr=10.0.0.1,rw").WithLabel("b", "2").WithLabel("a", "");
        Assert.Equal(
            "type=volume,source=v,target=/v,volume-nocopy,volume-subpath=sub,volume-driver=local,"
            + "\"volume-opt=o=addr=10.0.0.1,rw\",volume-opt=type=nfs,volume-label=a=,volume-label=b=2",
            volume.ToString());
        Assert.Equal(volume, Mount.Parse(volume.ToString()));

        Mount tmpfs = Mount.Tmpfs("/t").WithTmpfsMode((UnixFileMode)0b001_111_000_000);
        Assert.Equal("type=tmpfs,target=/t,tmpfs-mode=1700", tmpfs.ToString());
        Assert.Equal(tmpfs, Mount.Parse(tmpfs.ToString()));
    }

    [Fact]
    public void A_mount_never_changes()
    {
        Mount mount = Mount.Volume("v", "/v");
        Assert.NotEqual(mount, mount.ReadOnly());
        Assert.NotEqual(mount, mount.WithLabel("a", "b"));
        Assert.Equal("type=volume,source=v,target=/v", mount.ToString());
    }

    [Fact]
    public void Mounts_are_equal_when_they_mean_the_same()
    {
        Assert.Equal(Mount.Parse("src=v,dst=/v,ro"), Mount.Parse("TARGET=/v,type=VOLUME,source=v,readonly=1"));
        Assert.Equal(
            Mount.Parse("target=/v,volume-opt=a=1,volume-opt=b=2"),
            Mount.Parse("target=/v,volume-opt=b=2,volume-opt=a=0,volume-opt=a=1"));
    }

    [Theory]
    [InlineData("type=bind,source", "'source' is not a key=value pair")]
    [InlineData("type=bind,sauce=/a,target=/b", "no option 'sauce'")]
    [InlineData("type=bind,source=/a,target=/b,readonly=yes", "'yes' of 'readonly'")]
    [InlineData("type=bind,source=/a,target=/b,bind-recursive=no", "bind-recursive is not 'no'")]
    [InlineData("type=bind,source=/a,target=/b,bind-recursive=writable", "needs readonly too")]
    [InlineData("type=tmpfs,target=/a,tmpfs-mode=888", "'888' of the tmpfs is not octal")]
    [InlineData("type=tmpfs,target=/a,tmpfs-mode=77777777777777777777777", "is not octal")]
    [InlineData("type=bind,source=/a", "the target is missing")]
    [InlineData("type=npipe,volume-nocopy", "does not go with the type 'npipe'")]
    [InlineData("type=bind,\"source=/a", "a quote is not closed")]
    public void A_refusal_says_what_is_wrong_and_shows_a_right_one(string text, string problem)
    {
        FormatException error = Assert.Throws<FormatException>(() => Mount.Parse(text));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("type=bind,source=/srv/www,target=/www,readonly", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("..", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_docker_could_not_be_told_is_refused_when_it_is_made()
    {
        Assert.Throws<FormatException>(() => Mount.Bind("", "/a"));
        Assert.Throws<FormatException>(() => Mount.Bind("/a", "/b "));
        Assert.Throws<FormatException>(() => Mount.Volume("v", "/v").WithPropagation(BindPropagation.Shared));
        Assert.Throws<FormatException>(() => Mount.Bind("/a", "/b").WithSubpath("c"));
        Assert.Throws<FormatException>(() => Mount.Bind("/a", "/b").WithRecursion(BindRecursion.Writable));
        Assert.Throws<FormatException>(() => Mount.Volume("v", "/v").WithLabel("a=b", "c"));
        Assert.Throws<FormatException>(() => Mount.Volume("v", "/v").WithTmpfsMode(UnixFileMode.UserRead));
        Assert.Throws<FormatException>(() => Mount.Tmpfs("/t", ByteSize.FromBytes(-1)));
        Assert.Throws<ArgumentNullException>(() => Mount.Bind(null!, "/a"));
        Assert.Throws<ArgumentNullException>(() => Mount.Parse(null!));
        Assert.False(Mount.TryParse(null, out _));
    }

    [Fact]
    public void Types_and_propagations_print_as_the_cli_writes_them()
    {
        Assert.Equal(
            "bind volume tmpfs image npipe cluster",
            $"{MountType.Bind} {MountType.Volume} {MountType.Tmpfs} {MountType.Image} {MountType.NamedPipe} {MountType.Cluster}");
        Assert.Equal(
            "rprivate private rshared shared rslave slave",
            $"{BindPropagation.RPrivate} {BindPropagation.Private} {BindPropagation.RShared} {BindPropagation.Shared} {BindPropagation.RSlave} {BindPropagation.Slave}");
        Assert.Equal("later", Mount.Parse("type=later,target=/a").Type.ToString());
    }

    /// <summary>The mount in the engine's own terms.</summary>
    private static JsonObject AsEngineJson(Mount mount) => new()
    {
        ["Type"] = mount.Type.ToString(),
        ["Source"] = mount.Source,
        ["Target"] = mount.Target,
        ["ReadOnly"] = mount.IsReadOnly,
        ["Consistency"] = mount.Consistency,
        ["BindOptions"] = new JsonObject
        {
            ["Propagation"] = mount.Propagation?.ToString(),
            ["NonRecursive"] = mount.Recursion.HasFlag(BindRecursion.Disabled),
            ["CreateMountpoint"] = mount.CreatesSource,
            ["ReadOnlyNonRecursive"] = mount.Recursion.HasFlag(BindRecursion.Writable),
            ["ReadOnlyForceRecursive"] = mount.Recursion.HasFlag(BindRecursion.ReadOnly),
        },
        ["VolumeOptions"] = new JsonObject
        {
            ["NoCopy"] = mount.NoCopy,
            ["Labels"] = new JsonObject(mount.Labels.Select(static p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))),
            ["Subpath"] = mount.Type == MountType.Volume ? mount.Subpath : null,
            ["DriverConfig"] = new JsonObject
            {
                ["Name"] = mount.Driver,
                ["Options"] = new JsonObject(mount.DriverOptions.Select(static p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))),
            },
        },
        ["ImageOptions"] = new JsonObject { ["Subpath"] = mount.Type == MountType.Image ? mount.Subpath : null },
        ["TmpfsOptions"] = new JsonObject { ["SizeBytes"] = mount.TmpfsSize?.Bytes, ["Mode"] = (int?)mount.TmpfsMode },
    };

    /// <summary>Sorted, and without what is false, null or an empty object: the engine takes that for absent.</summary>
    private static JsonNode? Compact(JsonNode? node, bool inside = false)
    {
        if (node is not JsonObject all)
        {
            return inside && node is JsonValue value && value.TryGetValue(out bool flag) && !flag ? null : node?.DeepClone();
        }

        var kept = new JsonObject(all
            .OrderBy(static p => p.Key, StringComparer.Ordinal)
            .Select(static p => KeyValuePair.Create(p.Key, Compact(p.Value, inside: true)))
            .Where(static p => p.Value is not null));
        return kept.Count == 0 ? null : kept;
    }

    [Theory]
    [InlineData("type=bind,source=. /,target=/a")]
    [InlineData("type=bind,source=./\u00a0/,target=/a")]
    public void A_relative_source_whose_folder_ends_with_a_blank_prints_as_what_reads_the_same(string text)
    {
        Mount mount = Mount.Parse(text);
        Assert.Equal(mount, Mount.Parse(mount.ToString()));
    }
}
