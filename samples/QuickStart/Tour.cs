using System.Globalization;
using DockerKit;
using Spectre.Console;

namespace DockerKit.Samples.QuickStart;

/// <summary>The steps. What they make is removed at the end, also when one of them fails.</summary>
internal sealed class Tour(DockerKitClient docker, Choice choice)
{
    private readonly Narrator _narrator = new();
    private readonly string _name = $"dockerkit-quickstart-{Guid.NewGuid():N}"[..28];
    private readonly string _image = choice.Image.Familiar;
    private readonly List<string> _ours = [];

    public async Task RunAsync(CancellationToken ct)
    {
        await MeetTheEngineAsync(ct);
        await SearchAsync(ct);
        try
        {
            await PullAsync(ct);
            await ListImagesAsync(ct);
            await RunInTheForegroundAsync(ct);
            await RunDetachedAsync(ct);
            await LookAfterItAsync(ct);
            await StopAndRemoveAsync(ct);
        }
        finally
        {
            await CleanUpAsync();
        }

        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLine("[bold]Done.[/] Every line of C# above is in samples/QuickStart/Tour.cs; all commands are in docs/commands.md.");
    }

    private async Task MeetTheEngineAsync(CancellationToken ct)
    {
        VersionInfo version = await _narrator.DoAsync("Meet the engine", docker.Version(), c => c.ExecuteAsync(ct));
        Narrator.Tell($"Docker {version.Server.Version} (API {version.Client.ApiVersion}) on {version.Server.OperatingSystem}/{version.Server.Architecture}, at {version.Client.Endpoint}");
    }

    private async Task SearchAsync(CancellationToken ct)
    {
        string term = choice.SearchTerm;
        try
        {
            IReadOnlyList<ImageSearchResult> hits = await _narrator.DoAsync("Search a registry", docker.Images.Search(term).WithLimit(5), c => c.ExecuteAsync(ct));
            Narrator.Tell(["NAME", "STARS", "OFFICIAL", "DESCRIPTION"], hits.Select(static hit =>
                new[] { hit.Name, hit.Stars.ToString(CultureInfo.InvariantCulture), hit.IsOfficial ? "[OK]" : "", hit.Description }));
        }
        catch (DockerKitException e)
        {
            // Not every registry can be searched, and the rest of the tour does not need it.
            Narrator.Tell($"The registry cannot be searched: {e.Summary}");
        }
    }

    private async Task PullAsync(CancellationToken ct)
    {
        if (choice.Layers is not null)
        {
            string layers = choice.Layers.Familiar;
            await NoteIfNewAsync(layers, ct);
            Tell(await _narrator.DoAsync("Pull an image, layer by layer", docker.Images.Pull(layers), c => PullView.ShowAsync(c.StreamAsync(ct))));
        }

        string image = _image;
        await NoteIfNewAsync(image, ct);
        Tell(await _narrator.DoAsync("Pull the image to run", docker.Images.Pull(image), c => PullView.ShowAsync(c.StreamAsync(ct))));

        static void Tell(PulledImage pulled)
        {
            Narrator.Tell(pulled.StatusLine);
            Narrator.Tell($"{pulled.Address}  {pulled.Digest}");
        }
    }

    /// <summary>Only what was not here before is removed at the end.</summary>
    private async Task NoteIfNewAsync(string image, CancellationToken ct)
    {
        if ((await docker.Images.List().Matching(image).ExecuteAsync(ct)).Count == 0)
        {
            _ours.Add(image);
        }
    }

    private async Task ListImagesAsync(CancellationToken ct)
    {
        IReadOnlyList<ImageSummary> images = await _narrator.DoAsync("List the images", docker.Images.List(), c => c.ExecuteAsync(ct));
        Narrator.Tell(["REPOSITORY", "TAG", "IMAGE ID", "CREATED", "SIZE"], images.Take(10).Select(static i =>
            new[] { i.Repository ?? "<none>", i.Tag ?? "<none>", i.ShortId, i.CreatedSince, i.Size.ToHumanString() }));
    }

