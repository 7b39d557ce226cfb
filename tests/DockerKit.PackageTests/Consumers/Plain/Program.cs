using DockerKit;

await using DockerKitClient docker = DockerKitClient.Connect(args[0]);

docker.Ping(); // never executed, so that the compiler has something to warn about
docker.Containers.Stop("x");

VersionInfo version;
try
{
    version = await docker.Version().ExecuteAsync();
}
catch (DockerUnavailableException e)
{
    Console.WriteLine($"unavailable: {e.Summary}");
    return;
}

Console.WriteLine($"runtime: {Environment.Version.Major}");
Console.WriteLine($"client: {version.Client.Version} over {version.Client.Transport}");
Console.WriteLine($"server: {version.Server.Version}");
Console.WriteLine($"line: {docker.Version().ToCommandLine()}");
Console.WriteLine($"image: {ImageReference.Parse("php:8.3").Canonical}");
Console.WriteLine($"ports: {PortMapping.Parse("127.0.0.1:8080-8081:80-81").Expand().Count}");
Console.WriteLine($"size: {ByteSize.Parse("512m").Bytes}");
if (args.Length > 1)
{
    RunResult hello = await docker.Containers.Run(args[1]).WithCommand("echo", "hello from a container").RemoveWhenDone().ExecuteAsync();
    Console.WriteLine($"run: {hello.StandardOutput.Trim()}");
}
