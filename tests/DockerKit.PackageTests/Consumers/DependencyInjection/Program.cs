using DockerKit;
using Microsoft.Extensions.DependencyInjection;

var services = new ServiceCollection();
services.AddDockerKit(options =>
{
    options.Endpoint = args[0];
    options.Retry.MaxAttempts = 2;
});
services.AddDockerKit("nowhere", static options =>
{
    options.Endpoint = "unix:///no/such.sock";
    options.Retry.MaxAttempts = 1;
});
services.AddTransient<Greeter>();
await using ServiceProvider provider = services.BuildServiceProvider();

Console.WriteLine($"runtime: {Environment.Version.Major}");
await provider.GetRequiredService<Greeter>().GreetAsync(args.Length > 1 ? args[1] : null);

internal sealed class Greeter(DockerKitClient docker, [FromKeyedServices("nowhere")] DockerKitClient nowhere)
{
    public async Task GreetAsync(string? image)
    {
        VersionInfo version = await docker.Version().ExecuteAsync();
        Console.WriteLine($"server: {version.Server.Version}");
        try
        {
            await nowhere.Ping().ExecuteAsync();
        }
        catch (DockerUnavailableException e)
        {
            Console.WriteLine($"unavailable: {e.Summary}");
        }

        if (image is not null)
        {
            RunResult hello = await docker.Containers.Run(image).WithCommand("echo", "hello from a container").RemoveWhenDone().ExecuteAsync();
            Console.WriteLine($"run: {hello.StandardOutput.Trim()}");
        }
    }
}
