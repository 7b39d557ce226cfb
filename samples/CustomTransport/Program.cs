using DockerKit;
using DockerKit.Samples.CustomTransport;
using DockerKit.Transport;
using DockerKit.Transport.DockerDotNet;

// A client that can look but not touch, for a dashboard, a report, a person on call.
//   dotnet run --project samples/CustomTransport [ENDPOINT [CONTAINER]]
DockerEndpoint endpoint = args.Length > 0 ? DockerEndpoint.Parse(args[0]) : DockerEndpoint.FromEnvironment();
await using DockerKitClient docker = DockerKitClient.Connect(new ReadOnlyTransport(new DockerDotNetTransport(endpoint)));

Console.WriteLine($"engine: {(await docker.Version().ExecuteAsync()).Server.Version}");
foreach (ContainerSummary container in await docker.Containers.List().All().ExecuteAsync())
{
    Console.WriteLine($"container: {container.Name}  {container.Status}");
}

try
{
    await docker.Containers.Remove(args.Length > 1 ? args[1] : "web").Force().ExecuteAsync();
}
catch (DockerUnauthorizedException e)
{
    // The message has the line that was refused, as with every error.
    Console.WriteLine($"refused: {e.Message}");
}
