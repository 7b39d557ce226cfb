using System.Text.Json;

namespace DockerKit.Tests;

public sealed class GpuRequestTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("container-options.json", "gpus");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_request_reads_as_docker_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        bool read = GpuRequest.TryParse(row.Text("value"), out GpuRequest? request);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        if (request is not null)
        {
            JsonElement expected = row.GetProperty("expected");
            JsonElement ids = expected.GetProperty("DeviceIDs");
            Assert.Equal(expected.Text("Driver"), request.Driver);
            Assert.Equal(expected.GetProperty("Count").GetInt32(), request.Count);
            Assert.Equal(ids.ValueKind == JsonValueKind.Null ? [] : ids.EnumerateArray().Select(e => e.GetString()!), request.DeviceIds);
            Assert.Equal(expected.GetProperty("Capabilities")[0].EnumerateArray().Select(e => e.GetString()!), request.RequestedCapabilities);
            Assert.Equal(expected.GetProperty("Options").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!), request.Options);
            Assert.Equal(request, GpuRequest.Parse(request.ToString()));
        }
    }

    [Theory]
    [InlineData("all", "all")]
    [InlineData("count=all", "all")]
    [InlineData("count=2", "2")]
    [InlineData("count=0", "0")]
    [InlineData("\"device=0,GPU-3faa\"", "\"device=0,GPU-3faa\"")]
    [InlineData("device=0", "device=0")]
    [InlineData("device=0,1", "count=1,device=0")]
    [InlineData("count=1,driver=nvidia", "driver=nvidia")]
    [InlineData("all,\"capabilities=compute,utility\"", "count=all,\"capabilities=compute,utility\"")]
    [InlineData("\"options=b=2,\"\"a=x,y\"\"\"", "count=1,\"options=\"\"a=x,y\"\",b=2\"", "\"options=\"\"a=x,y\"\",b=2\"")]
    public void A_request_prints_as_docker_takes_it(string text, string oneWay, string? another = null)
    {
        string printed = GpuRequest.Parse(text).ToString();
        Assert.Contains(printed, new[] { oneWay, another });
        Assert.Equal(GpuRequest.Parse(text), GpuRequest.Parse(printed));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("two", "'two' is neither 'all' nor a whole number")]
    [InlineData("2,count=3", "'count' can be given only once")]
    [InlineData("driver=a,driver=b", "'driver' can be given only once")]
    [InlineData("foo=bar", "'foo' is none of count, device")]
    [InlineData("device=\"0,1\"", "quotes go around a whole field")]
    [InlineData("options=", "the options cannot be read: it is empty")]
    public void A_refusal_says_what_is_wrong(string text, string problem)
    {
        FormatException error = Assert.Throws<FormatException>(() => GpuRequest.Parse(text));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_comes_from_its_parts_too()
    {
        Assert.Equal("all", GpuRequest.All.ToString());
        Assert.Equal("2", GpuRequest.Any(2).ToString());
        Assert.Equal("\"device=0,1\"", GpuRequest.Devices("0", "1").ToString());
        string[] capabilities = ["utility"];
        GpuRequest request = GpuRequest.All with { Driver = "nvidia", Capabilities = capabilities };
        capabilities[0] = "changed";
        Assert.Equal("count=all,driver=nvidia,capabilities=utility", request.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => GpuRequest.Any(0));
        Assert.Throws<ArgumentException>(() => GpuRequest.Devices());
        Assert.Throws<ArgumentException>(() => GpuRequest.Devices("0,1"));
    }
}
