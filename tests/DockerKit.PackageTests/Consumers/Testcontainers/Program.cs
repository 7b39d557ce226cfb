using System.Reflection;
using DockerKit;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using TestContainer = DotNet.Testcontainers.Containers.IContainer;

Console.WriteLine($"> Docker.DotNet: {Assembly.Load("Docker.DotNet").GetName().Version!.Major}");
await using DockerKitClient docker = DockerKitClient.Connect(args[0]);
if (args.Length == 1)
{
    // An engine that only answers: the calls that Docker.DotNet carries where it is the right one.
    await docker.Containers.Start("a").ExecuteAsync();
    await docker.Containers.Kill("a").ExecuteAsync();
    await docker.Containers.Remove("a").ExecuteAsync();
    Console.WriteLine("> DockerKit: started, killed, removed");
    return;
}

// Testcontainers speaks API 1.44 or newer only; DockerKit also what this engine speaks.
TestContainer? theirs = null;
Container container;
if ((await docker.Version().ExecuteAsync()).Server.ApiVersion >= new Version(1, 44))
{
    TestcontainersSettings.ResourceReaperEnabled = false; // its image is on no test engine
    theirs = new ContainerBuilder(args[1]).WithDockerEndpoint(new Uri(args[0])).WithCommand("sleep", "300").WithCleanUp(false).Build();
    await theirs.StartAsync();
    container = docker.Containers.Get(theirs.Id);
}
else
{
    container = await docker.Containers.Run(args[1]).WithCommand("sleep", "300").StartAsync();
}

Console.WriteLine($"> made by: {(theirs is null ? "DockerKit" : "Testcontainers")}");
await container.Kill().ExecuteAsync();
await container.Start().ExecuteAsync();
Console.WriteLine($"> state: {(await container.Inspect().ExecuteAsync()).State}");
await container.Remove().Force().ExecuteAsync();
if (theirs is not null)
{
    await theirs.DisposeAsync();
}

RunResult echo = await docker.Containers.Run(args[1]).WithCommand("cat").WithStandardInput("through standard input").RemoveWhenDone().ExecuteAsync();
Console.WriteLine($"> cat: {echo.StandardOutput}");
