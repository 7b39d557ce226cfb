namespace DockerKit.Testing;

/// <summary>How containers begin and end. Its methods take the engine's lock themselves, unless they say otherwise.</summary>
internal sealed class ContainerLifecycle(EngineState engine)
{
    private static readonly TimeSpan FirstRestartDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRestartDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongRun = TimeSpan.FromSeconds(10);

    /// <summary>Starts a container, unless it runs.</summary>
    public bool Start(string name)
    {
        ContainerProcess process;
        lock (engine.Gate)
        {
            MemoryContainer container = engine.Containers.Find(name);
            switch (container.State)
            {
                case ContainerState.Running or ContainerState.Restarting:
                    return false;
                case ContainerState.Paused:
                    throw EngineErrors.Conflict("cannot start a paused container, try unpause instead");
                case ContainerState.Removing or ContainerState.Dead:
                    throw EngineErrors.Conflict("container is marked for removal and cannot be started");
            }

            container.IsStoppedByHand = false;
            container.RestartCount = 0;
            container.RestartDelay = TimeSpan.Zero;
            process = Launch(container);
        }

        Run(process);
        return true;
    }

    /// <summary>The error of a start whose program is not there.</summary>
    public DockerKitException FailStart(ContainerProcess process)
    {
        string reason = $"exec: \"{process.Container.Path}\": "
            + (process.Container.Path.StartsWith('/') ? $"stat {process.Container.Path}: no such file or directory" : "executable file not found in $PATH");
        DockerBadRequestException error = EngineErrors.BadRequest(
            $"failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: {reason}");
        lock (engine.Gate)
        {
            MemoryContainer container = process.Container;
            container.Process = null;
            container.State = container.FinishedAt is null ? ContainerState.Created : ContainerState.Exited;
            container.StartedAt = container.FinishedAt is null ? null : container.StartedAt;
            Fail(container, error, 127);
        }

        process.MarkEnded();
        return error;
    }

    /// <summary>Takes note of a process's end. The first time counts.</summary>
    public void End(ContainerProcess process, int code)
    {
        lock (engine.Gate)
        {
            MemoryContainer container = process.Container;
            if (container.Process != process)
            {
                return;
            }

            Finish(container, code);
        }

        process.MarkEnded();
    }

    /// <summary>Ends a container between two runs. Its caller holds the lock.</summary>
    public static void CancelRestart(MemoryContainer container)
    {
        container.RestartTimer?.Dispose();
        container.RestartTimer = null;
        container.State = ContainerState.Exited;
    }

    /// <summary>Takes a container that does not run away. Its caller holds the lock.</summary>
    public void Remove(MemoryContainer container, bool withVolumes)
    {
        container.RestartTimer?.Dispose();
        container.State = ContainerState.Removing;
        engine.Containers.Remove(container);
        if (withVolumes)
        {
            engine.Volumes.ExceptWith(container.Mounts.Where(static mount => mount.IsAnonymous).Select(static mount => mount.Name));
        }

        EndSessions(container);
        Complete(container.ExitWaits, container);
        Complete(container.RemovalWaits, container);
    }

    private static void Complete(List<TaskCompletionSource<ContainerExit>> waits, MemoryContainer container)
    {
        foreach (TaskCompletionSource<ContainerExit> wait in waits)
        {
            wait.TrySetResult(new ContainerExit(container.ExitCode));
        }

        waits.Clear();
    }

    private static void EndSessions(MemoryContainer container)
    {
        foreach (MemorySession session in container.Sessions.ToArray())
        {
            session.EndOutput();
        }

        container.Sessions.Clear();
        container.Input.Complete();
        container.Input = new InputStream();
        if (!container.Configuration.OpenStandardInput)
        {
            container.Input.Complete();
        }
    }

    private static bool MayRestart(MemoryContainer container, int code)
    {
        RestartPolicy policy = container.Host.RestartPolicy;
        return !container.IsStoppedByHand && !policy.IsNone
            && (policy.Name != "on-failure" || (code != 0 && (policy.MaximumRetryCount == 0 || container.RestartCount < policy.MaximumRetryCount)));
    }

    private void Run(ContainerProcess process)
    {
        Func<ContainerProcess, Task> program;
        lock (engine.Gate)
        {
            program = engine.Programs.Find(process.Image, engine.Images.NamesOf(process.Container.Image));
        }

        process.Run(program);
    }

    private ContainerProcess Launch(MemoryContainer container)
    {
        try
        {
            engine.Networks.Connect(container);
            engine.Ports.Publish(container);
        }
        catch (DockerKitException e)
        {
            Fail(container, e, 128);
            throw;
        }

        container.State = ContainerState.Running;
        container.StartedAt = engine.Now;
        container.ExitCode = 0;
        container.Error = "";
        container.SaidHealth = null;
        container.ProcessId = engine.NextProcessId();
        container.Process = new ContainerProcess(engine, container);
        return container.Process;
    }

    private void Fail(MemoryContainer container, DockerKitException error, int code)
    {
        Release(container);
        container.ExitCode = code;
        container.Error = error.Summary;
        if (container.Host.AutoRemove)
        {
            Remove(container, withVolumes: true);
        }
    }

    private void Release(MemoryContainer container)
    {
        engine.Networks.Disconnect(container);
        engine.Ports.Free(container);
        container.ProcessId = 0;
    }

    private void Finish(MemoryContainer container, int code)
    {
        container.Process = null;
        container.ExitCode = code;
        container.FinishedAt = engine.Now;
        Release(container);
        container.Log.Flush(engine.Now);
        EndSessions(container);
        if (MayRestart(container, code))
        {
            container.State = ContainerState.Restarting;
            container.RestartCount++;
            bool wasLong = engine.Now - container.StartedAt >= LongRun;
            container.RestartDelay = wasLong || container.RestartDelay == TimeSpan.Zero ? FirstRestartDelay
                : container.RestartDelay * 2 > LongestRestartDelay ? LongestRestartDelay
                : container.RestartDelay * 2;
            container.RestartTimer = engine.Clock.CreateTimer(_ => Restart(container), null, container.RestartDelay, Timeout.InfiniteTimeSpan);
        }
        else
        {
            container.State = ContainerState.Exited;
        }

        Complete(container.ExitWaits, container);
        if (container is { Host.AutoRemove: true, Restarts: 0, State: ContainerState.Exited })
        {
            Remove(container, withVolumes: true);
        }
    }

    /// <summary>What the restart policy does. Nobody waits for it: what goes wrong is in the container's state.</summary>
    private void Restart(MemoryContainer container)
    {
        ContainerProcess process;
        lock (engine.Gate)
        {
            if (container.State != ContainerState.Restarting)
            {
                return;
            }

            CancelRestart(container);
            try
            {
                process = Launch(container);
            }
            catch (DockerKitException e)
            {
                container.Error = e.Summary;
                return;
            }
        }

        try
        {
            Run(process);
        }
        catch (DockerKitException e)
        {
            container.Error = e.Summary;
        }
    }
}