    private async Task RunInTheForegroundAsync(CancellationToken ct)
    {
        string image = _image;
        try
        {
            RunResult result = await _narrator.DoAsync(
                "Run a command in the foreground, and have its output and exit code",
                docker.Containers.Run(image).WithEntrypoint("sh").WithCommand("-c", "echo hello from $(uname -s); id -u").RemoveWhenDone(),
                c => c.ExecuteAsync(ct));
            foreach (string line in result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Narrator.Tell($"> {line}");
            }

            Narrator.Tell($"exit code {result.ExitCode}");
        }
        catch (DockerKitException e) when (e is not DockerUnavailableException)
        {
            // An image need not have a shell. The error is what the engine says.
            Narrator.Tell($"It could not be run: {e.Summary}");
        }
    }

    private async Task RunDetachedAsync(CancellationToken ct)
    {
        (string image, string name, string[] server) = (_image, _name, choice.WebServer);
        if (choice.WebPort is not { } port)
        {
            _ = await _narrator.DoAsync("Run it detached, with every exposed port published", docker.Containers.Run(image).WithName(name).PublishAllPorts(), c => c.StartAsync(ct));
            return;
        }

        _ = await _narrator.DoAsync(
            "Run it detached, with a port published at a free port of this machine",
            docker.Containers.Run(image).WithName(name).WithPort($"127.0.0.1::{port}").WithCommand(server),
            c => c.StartAsync(ct));
        ContainerDetails details = await docker.Containers.Inspect(name).ExecuteAsync(ct);
        ContainerPort published = details.Ports.First(p => p.PublicPort is not null);
        var address = new Uri($"http://127.0.0.1:{published.PublicPort}/");
        Narrator.Tell($"{address} answers {await Http.StatusOnceUpAsync(address, ct)}");
    }

    private async Task LookAfterItAsync(CancellationToken ct)
    {
        string name = _name;
        IReadOnlyList<ContainerSummary> containers = await _narrator.DoAsync("See what runs", docker.Containers.List().WithName(name), c => c.ExecuteAsync(ct));
        Narrator.Tell(["CONTAINER ID", "IMAGE", "STATUS", "PORTS", "NAMES"], containers.Select(static c =>
            new[] { c.ShortId, c.Image, c.Status, string.Join(", ", c.Ports), c.Name }));

        ContainerLogs logs = await _narrator.DoAsync("Read its logs", docker.Containers.Logs(name).Tail(5), c => c.ExecuteAsync(ct));
        string text = (logs.StandardOutput + logs.StandardError).Trim();
        Narrator.Tell(text.Length == 0 ? "(it has written nothing)" : text.ReplaceLineEndings(Environment.NewLine + "   "));

        await _narrator.DoAsync("Restart it", docker.Containers.Restart(name).WithTimeout(TimeSpan.FromSeconds(1)), c => c.ExecuteAsync(ct));
    }

    private async Task StopAndRemoveAsync(CancellationToken ct)
    {
        string name = _name;
        await _narrator.DoAsync("Stop it, and give it a second to end by itself", docker.Containers.Stop(name).WithTimeout(TimeSpan.FromSeconds(1)), c => c.ExecuteAsync(ct));
        await _narrator.DoAsync("Start it again", docker.Containers.Start(name), c => c.ExecuteAsync(ct));
        await _narrator.DoAsync("Kill it", docker.Containers.Kill(name), c => c.ExecuteAsync(ct));
        await _narrator.DoAsync("Remove it", docker.Containers.Remove(name), c => c.ExecuteAsync(ct));
        if (_ours.Count == 0)
        {
            Narrator.Tell($"{_image} was here before the tour, so it stays.");
            return;
        }

        List<string> images = _ours;
        RemovedImages removed = await _narrator.DoAsync("Remove what was pulled, all in one command", docker.Images.Remove(images), c => c.ExecuteAsync(ct));
        Narrator.Tell($"{removed.Untagged.Count} untagged, {removed.Deleted.Count} deleted");
        _ours.Clear();
    }

    /// <summary>Takes away what a tour that ended early has left. Its own token: the tour's may be cancelled.</summary>
    private async Task CleanUpAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await docker.Containers.RemoveAll(docker.Containers.List().All().WithName(_name)).IncludingRunning().AllowFailures().ExecuteAsync(limit.Token);
        if (_ours.Count > 0)
        {
            await docker.Images.Remove(_ours).AllowFailures().ExecuteAsync(limit.Token);
        }
    }
}
