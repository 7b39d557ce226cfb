using System.Diagnostics.Contracts;
using DockerKit.Transport;

namespace DockerKit;

/// <content>What only reads.</content>
public partial class ContainerOperations
{
    /// <summary>A container by its name or id, without asking the engine: the same commands, for this one.</summary>
    /// <param name="container">A name, an id, or the beginning of an id.</param>
    /// <exception cref="ArgumentException">It cannot name a container.</exception>
    [Pure]
    public virtual Container Get(string container) => new(this, ContainerName.Check(container));

    /// <summary>Lists the containers that run: <c>docker ps</c>.</summary>
    [Pure]
    public virtual ListContainersCommand List() => new(_executor, new ListContainersRequest());

    /// <summary>Everything about one container: <c>docker container inspect</c>.</summary>
    /// <param name="container">A name, an id, or the beginning of an id.</param>
    /// <exception cref="ArgumentException">It cannot name a container.</exception>
    [Pure]
    public virtual InspectContainerCommand Inspect(string container) => new(_executor, new InspectContainerRequest { Container = ContainerName.Check(container) });

    /// <summary>What a container wrote: <c>docker logs</c>.</summary>
    /// <param name="container">A name, an id, or the beginning of an id.</param>
    /// <exception cref="ArgumentException">It cannot name a container.</exception>
    [Pure]
    public virtual LogsCommand Logs(string container) => new(_executor, new ContainerLogsRequest { Container = ContainerName.Check(container) });

    /// <summary>Waits until containers do not run: <c>docker wait</c>.</summary>
    /// <param name="container">A name, an id, or the beginning of an id.</param>
    /// <param name="more">Further ones.</param>
    /// <exception cref="ArgumentException">One cannot name a container.</exception>
    [Pure]
    public virtual WaitContainersCommand Wait(string container, params string[] more) => new(_executor, ContainerSelection.Of(container, more));

    /// <inheritdoc cref="Wait(string, string[])"/>
    /// <param name="containers">Names or ids. None is nothing to do.</param>
    [Pure]
    public virtual WaitContainersCommand Wait(IEnumerable<string> containers) => new(_executor, ContainerSelection.Of(containers));
}
