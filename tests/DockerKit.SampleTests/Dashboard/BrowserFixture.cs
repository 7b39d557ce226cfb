using DockerKit.EngineTests;
using DockerKit.SampleTests.Dashboard;
using PuppeteerSharp;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace DockerKit.SampleTests.Dashboard;

/// <summary>Debian's Chromium, without a window.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private readonly string _profile = Directory.CreateTempSubdirectory("dockerkit-browser-").FullName;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        string program = Environment.GetEnvironmentVariable("DOCKERKIT_TEST_CHROMIUM") is { Length: > 0 } own ? own : "/usr/bin/chromium";
        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"There is no {program}: these tests need Chromium. Run them with ./tests/run.sh, which installs it, or name another in DOCKERKIT_TEST_CHROMIUM.");
        }

        _browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = program,
            Headless = true,
            UserDataDir = _profile,

            // Root has no sandbox, a container a small /dev/shm, and a private network no way to the updates of anything.
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--proxy-server=direct://"],
            Env = { ["HOME"] = _profile },
        });
    }

    /// <summary>Opens the dashboard in a tab that shares nothing with the others.</summary>
    internal async Task<DashboardPage> OpenAsync(SampleProgram dashboard)
    {
        IBrowserContext context = await _browser!.CreateBrowserContextAsync();
        return await DashboardPage.OpenAsync(context, await dashboard.Address);
    }

    /// <summary>The dashboard of an engine.</summary>
    internal static SampleProgram StartDashboard(params (string Name, string Endpoint)[] engines) =>
        SampleProgram.Start("AspNetDashboard", [("Port", "0"), .. engines.Select(static engine => ($"Engines__{engine.Name}__Endpoint", engine.Endpoint))]);

    internal static SampleProgram StartDashboard() => StartDashboard(("local", TestEngine.Old.Endpoint));

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        Directory.Delete(_profile, recursive: true);
    }
}
