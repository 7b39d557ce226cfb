using System.Diagnostics.Contracts;

namespace DockerKit;

/// <content>What starts, stops and removes.</content>
public partial class ContainerOperations
{
    /// <summary>Starts containers: <c>docker start</c>.</summary>
    /// <param name="container">A name, an id, or the beginning of an id.</param>
    /// <param name="more">Further ones.</param>
    /// <exception cref="ArgumentException">One cannot name a container.</exception>
    [Pure]
    public virtual StartContainersCommand Start(string container, params string[] more) => new(_executor, ContainerSelection.Of(container, more));

    /// <inheritdoc cref="Start(string, string[])"/>
    /// <param name="containers">Names or ids. None is nothing to do.</param>
    [Pure]
    public virtual StartContainersCommand Start(IEnumerable<string> containers) => new(_executor, ContainerSelection.Of(containers));

    /// <summary>Starts all containers: <c>docker start $(docker ps -aq)</c>.</summary>
    [Pure]
    public virtual StartContainersCommand StartAll() => new(_executor, ContainerSelection.Of(List().All()));

    /// <summary>The same for all containers of a list: <c>docker start $(docker ps -q --filter …)</c>.</summary>
    /// <param name="containers">The list, made when the command is run.</param>
    [Pure]
    public virtual StartContainersCommand StartAll(ListContainersCommand containers) => new(_executor, ContainerSelection.Of(containers));

    /// <summary>Asks containers to end, and kills those that do not in time: <c>docker stop</c>.</summary>
    /// <param name="container">A name, an id, or the beginning of an id.</param>
    /// <param name="more">Further ones.</param>
    /// <exception cref="ArgumentException">One cannot name a container.</exception>
    [Pure]
    public virtual StopContainersCommand Stop(string container, params string[] more) => new(_executor, ContainerSelection.Of(container, more));

    /// <inheritdoc cref="Stop(string, string[])"/>
    /// <param name="containers">Names or ids. None is nothing to do.</param>
    [Pure]
    public virtual StopContainersCommand Stop(IEnumerable<string> containers) => new(_executor, ContainerSelection.Of(containers));

    /// <summary>Stops all containers that run: <c>docker stop $(docker ps -q)</c>.</summary>
    [Pure]
    public virtual StopContainersCommand StopAll() => new(_executor, ContainerSelection.Of(List()));

    /// <summary>The same for all containers of a list: <c>docker stop $(docker ps -q --filter …)</c>.</summary>
    /// <param name="containers">The list, made when the command is run.</param>
    [Pure]
    public virtual StopContainersCommand StopAll(ListContainersCommand containers) => new(_executor, ContainerSelection.Of(containers));

    /// <summary>Stops containers and starts them again: <c>docker restart</c>.</summary>
    /// <param name="container">A name, an id, or the beginning of an id.</param>
    /// <param name="more">Further ones.</param>
    /// <exception cref="ArgumentException">One cannot name a container.</exception>
    [Pure]
    public virtual RestartContainersCommand Restart(string container, params string[] more) => new(_executor, ContainerSelection.Of(container, more));

    /// <inheritdoc cref="Restart(string, string[])"/>
    /// <param name="containers">Names or ids. None is nothing to do.</param>
    [Pure]
    public virtual RestartContainersCommand Restart(IEnumerable<string> containers) => new(_executor, ContainerSelection.Of(containers));

    /// <summary>Restarts all containers that run: <c>docker restart $(docker ps -q)</c>.</summary>
    [Pure]
    public virtual RestartContainersCommand RestartAll() => new(_executor, ContainerSelection.Of(List()));

    /// <summary>The same for all containers of a list: <c>docker restart $(docker ps -q --filter …)</c>.</summary>
    /// <param name="containers">The list, made when the command is run.</param>
    [Pure]
    public virtual RestartContainersCommand RestartAll(ListContainersCommand containers) => new(_executor, ContainerSelection.Of(containers));

    /// <summary>Sends a signal to containers, <c>SIGKILL</c> unless another is given: <c>docker kill</c>.</summary>
    /// <param name="container">A name, an id, or the beginning of an id.</param>
    /// <param name="more">Further ones.</param>
    /// <exception cref="ArgumentException">One cannot name a container.</exception>
    [Pure]
    public virtual KillContainersCommand Kill(string container, params string[] more) => new(_executor, ContainerSelection.Of(container, more));

    /// <inheritdoc cref="Kill(string, string[])"/>
    /// <param name="containers">Names or ids. None is nothing to do.</param>
    [Pure]
    public virtual KillContainersCommand Kill(IEnumerable<string> containers) => new(_executor, ContainerSelection.Of(containers));

    /// <summary>Kills all containers that run: <c>docker kill $(docker ps -q)</c>.</summary>
    [Pure]
    public virtual KillContainersCommand KillAll() => new(_executor, ContainerSelection.Of(List()));

    /// <summary>The same for all containers of a list: <c>docker kill $(docker ps -q --filter …)</c>.</summary>
    /// <param name="containers">The list, made when the command is run.</param>
    [Pure]
    public virtual KillContainersCommand KillAll(ListContainersCommand containers) => new(_executor, ContainerSelection.Of(containers));

    /// <summary>Removes containers: <c>docker rm</c>.</summary>
    /// <param name="container">A name, an id, or the beginning of an id.</param>
    /// <param name="more">Further ones.</param>
    /// <exception cref="ArgumentException">One cannot name a container.</exception>
    [Pure]
    public virtual RemoveContainersCommand Remove(string container, params string[] more) => new(_executor, ContainerSelection.Of(container, more));

    /// <inheritdoc cref="Remove(string, string[])"/>
    /// <param name="containers">Names or ids. None is nothing to do.</param>
    [Pure]
    public virtual RemoveContainersCommand Remove(IEnumerable<string> containers) => new(_executor, ContainerSelection.Of(containers));

    /// <summary>Removes all containers: <c>docker rm $(docker ps -aq)</c>.</summary>
    [Pure]
    public virtual RemoveAllContainersCommand RemoveAll() => new(_executor, ContainerSelection.Of(List().All()));

    /// <summary>Removes all containers of a list: <c>docker rm $(docker ps -aq --filter …)</c>.</summary>
    /// <param name="containers">The list, made when the command is run.</param>
    [Pure]
    public virtual RemoveAllContainersCommand RemoveAll(ListContainersCommand containers) => new(_executor, ContainerSelection.Of(containers));
}
