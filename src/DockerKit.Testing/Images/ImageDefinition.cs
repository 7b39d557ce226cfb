using System.Collections.ObjectModel;

namespace DockerKit.Testing;

/// <summary>What an image is made of. All of it has a default, so that a test writes down only what it is about.</summary>
public sealed record ImageDefinition
{
    /// <summary>The command (<c>CMD</c>).</summary>
    /// <value><c>sh</c>.</value>
    public IReadOnlyList<string> Command { get; init; } = ["sh"];

    /// <summary>The entrypoint (<c>ENTRYPOINT</c>).</summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    /// <summary>The environment (<c>ENV</c>), as <c>NAME=VALUE</c>.</summary>
    /// <value>The usual <c>PATH</c>.</value>
    public IReadOnlyList<string> Environment { get; init; } = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"];

    /// <summary>The labels (<c>LABEL</c>).</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The ports (<c>EXPOSE</c>): <c>80</c>, <c>53/udp</c>.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    /// <summary>The places of anonymous volumes (<c>VOLUME</c>).</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>The folder that processes start in (<c>WORKDIR</c>).</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>The user (<c>USER</c>).</summary>
    public string User { get; init; } = "";

    /// <summary>The signal that stops a container (<c>STOPSIGNAL</c>).</summary>
    /// <value>Null for the engine's own, which is <c>SIGTERM</c>.</value>
    public Signal? StopSignal { get; init; }

    /// <summary>The health check (<c>HEALTHCHECK</c>). It finds the container healthy after its interval, unless the program or the test says otherwise.</summary>
    public HealthCheck? HealthCheck { get; init; }

    /// <summary>The layers, from the lowest up.</summary>
    /// <value>One of five megabytes.</value>
    public IReadOnlyList<ImageLayer> Layers { get; init; } = [new(ByteSize.FromBytes(5_000_000))];

    /// <summary>When it was made.</summary>
    /// <value>Null for the moment that it is given to the engine or the registry.</value>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The name or id of the image that it was built on, here. That image cannot be removed before this one.</summary>
    /// <value>Null where it was built elsewhere, as every image that was pulled.</value>
    public string? BuiltOn { get; init; }

    /// <summary>The platform.</summary>
    /// <value><c>linux/amd64</c>.</value>
    public string Platform { get; init; } = "linux/amd64";
}
