using System.Diagnostics.Contracts;

namespace DockerKit;

/// <summary>One container: its id or name, and the commands for it. Getting one asks the engine nothing.</summary>
public class Container
{
    private readonly ContainerOperations _containers;

    /// <summary>For test doubles that override members.</summary>
    protected Container()
        : this(ContainerOperations.Detached, "")
    {
    }

    internal Container(ContainerOperations containers, string id)
    {
        _containers = containers;
        Id = id;
    }

    /// <summary>The full id of a container that was created here; else the name or id that it was got by.</summary>
    public virtual string Id { get; }

    /// <summary>What the engine remarked on when it was created here.</summary>
    /// <value>Empty for a container that was got by its name.</value>
    public virtual IReadOnlyList<string> Warnings { get; internal init; } = [];

    /// <summary>Everything about it: <c>docker container inspect</c>.</summary>
    [Pure]
    public virtual InspectContainerCommand Inspect() => _containers.Inspect(Id);

    /// <summary>What it wrote: <c>docker logs</c>.</summary>
    [Pure]
    public virtual LogsCommand Logs() => _containers.Logs(Id);

    /// <summary>Waits until it does not run: <c>docker wait</c>.</summary>
    [Pure]
    public virtual WaitContainersCommand Wait() => _containers.Wait(Id);

    /// <summary>Starts it: <c>docker start</c>.</summary>
    [Pure]
    public virtual StartContainersCommand Start() => _containers.Start(Id);

    /// <summary>Asks it to end, and kills it when it does not in time: <c>docker stop</c>.</summary>
    [Pure]
    public virtual StopContainersCommand Stop() => _containers.Stop(Id);

    /// <summary>Stops it and starts it again: <c>docker restart</c>.</summary>
    [Pure]
    public virtual RestartContainersCommand Restart() => _containers.Restart(Id);

    /// <summary>Sends it a signal, <c>SIGKILL</c> unless another is given: <c>docker kill</c>.</summary>
    [Pure]
    public virtual KillContainersCommand Kill() => _containers.Kill(Id);

    /// <summary>Removes it: <c>docker rm</c>.</summary>
    [Pure]
    public virtual RemoveContainersCommand Remove() => _containers.Remove(Id);

    /// <summary>Its id or name.</summary>
    public override string ToString() => Id;
}
