using DockerKit;

await using DockerKitClient docker = DockerKitClient.Connect(args[0]);

docker.Ping(); // never executed, so that the compiler has something to warn about

await docker.Ping().ExecuteAsync();
VersionInfo version = await docker.Version().ExecuteAsync();
Console.WriteLine($"runtime: {Environment.Version.Major}");
Console.WriteLine($"client: {version.Client.Version} over {version.Client.Transport}");
Console.WriteLine($"server: {version.Server.Version}");
Console.WriteLine($"line: {docker.Version().ToCommandLine()}");
Console.WriteLine($"image: {ImageReference.Parse("php:8.3").Canonical}");
Console.WriteLine($"ports: {PortMapping.Parse("127.0.0.1:8080-8081:80-81").Expand().Count}");
Console.WriteLine($"size: {ByteSize.Parse("512m").Bytes}");
