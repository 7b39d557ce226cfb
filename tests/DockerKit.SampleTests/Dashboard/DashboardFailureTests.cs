using DockerKit.EngineTests;

namespace DockerKit.SampleTests.Dashboard;

/// <summary>What a person sees of the dashboard when something is wrong.</summary>
public sealed class DashboardFailureTests(BrowserFixture browser)
{
    [Fact]
    public async Task An_image_that_is_not_there_is_an_error_that_says_what_to_do()
    {
        await using SampleProgram dashboard = BrowserFixture.StartDashboard();
        await using DashboardPage page = await browser.OpenAsync(dashboard);
        await page.TypeAsync("#reference", $"{TestEngine.Old.Registry}/dockerkit/nothing:1");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilShowsAsync("#problem", "Check the name and the tag");
        Assert.Contains($"docker pull {TestEngine.Old.Registry}/dockerkit/nothing:1", await page.TextAsync("#problem"), StringComparison.Ordinal);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task An_engine_that_is_away_is_told_of_until_it_is_back()
    {
        string folder = Directory.CreateTempSubdirectory("dkd").FullName;
        string socket = Path.Combine(folder, "s");
        try
        {
            await using SampleProgram dashboard = BrowserFixture.StartDashboard(("away", "unix://" + socket));
            await using DashboardPage page = await browser.OpenAsync(dashboard);
            await page.UntilShowsAsync("#engine-state", "not reachable");
            string problem = await page.TextAsync("#problem");
            Assert.Contains(socket, problem, StringComparison.Ordinal);
            Assert.Contains("(engine: unix:", problem, StringComparison.Ordinal);

            File.CreateSymbolicLink(socket, TestEngine.Old.Endpoint["unix://".Length..]);
            await page.UntilShowsAsync("#images", TestEngine.Busybox);
            await page.UntilAsync("document.querySelector('#problem').hidden");
            Assert.Empty(page.Complaints);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Each_of_several_engines_has_its_own_lists()
    {
        string name = TestEngine.UniqueName("dash");
        await TestEngine.Current.CliOk("create", "--label", TestEngine.Label, "--name", name, TestEngine.Busybox);
        await using SampleProgram dashboard = BrowserFixture.StartDashboard(("first", TestEngine.Old.Endpoint), ("second", TestEngine.Current.Endpoint));
        await using DashboardPage page = await browser.OpenAsync(dashboard);
        await page.UntilShowsAsync("#images", TestEngine.Busybox);
        Assert.DoesNotContain(name, await page.TextAsync("#containers"), StringComparison.Ordinal);

        await page.EvaluateAsync<bool>("(document.querySelector('#engines button:nth-child(2)').click(), true)");
        await page.UntilContainerAsync(name, "Created");
        await TestEngine.Current.CliOk("rm", name);
        await page.UntilNoContainerAsync(name);
    }

    [Fact]
    public async Task A_name_in_use_is_told_and_goes_with_the_next_success()
    {
        string name = TestEngine.UniqueName("dash");
        await TestEngine.Old.CliOk("create", "--label", TestEngine.Label, "--name", name, TestEngine.Busybox, "sleep", "600");
        await using SampleProgram dashboard = BrowserFixture.StartDashboard();
        await using DashboardPage page = await browser.OpenAsync(dashboard);
        await page.PressAsync($"Run {TestEngine.Busybox}");
        await page.TypeAsync("#run-name", name);
        await page.Page.ClickAsync("#run button[value=yes]");
        await page.UntilShowsAsync("#problem", name);
        Assert.Contains("already in use", await page.TextAsync("#problem"), StringComparison.Ordinal);

        await page.PressAsync($"Start {name}");
        await page.UntilContainerAsync(name, "Up ");
        await page.UntilAsync("document.querySelector('#problem').hidden");
        await TestEngine.Old.CliOk("rm", "-f", name);
    }
}
