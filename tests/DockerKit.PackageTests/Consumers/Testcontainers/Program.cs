using System.Reflection;
using DockerKit;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using TestContainer = DotNet.Testcontainers.Containers.IContainer;

Console.WriteLine($"Docker.DotNet: {Assembly.Load("Docker.DotNet").GetName().Version!.Major}");
await using DockerKitClient docker = DockerKitClient.Connect(args[0]);
if (args.Length == 1)
{
    // An engine that only answers: the calls that Docker.DotNet carries where it is the right one.
    await docker.Containers.Start("a").ExecuteAsync();
    await docker.Containers.Kill("a").ExecuteAsync();
    await docker.Containers.Remove("a").ExecuteAsync();
    Console.WriteLine("DockerKit: started, killed, removed");
    return;
}

TestcontainersSettings.ResourceReaperEnabled = false; // its image is on no test engine
await using TestContainer theirs = new ContainerBuilder(args[1]).WithDockerEndpoint(new Uri(args[0])).WithCommand("sleep", "300").WithCleanUp(false).Build();
await theirs.StartAsync();
Container same = docker.Containers.Get(theirs.Id);
await same.Kill().ExecuteAsync();
await same.Start().ExecuteAsync();
Console.WriteLine($"Testcontainers: {(await same.Inspect().ExecuteAsync()).State}");
await same.Remove().Force().ExecuteAsync();

RunResult echo = await docker.Containers.Run(args[1]).WithCommand("cat").WithStandardInput("through standard input").RemoveWhenDone().ExecuteAsync();
Console.WriteLine($"DockerKit: {echo.StandardOutput}");
