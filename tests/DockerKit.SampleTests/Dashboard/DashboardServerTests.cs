using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DockerKit.EngineTests;

namespace DockerKit.SampleTests.Dashboard;

/// <summary>Whom the dashboard serves.</summary>
public sealed partial class DashboardServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_but_this_machine_reaches_it()
    {
        await using SampleProgram dashboard = BrowserFixture.StartDashboard();
        var address = new Uri(await dashboard.Address);
        Assert.Equal("127.0.0.1", address.Host);

        // The very line that the kernel keeps of it: 0100007F is 127.0.0.1, and 0A is "listens".
        string[] listening = [.. (await File.ReadAllLinesAsync("/proc/self/net/tcp", Token)).Concat(await File.ReadAllLinesAsync("/proc/self/net/tcp6", Token))
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns[3] == "0A" && columns[1].EndsWith($":{address.Port:X4}", StringComparison.Ordinal))
            .Select(static columns => columns[1].Split(':')[0])];
        Assert.Equal(["0100007F"], listening);
    }

    [Theory]
    [InlineData("POST", "/api/local/containers/NAME/stop")]
    [InlineData("POST", "/api/local/containers")]
    [InlineData("POST", "/api/local/pull")]
    [InlineData("DELETE", "/api/local/containers/NAME?force=true")]
    [InlineData("DELETE", "/api/local/images?name=dockerkit/busybox:1")]
    public async Task What_another_page_sends_changes_nothing(string method, string path)
    {
        string name = TestEngine.UniqueName("dash");
        string id = await TestEngine.Old.StartContainer("--name", name, TestEngine.Busybox, "sleep", "600");
        await using SampleProgram dashboard = BrowserFixture.StartDashboard();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(await dashboard.Address) };

        // With a cookie, as the browser sends one along with any page's request to this host, yet without the token that only this page can read.
        await http.GetStringAsync("/api/token", Token);
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("NAME", name, StringComparison.Ordinal));
        if (method == "POST")
        {
            request.Content = new StringContent("""{"reference":"dockerkit/busybox:1","image":"dockerkit/busybox:1"}""", Encoding.UTF8, "application/json");
        }

        using HttpResponseMessage response = await http.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Reload the page", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal("running", (await TestEngine.Old.CliOk("inspect", "-f", "{{.State.Status}}", id)).Text);
        await TestEngine.Old.CliOk("rm", "-f", id);
    }

    [Fact]
    public async Task Another_host_name_for_this_machine_is_refused()
    {
        await using SampleProgram dashboard = BrowserFixture.StartDashboard();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(await dashboard.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/token") { Headers = { Host = "rebound.example" } };
        using HttpResponseMessage response = await http.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Health_says_the_version_of_each_engine_and_why_one_is_not_well()
    {
        await using SampleProgram dashboard = BrowserFixture.StartDashboard(("good", TestEngine.Old.Endpoint), ("gone", "unix:///nonexistent/docker.sock"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(await dashboard.Address) };
        using HttpResponseMessage response = await http.GetAsync("/health", Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        string text = await response.Content.ReadAsStringAsync(Token);
        Assert.Matches(GoodLine(), text);
        Assert.Contains("gone: Unhealthy", text, StringComparison.Ordinal);
        Assert.Contains("/nonexistent/docker.sock", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_at_once_while_pages_watch()
    {
        await using SampleProgram dashboard = BrowserFixture.StartDashboard();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(await dashboard.Address) };
        await using Stream live = await http.GetStreamAsync("/api/local/live", Token);
        Assert.NotEqual(-1, live.ReadByte());
        Assert.Equal(0, await dashboard.StopAsync());
    }

    [GeneratedRegex("good: Healthy: .*20\\.10")]
    private static partial Regex GoodLine();
}
