using DockerKit.EngineTests;

namespace DockerKit.SampleTests.Dashboard;

/// <summary>The dashboard in a real browser, on a real engine.</summary>
public sealed class DashboardTests(BrowserFixture browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pull_shows_a_moving_bar_for_each_layer_and_ends_with_the_digest()
    {
        string reference = $"{TestEngine.Old.Registry}/dockerkit/large:1";
        await using SampleProgram dashboard = BrowserFixture.StartDashboard();
        await using DashboardPage page = await browser.OpenAsync(dashboard);
        try
        {
            await page.EvaluateAsync<bool>("""
                (() => {
                    window.seen = { overall: [], layers: {} };
                    new MutationObserver(() => {
                        window.seen.overall.push(document.querySelector('#pull-overall').value);
                        for (const row of document.querySelectorAll('#pull-layers li')) {
                            (window.seen.layers[row.dataset.layer] ??= new Set()).add(row.querySelector('progress').value);
                        }
                    }).observe(document.querySelector('#pull-progress'), { subtree: true, childList: true, attributes: true, characterData: true });
                    return true;
                })()
                """);
            await page.TypeAsync("#reference", reference);
            await page.Page.Keyboard.PressAsync("Enter");
            await page.UntilShowsAsync("#pull-text", "sha256:");

            Assert.Contains("Downloaded newer image", await page.TextAsync("#pull-text"), StringComparison.Ordinal);
            Assert.Equal(1, await page.EvaluateAsync<double>("document.querySelector('#pull-overall').value"));
            double[] overall = await page.EvaluateAsync<double[]>("window.seen.overall");
            Assert.Contains(overall, static value => value is > 0 and < 1);
            Assert.Equal(overall.Order(), overall);
            Assert.True(await page.EvaluateAsync<bool>("Object.values(window.seen.layers).some(values => values.size >= 3)"), "No layer's bar was seen to move.");
            await page.UntilShowsAsync("#images", "dockerkit/large:1");
            Assert.Empty(page.Complaints);
        }
        finally
        {
            await TestEngine.Old.Cli("rmi", "-f", reference);
        }
    }

    [Fact]
    public async Task A_container_is_run_followed_stopped_started_and_removed()
    {
        string name = TestEngine.UniqueName("dash");
        await using SampleProgram dashboard = BrowserFixture.StartDashboard();
        await using DashboardPage page = await browser.OpenAsync(dashboard);
        await TestEngine.Old.StartContainer("--name", name, TestEngine.Busybox, "sh", "-c", "echo begun; echo wrong >&2; trap 'echo bye; exit 0' TERM; i=0; while true; do i=$((i+1)); echo tick $i; sleep 0.2; done");
        await page.UntilContainerAsync(name, "Up ");

        await page.PressAsync($"Logs {name}");
        await page.UntilShowsAsync("#log-lines", "begun");
        await page.UntilShowsAsync("#log-lines", "tick 3");
        Assert.Equal("wrong", await page.TextAsync("#log-lines .error"));
        await page.Page.Keyboard.PressAsync("Escape");

        await page.PressAsync($"Stop {name}");
        await page.UntilContainerAsync(name, "Exited (0)");
        await page.PressAsync($"Start {name}");
        await page.UntilContainerAsync(name, "Up ");

        await page.PressAsync($"Logs {name}");
        await page.UntilShowsAsync("#log-lines", "bye");
        await TestEngine.Old.CliOk("stop", name);
        await page.UntilShowsAsync("#logs-state", "The container has ended.");
        await page.Page.Keyboard.PressAsync("Escape");
        await page.UntilContainerAsync(name, "Exited (0)");

        await page.PressAsync($"Remove {name}");
        await page.UntilShowsAsync("#confirm", $"Remove {name}?");
        await page.Page.ClickAsync("#confirm-yes");
        await page.UntilNoContainerAsync(name);
        Assert.Empty((await TestEngine.Old.CliOk("ps", "-aq", "--filter", $"name={name}")).Lines);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task An_image_is_run_and_its_container_removed_while_it_runs()
    {
        string name = TestEngine.UniqueName("dash");
        string image = $"{TestEngine.UniqueName("dash-image")}:1";
        await TestEngine.Old.CliOk("tag", TestEngine.Busybox, image);
        await using SampleProgram dashboard = BrowserFixture.StartDashboard();
        await using DashboardPage page = await browser.OpenAsync(dashboard);
        try
        {
            await page.PressAsync($"Run {image}");
            await page.TypeAsync("#run-name", name);
            await page.Page.Keyboard.PressAsync("Tab");
            await page.Page.Keyboard.PressAsync("Tab");
            await page.Page.Keyboard.PressAsync("Enter");
            await page.UntilContainerAsync(name, image);

            await page.PressAsync($"Remove {name}");
            await page.Page.ClickAsync("#confirm-yes");
            await page.UntilNoContainerAsync(name);

            await page.PressAsync($"Remove {image}");
            await page.Page.ClickAsync("#confirm-yes");
            await page.UntilAsync($"!document.querySelector('#images').innerText.includes('{image}')");
            Assert.Empty(page.Complaints);
        }
        finally
        {
            await TestEngine.Old.Cli("rm", "-f", name);
            await TestEngine.Old.Cli("rmi", image);
        }
    }

    [Fact]
    public async Task Hostile_text_is_shown_as_text_and_never_runs()
    {
        const string Attack = "<img src=x onerror=\"window.owned=1\"><script>window.owned=2</script>&amp;\u202Egnp.exe";
        string name = TestEngine.UniqueName("dash");
        await using SampleProgram dashboard = BrowserFixture.StartDashboard();
        await using DashboardPage page = await browser.OpenAsync(dashboard);
        await TestEngine.Old.StartContainer("--name", name, TestEngine.Busybox, "sh", "-c", "printf '%s\\n' \"$1\" 'data: {}' 'event: end' ''; exec sleep 600", "sh", Attack);
        await page.UntilContainerAsync(name, "<img src=x onerror="); // as its command

        await page.PressAsync($"Logs {name}");
        await page.UntilShowsAsync("#log-lines", "event: end");
        Assert.Equal([Attack, "data: {}", "event: end"], (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('#log-lines div')].map(line => line.textContent)"))[..3]);
        Assert.Equal("following …", await page.TextAsync("#logs-state"));
        Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelectorAll('main img, dialog img, main script, dialog script').length"));
        await page.Page.Keyboard.PressAsync("Escape");

        // What the reader types comes back in the error's words.
        await page.TypeAsync("#reference", "<img/src=x/onerror=window.owned=3>");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilShowsAsync("#problem", "<img/src=x/onerror=window.owned=3>");
        Assert.True(await page.EvaluateAsync<bool>("window.owned === undefined"));
        Assert.Empty(page.Complaints);
        await TestEngine.Old.CliOk("rm", "-f", name);
    }

    [Fact]
    public async Task All_of_it_can_be_done_with_the_keyboard()
    {
        string name = TestEngine.UniqueName("dash");
        await TestEngine.Old.CliOk("create", "--label", TestEngine.Label, "--name", name, TestEngine.Busybox, "sleep", "600");
        await using SampleProgram dashboard = BrowserFixture.StartDashboard();
        await using DashboardPage page = await browser.OpenAsync(dashboard);
        await page.UntilContainerAsync(name, "Created");

        await TabToAsync(page, $"Start {name}");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilContainerAsync(name, "Up ");

        // The list was drawn anew: the keyboard is still in this row.
        await page.UntilAsync($"document.activeElement?.closest('tr')?.innerText.includes('{name}') === true");
        await TabToAsync(page, $"Remove {name}");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilShowsAsync("#confirm", $"{name} is running. Kill and remove it?");

        // What is safe has the focus.
        Assert.Equal("Keep it", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilNoContainerAsync(name);
    }

    private static async Task TabToAsync(DashboardPage page, string label)
    {
        for (int presses = 0; presses < 200; presses++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>("document.activeElement?.getAttribute('aria-label') ?? null") == label)
            {
                return;
            }
        }

        Assert.Fail($"The keyboard does not get to '{label}'.");
    }
}
