using DockerKit.Transport;

namespace DockerKit;

/// <summary>A client that a container makes and disposes of, which it may do without waiting: <c>using var provider = services.BuildServiceProvider()</c>.</summary>
internal sealed class RegisteredClient : DockerKitClient, IDisposable
{
    private RegisteredClient(IDockerTransport transport, bool isOwned, DockerKitOptions options)
        : base(transport, options, isOwned)
    {
    }

    /// <summary>Makes it from what was registered under a name. Nothing is sent.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="FormatException">The endpoint is not one.</exception>
    public static RegisteredClient Make(IServiceProvider provider, string? name)
    {
        DockerKitOptions options = ClientConfiguration.Read(provider, name).Validated();
        (IDockerTransport transport, bool isOwned) = ClientTransport.Open(provider, name, options);
        return new RegisteredClient(transport, isOwned, options);
    }

    public void Dispose()
    {
        ValueTask closing = DisposeAsync();
        if (!closing.IsCompletedSuccessfully) // the default transport is done here
        {
            // A container that is not disposed of asynchronously cannot wait in another way; .NET's own host does the same.
            closing.AsTask().GetAwaiter().GetResult();
        }
    }
}
