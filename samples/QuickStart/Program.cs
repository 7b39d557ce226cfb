using DockerKit;
using DockerKit.Samples.QuickStart;
using Spectre.Console;

// Walks through a day with Docker, each step with the C# line that did it and the docker line that equals it.
//   dotnet run                    uses small images: from the registry that quickstart.sh started, else from Docker Hub
//   dotnet run -- nginx:1.27      does the same with an image of yours
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = 200; // a log has no edge to break lines at
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

await using DockerKitClient docker = DockerKitClient.Connect();
try
{
    await new Tour(docker, Choice.From(args)).RunAsync(stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    AnsiConsole.MarkupLine("[yellow]Stopped. What the tour had made is removed.[/]");
    return 130;
}
catch (Exception e) when (e is DockerKitException or FormatException or ArgumentException)
{
    AnsiConsole.MarkupLineInterpolated($"[red]{e.Message}[/]");
    return 1;
}
