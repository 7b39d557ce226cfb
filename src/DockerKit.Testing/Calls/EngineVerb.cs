namespace DockerKit.Testing;

/// <summary>What an engine can be asked to do, to name it for faults and in the record of calls.</summary>
public enum EngineVerb
{
    /// <summary>Whether it answers (<c>GET /_ping</c>).</summary>
    Ping,

    /// <summary>Its version: <c>docker version</c>.</summary>
    Version,

    /// <summary>Its state: <c>docker info</c>.</summary>
    Info,

    /// <summary><c>docker images</c>.</summary>
    ListImages,

    /// <summary><c>docker search</c>.</summary>
    SearchImages,

    /// <summary><c>docker pull</c>.</summary>
    PullImage,

    /// <summary><c>docker rmi</c>.</summary>
    RemoveImage,

    /// <summary><c>docker ps</c>.</summary>
    ListContainers,

    /// <summary><c>docker create</c>, and the first half of <c>docker run</c>.</summary>
    CreateContainer,

    /// <summary><c>docker inspect</c>.</summary>
    InspectContainer,

    /// <summary><c>docker start</c>, and the second half of <c>docker run</c>.</summary>
    StartContainer,

    /// <summary><c>docker stop</c>.</summary>
    StopContainer,

    /// <summary><c>docker restart</c>.</summary>
    RestartContainer,

    /// <summary><c>docker kill</c>.</summary>
    KillContainer,

    /// <summary><c>docker rm</c>.</summary>
    RemoveContainer,

    /// <summary><c>docker wait</c>.</summary>
    WaitContainer,

    /// <summary><c>docker logs</c>.</summary>
    ReadLogs,

    /// <summary><c>docker attach</c>.</summary>
    AttachContainer,

    /// <summary>A change of a terminal's size.</summary>
    ResizeContainer,
}
