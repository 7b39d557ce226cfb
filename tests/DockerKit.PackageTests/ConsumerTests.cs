namespace DockerKit.PackageTests;

/// <summary>New projects that install the packages, as users do, and run on an engine.</summary>
[Collection(nameof(PackedPackages))]
public sealed class ConsumerTests(PackedPackages packages)
{
    [Fact]
    public async Task A_new_project_on_net_10_installs_the_package_builds_and_runs()
    {
        string project = await NewProject("net10.0", "Plain");

        // As users see it who have the recommended analysers on: a command that is never executed is a warning.
        string build = await DotNet.Run(project, "build", "-p:AnalysisMode=Recommended", "--output", "out");

        Assert.Contains("Program.cs(5,1): warning CA1806", build, StringComparison.Ordinal);
        Assert.Contains("Program.cs(6,1): warning CA1806", build, StringComparison.Ordinal);
        await AssertRunsAsync(10, project);
        string nowhere = await RunAsync(project, "unix:///no/such.sock");
        Assert.Contains("unavailable: ", nowhere, StringComparison.Ordinal);
        Assert.Contains("unix:///no/such.sock", nowhere, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_project_on_net_8_installs_the_package_builds_and_runs_on_that_runtime()
    {
        string project = await NewProject("net8.0", "Plain");

        // The machine need not have this runtime: it comes with the program.
        await DotNet.Run(project, "publish", "--self-contained", "--use-current-runtime", "--output", "out");
        await AssertRunsAsync(8, project);
    }

    [Fact]
    public async Task A_new_project_on_net_10_takes_its_clients_out_of_a_container_of_services()
    {
        string project = await NewProject("net10.0", "DependencyInjection", ("Microsoft.Extensions.DependencyInjection", "10.0.0"));
        await DotNet.Run(project, "build", "--output", "out");
        await AssertRunsWithServicesAsync(10, project);
    }

    [Fact]
    public async Task A_new_project_on_net_8_takes_its_clients_out_of_a_container_of_services()
    {
        string project = await NewProject("net8.0", "DependencyInjection", ("Microsoft.Extensions.DependencyInjection", "8.0.1"));
        await DotNet.Run(project, "publish", "--self-contained", "--use-current-runtime", "--output", "out");
        await AssertRunsWithServicesAsync(8, project);
    }

    [Fact]
    public async Task An_application_that_uses_Testcontainers_too_works()
    {
        // It brings Docker.DotNet.Enhanced, whose assembly Docker.DotNet.dll takes the place of the one that DockerKit is built on.
        string project = await NewProject("net10.0", "Testcontainers", ("Testcontainers", "4.16.0"));
        string build = await DotNet.Run(project, "build", "--output", "out");
        Assert.DoesNotContain("warning", build.Replace("0 Warning(s)", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        foreach (EngineToUse engine in EngineToUse.All())
        {
            await using (engine)
            {
                string[] lines = Lines(await RunAsync(project, engine.Arguments)); // with what Testcontainers logs
                Assert.Equal(
                    engine.IsReal
                        ? ["Docker.DotNet: 4", $"made by: {engine.MakerBesideTestcontainers}", "state: Running", "cat: through standard input"]
                        : ["Docker.DotNet: 4", "DockerKit: started, killed, removed"],
                    lines.Where(static l => l.StartsWith("> ", StringComparison.Ordinal)).Select(static l => l[2..]));
            }
        }
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Task<string> RunAsync(string project, params string[] arguments) =>
        DotNet.Start(project, Path.Combine(project, "out", OperatingSystem.IsWindows() ? "consumer.exe" : "consumer"), arguments);

    private async Task<string> NewProject(string framework, string program, params (string Id, string Version)[] more)
    {
        string project = Path.Combine(packages.Folder, program, framework, "consumer");
        Directory.CreateDirectory(project);
        await DotNet.Run(project, "new", "console", "--no-restore", "--debug:custom-hive", Path.Combine(packages.Folder, "templates"));

        // The template knows the SDK's own framework only.
        string file = Path.Combine(project, "consumer.csproj");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("net10.0", framework, StringComparison.Ordinal));
        foreach ((string id, string version) in more.Prepend(("DockerKit", packages.Version)))
        {
            await DotNet.Run(project, "add", "package", id, "--version", version);
        }

        File.Copy(Path.Combine(AppContext.BaseDirectory, "Consumers", program, "Program.cs"), Path.Combine(project, "Program.cs"), overwrite: true);
        return project;
    }

    private async Task AssertRunsAsync(int runtime, string project)
    {
        foreach (EngineToUse engine in EngineToUse.All())
        {
            await using (engine)
            {
                string[] lines = Lines(await RunAsync(project, engine.Arguments));
                string[] expected =
                [
                    $"runtime: {runtime}",
                    $"client: {packages.Version} over docker-dotnet",
                    engine.Server(lines),
                    "line: docker version",
                    "image: docker.io/library/php:8.3",
                    "ports: 2",
                    "size: 536870912",
                ];
                Assert.Equal(engine.IsReal ? [.. expected, "run: hello from a container"] : expected, lines);
            }
        }
    }

    private static async Task AssertRunsWithServicesAsync(int runtime, string project)
    {
        foreach (EngineToUse engine in EngineToUse.All())
        {
            await using (engine)
            {
                string[] lines = Lines(await RunAsync(project, engine.Arguments));
                Assert.Equal([$"runtime: {runtime}", engine.Server(lines)], lines[..2]);
                Assert.StartsWith("unavailable: ", lines[2], StringComparison.Ordinal);
                Assert.Contains("/no/such.sock", lines[2], StringComparison.Ordinal);
                Assert.Equal(engine.IsReal ? "run: hello from a container" : null, lines.ElementAtOrDefault(3));
            }
        }
    }
}
