using Microsoft.Extensions.Logging;
using Polly;

namespace DockerKit;

/// <summary>How a client reaches its engine and behaves. Read once, when the client is made.</summary>
public sealed class DockerKitOptions
{
    /// <summary>Where the engine is: <c>unix:///var/run/docker.sock</c>, <c>npipe:////./pipe/docker_engine</c>, <c>tcp://host:2376</c>.</summary>
    /// <value>Null for <c>DOCKER_HOST</c>, and without that the platform's own socket or pipe.</value>
    public string? Endpoint { get; set; }

    /// <summary>How calls are repeated that failed in a way that passes by itself.</summary>
    /// <value>The defaults of <see cref="RetryOptions"/>.</value>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>How long calls may take.</summary>
    /// <value>The defaults of <see cref="TimeoutOptions"/>.</value>
    public TimeoutOptions Timeouts { get; set; } = new();

    /// <summary>Your own Polly pipeline for each kind of operation, in place of <see cref="Retry"/> and of the attempt and total timeouts.</summary>
    /// <remarks>It is asked once for each kind. A pipeline for <see cref="OperationKind.OnceOnly"/> that tries again after a failure that
    /// is not <see cref="DockerUnavailableException.NeverSent"/> does things twice.</remarks>
    /// <value>Null for DockerKit's own. Null for one kind leaves that kind to DockerKit.</value>
    public Func<OperationKind, ResiliencePipeline?>? ResiliencePipeline { get; set; }

    /// <summary>How many items of one command are worked on at the same time: <c>Containers.Remove("a", "b", …)</c>.</summary>
    /// <value>16.</value>
    public int MaxConcurrency { get; set; } = 16;

    /// <summary>Where calls and retries are logged.</summary>
    /// <value>Null for nowhere.</value>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The clock of waits and time limits.</summary>
    /// <value><see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal DockerKitOptions Validated()
    {
        if (MaxConcurrency is < 1 or > 1024)
        {
            throw new ArgumentException($"MaxConcurrency is {MaxConcurrency}: it must be 1 to 1024.");
        }

        ArgumentNullException.ThrowIfNull(Retry);
        ArgumentNullException.ThrowIfNull(Timeouts);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        var copy = (DockerKitOptions)MemberwiseClone();
        copy.Retry = Retry.Validated();
        copy.Timeouts = Timeouts.Validated();
        return copy;
    }

    /// <summary>Whether the endpoint is one, where that is to be known before a transport is opened.</summary>
    internal void CheckEndpoint()
    {
        try
        {
            _ = Endpoint is null ? null : DockerEndpoint.Parse(Endpoint);
        }
        catch (FormatException e)
        {
            throw new FormatException($"Endpoint: {e.Message}", e);
        }
    }
}
