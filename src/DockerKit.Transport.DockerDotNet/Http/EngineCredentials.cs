using Docker.DotNet;
using Microsoft.Net.Http.Client;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>The public hook through which Docker.DotNet's HTTP stack is replaced by ours.</summary>
internal sealed class EngineCredentials(EngineHandler handler) : Credentials
{
    public override bool IsTlsCredentials() => false;

    public override HttpMessageHandler GetHandler(HttpMessageHandler innerHandler)
    {
        if (handler.Endpoint.Scheme == "npipe" && innerHandler is ManagedHandler managed)
        {
            managed.UseProxy = false;
            handler.Pipe = (managed, response => DockerDotNetCalls.HijackPipe(handler, response));
        }
        else
        {
            innerHandler.Dispose();
        }

        return handler;
    }
}
