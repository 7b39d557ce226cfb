using System.Text.Json;

namespace DockerKit.Tests;

public sealed class DeviceMappingTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("container-options.json", "deviceValidate");

    public static IEnumerable<TheoryDataRow<string>> ParseCases() => Vectors.Rows("container-options.json", "deviceParse");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_device_is_right_when_docker_says_so(string json)
    {
        JsonElement row = Vectors.Case(json);
        bool read = DeviceMapping.TryParse(row.Text("value"), out DeviceMapping? device);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        Assert.Equal(device, device is null ? null : DeviceMapping.Parse(device.ToString()));
    }

    [Theory]
    [MemberData(nameof(ParseCases))]
    public void Devices_read_as_docker_reads_them(string json)
    {
        JsonElement row = Vectors.Case(json);
        DeviceMapping[] devices = [.. row.GetProperty("devices").EnumerateArray().Select(e => DeviceMapping.Parse(e.GetString()!))];
        Assert.Equal(
            row.GetProperty("Devices").EnumerateArray().Select(e => (e.Text("PathOnHost"), e.Text("PathInContainer"), e.Text("CgroupPermissions"))),
            devices.Where(d => !d.IsCdi).Select(d => ((string?)d.PathOnHost, (string?)d.PathInContainer, (string?)d.Permissions)));
        Assert.Equal(
            row.GetProperty("DeviceRequests").EnumerateArray().SelectMany(e => e.GetProperty("DeviceIDs").EnumerateArray()).Select(e => e.GetString()),
            devices.Where(d => d.IsCdi).Select(d => d.CdiName));
        Assert.Equal(devices, devices.Select(d => DeviceMapping.Parse(d.ToString())));
    }

    [Theory]
    [InlineData("/dev/snd", "/dev/snd")]
    [InlineData("/dev/snd:rwm", "/dev/snd")]
    [InlineData("/dev/snd:/dev/snd:mrw", "/dev/snd:mrw")]
    [InlineData("/dev//./x/../snd", "/dev/snd")]
    [InlineData("/dev/snd:/dev/sound/", "/dev/snd:/dev/sound")]
    [InlineData("/dev//snd:/dev//snd:rwm", "/dev//snd:/dev//snd:rwm")]
    [InlineData("/../dev", "/dev")]
    public void A_device_prints_as_short_as_it_can(string text, string printed)
    {
        Assert.Equal(printed, DeviceMapping.Parse(text).ToString());
        Assert.Equal(DeviceMapping.Parse(text), DeviceMapping.Parse(printed));
    }

    [Theory]
    [InlineData("vendor.com/class=name", true)]
    [InlineData("nvidia.com/gpu=0:1", true)]
    [InlineData("a_b-c.d/e=f", true)]
    [InlineData("1vendor/class=name", false)]
    [InlineData("vendor./class=name", false)]
    [InlineData("vendor/cl/ass=name", false)]
    [InlineData("vendor/class=", false)]
    [InlineData("vendor/class=na=me", false)]
    [InlineData("/vendor/class=name", false)]
    [InlineData("vendor=x/class=name", false)]
    public void Names_of_the_container_device_interface_are_told_from_paths(string text, bool expected) =>
        Assert.Equal(expected, CdiDeviceName.IsQualified(text));

    [Theory]
    [InlineData("/dev/snd:/a:b:c", "more than three parts")]
    [InlineData("", "does not begin with a path")]
    [InlineData("dev/snd", "'dev/snd' is not an absolute path")]
    [InlineData("/dev/snd:ro", "'ro' is not an absolute path")]
    [InlineData("/dev/snd:/dev/snd:rr", "'rr' are not made of r, w and m")]
    public void A_refusal_says_what_is_wrong(string text, string problem)
    {
        FormatException error = Assert.Throws<FormatException>(() => DeviceMapping.Parse(text));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("/dev/snd:/dev/snd:rw", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_comes_from_its_parts_too()
    {
        Assert.Equal(DeviceMapping.Parse("/dev/snd"), DeviceMapping.Create("/dev/snd"));
        Assert.Equal("/dev/snd:/dev/sound:r", DeviceMapping.Create("/dev/snd", "/dev/sound", "r").ToString());
        Assert.Throws<FormatException>(() => DeviceMapping.Create("/dev/snd", "sound"));
    }
}
