using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DockerKit.Tests;

namespace DockerKit.EngineTests;

/// <summary>The CLI as judge: a command and its line, given to the real <c>docker</c>, must leave the engine in the same state.</summary>
public sealed class DifferentialTests
{
    private const int Combinations = 200;
    private const int Runs = 40;

    /// <summary>Where DockerKit and an engine's CLI differ on purpose: the beginning of the difference, and why.</summary>
    private static readonly (TestEngine Engine, string Beginning, string Reason)[] Named =
    [
        (TestEngine.Old, "HostConfig.CapAdd", "The CLI of 20.10 sends the names as typed. Later ones, and DockerKit, send them as the kernel writes them; the engine takes both."),
        (TestEngine.Old, "HostConfig.CapDrop", "As for CapAdd."),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<TestEngine> Engines => TestEngine.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_command_and_its_line_make_the_same_container(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        Version version = (await docker.Version().ExecuteAsync(Token)).Client.ApiVersion!;
        await using var surroundings = await Surroundings.MakeAsync(engine);
        CommandGenerator.Generated[] commands = [.. CommandGenerator.Commands(version, surroundings.Options, Combinations)];
        var pairs = new ConcurrentBag<(string Line, Made Ours, Made Cli)>();
        await Parallel.ForEachAsync(commands, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token }, async (generated, token) =>
        {
            CreateContainerCommand command = generated.Apply(docker.Containers.Create(TestEngine.Busybox).WithLabel(TestEngine.Label));
            pairs.Add((command.ToCommandLine(), await MakeAsync(command, token), await MakeAsync(engine, command.ToCommandLine())));
        });

        Dictionary<string, JsonNode> containers = await InspectAsync(engine, pairs.SelectMany(static p => new[] { p.Ours.Id, p.Cli.Id }).OfType<string>());
        string[] different = [.. pairs.SelectMany(p => Differences(engine, p.Line, p.Ours, p.Cli, containers)).Order(StringComparer.Ordinal)];
        Assert.True(different.Length == 0, $"{different.Length} differences on the {engine} engine:\n{string.Join('\n', different)}");
        Assert.True(containers.Count > commands.Length, $"Only {containers.Count} containers were made of {commands.Length} commands.");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_run_and_its_line_leave_the_same_container(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        Version version = (await docker.Version().ExecuteAsync(Token)).Client.ApiVersion!;

        // Without what removes the container, takes a port of the host that another has, or needs a terminal of the caller's.
        ContainerOptionCatalogue.Option[] options =
        [
            .. ContainerOptionCatalogue.All.Where(o => !(o.Since > version) && o.NeedsMore is null && o.Words is not ("--rm" or "-t" or "--pid host" or "--network host")
                && !o.Words.StartsWith("--publish", StringComparison.Ordinal) && !o.Words.StartsWith("--restart", StringComparison.Ordinal)),
        ];
        var pairs = new ConcurrentBag<(string Line, string Ours, long? OurExit, string Cli, CliResult CliResult)>();
        await Parallel.ForEachAsync(CommandGenerator.Combinations(options, Runs), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token }, async (generated, token) =>
        {
            CreateContainerCommand create = generated.Apply(docker.Containers.Create(TestEngine.Busybox).WithCommand("true").WithLabel(TestEngine.Label));
            string ours = TestEngine.UniqueName("ours");
            string line = new RunContainerCommand(create.Executor, create.WithName(TestEngine.UniqueName("cli")).Options).ToCommandLine();
            long? exit = await ExitOf(new RunContainerCommand(create.Executor, create.WithName(ours).Options), token);
            pairs.Add((line, ours, exit, line.Split(' ')[3], await engine.Shell(line)));
        });

        string[] names = [.. pairs.SelectMany(static p => new[] { p.Ours, p.Cli })];
        Dictionary<string, JsonNode> containers = (await InspectAsync(engine, names)).Values.ToDictionary(static c => c["Name"]!.GetValue<string>()[1..]);
        string[] different =
        [
            .. pairs.Where(static p => p.OurExit is { } exit ? exit != p.CliResult.ExitCode : p.CliResult.ExitCode < 125).Select(static p => $"{p.Line}\n    DockerKit ended with {p.OurExit}, the CLI with {p.CliResult.ExitCode}: {p.CliResult.StandardError}"),
            .. pairs.Where(p => containers.ContainsKey(p.Ours) != containers.ContainsKey(p.Cli)).Select(static p => $"{p.Line}\n    Only one of them made a container: {p.CliResult.StandardError}"),
            .. pairs.Where(p => containers.ContainsKey(p.Ours) && containers.ContainsKey(p.Cli)).SelectMany(p => Differences(engine, p.Line, new Made(p.Ours, null), new Made(p.Cli, null), containers)),
        ];
        Assert.True(different.Length == 0, $"{different.Length} differences on the {engine} engine:\n{string.Join('\n', different)}");
        Assert.True(pairs.Count(static p => p.OurExit == 0) > Runs / 3, $"Only {pairs.Count(static p => p.OurExit == 0)} of {Runs} runs went well.");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_option_that_the_engine_does_not_know_is_refused_by_its_name(TestEngine engine)
    {
        await using DockerKitClient docker = engine.Connect();
        Version version = (await docker.Version().ExecuteAsync(Token)).Client.ApiVersion!;
        foreach (ContainerOptionCatalogue.Option option in ContainerOptionCatalogue.All.Where(o => o.Since > version))
        {
            var refusal = await Assert.ThrowsAsync<UnsupportedOptionException>(() => option.Apply(docker.Containers.Create(TestEngine.Busybox)).ExecuteAsync(Token));
            Assert.StartsWith(refusal.Option, option.Words, StringComparison.Ordinal);
            Assert.Equal((option.Since, version), (refusal.RequiredApiVersion, refusal.EngineApiVersion));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_a_shell_would_change_arrives_as_it_was_written(TestEngine engine)
    {
        string[] values = ["", " ", "a b", "it's", "\"q\"", "$HOME", "`id`", "$(id)", "a\n\nb\n", "\t\r", "back\\slash", "\\'", "-x", "--help", "ü€😀", "*", "~", "!x", "#c", ";&|<>", "=z", "%d", "{a,b}", "''"];
        await using DockerKitClient docker = engine.Connect();
        CreateContainerCommand command = docker.Containers.Create(TestEngine.Busybox).WithLabel(TestEngine.Label).WithCommand(["echo", .. values]);
        for (int i = 0; i < values.Length; i++)
        {
            command = command.WithEnvironment($"E{i}", values[i]).WithLabel($"l{i}", values[i]);
        }

        Made ours = await MakeAsync(command, Token);
        Made cli = await MakeAsync(engine, command.ToCommandLine());
        Dictionary<string, JsonNode> containers = await InspectAsync(engine, [ours.Id!, cli.Id!]);
        Assert.Empty(Differences(engine, command.ToCommandLine(), ours, cli, containers));
        Assert.Equal(["echo", .. values], containers[ours.Id!]["Config"]!["Cmd"]!.AsArray().Select(static word => word!.GetValue<string>()));
    }

    /// <summary>The exit code; null when the engine did not start it.</summary>
    private static async Task<long?> ExitOf(RunContainerCommand run, CancellationToken cancellationToken)
    {
        try
        {
            return (await run.AllowNonZeroExit().ExecuteAsync(cancellationToken)).ExitCode;
        }
        catch (DockerKitException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Differences(TestEngine engine, string line, Made ours, Made cli, Dictionary<string, JsonNode> containers)
    {
        if (ours.Id is null || cli.Id is null)
        {
            // Both refused is the same, when it is the engine that refuses.
            bool same = ours.Id is null && cli.Id is null && ours.Error is { Length: > 0 } words && cli.Error!.Contains(words, StringComparison.Ordinal);
            return same ? [] : [$"{line}\n    DockerKit: {ours.Id ?? ours.Error}\n    CLI: {cli.Id ?? cli.Error}"];
        }

        return InspectedState.Differences(containers[ours.Id], containers[cli.Id])
            .Where(d => !Array.Exists(Named, n => n.Engine.ToString() == engine.ToString() && d.StartsWith(n.Beginning, StringComparison.Ordinal)))
            .Select(d => $"{line}\n    {d}");
    }

    private static async Task<Made> MakeAsync(CreateContainerCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return new Made((await command.ExecuteAsync(cancellationToken)).Id, null);
        }
        catch (DockerKitException e)
        {
            return new Made(null, e.EngineMessage ?? e.Message);
        }
    }

    private static async Task<Made> MakeAsync(TestEngine engine, string line)
    {
        CliResult result = await engine.Shell(line);
        return result.ExitCode == 0 ? new Made(result.Lines[^1], null) : new Made(null, result.StandardError.Trim());
    }

    private static async Task<Dictionary<string, JsonNode>> InspectAsync(TestEngine engine, IEnumerable<string> ids)
    {
        var all = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (string[] some in ids.Chunk(100))
        {
            // It fails when one of them was not made, and prints the others.
            CliResult result = await engine.Cli(["inspect", "--type", "container", .. some]);
            foreach (JsonNode? container in JsonNode.Parse(result.StandardOutput)!.AsArray())
            {
                all[container!["Id"]!.GetValue<string>()] = container;
            }

            await engine.Cli(["rm", "-f", "-v", .. some]);
        }

        return all;
    }

    /// <summary>A container's id, or why there is none.</summary>
    private sealed record Made(string? Id, string? Error);
}
