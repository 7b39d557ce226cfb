namespace DockerKit.Testing;

public sealed partial class InMemoryDockerEngine
{
    /// <summary>Says what containers of an image do: <c>engine.OnRun("busybox", call => call.WriteLine("hi").Exit(0))</c>. It is done when the start returns.</summary>
    /// <param name="image">The image's name. Without a tag it means all of its tags; the program given last wins.</param>
    /// <param name="program">What the process does. What waits must be asynchronous: see <see cref="OnRun(string, Func{ContainerProcess, Task})"/>.</param>
    /// <exception cref="FormatException"><paramref name="image"/> is no name of an image.</exception>
    public InMemoryDockerEngine OnRun(string image, Action<ContainerProcess> program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return OnRun(image, process =>
        {
            program(process);
            return Task.CompletedTask;
        });
    }

    /// <summary>Says what containers of an image do, where that takes its time: reads its input, waits for a signal, works by the clock.</summary>
    /// <param name="image">The image's name. Without a tag it means all of its tags; the program given last wins.</param>
    /// <param name="program">What the process does. The process ends with its task.</param>
    /// <exception cref="FormatException"><paramref name="image"/> is no name of an image.</exception>
    public InMemoryDockerEngine OnRun(string image, Func<ContainerProcess, Task> program)
    {
        ImageReference name = ImageReference.Parse(image);
        ArgumentNullException.ThrowIfNull(program);
        lock (_state.Gate)
        {
            _state.Programs.Add(name, program);
        }

        return this;
    }

    /// <summary>Says what containers do for which no later program was given, whatever their image.</summary>
    /// <param name="program">What the process does. The process ends with its task.</param>
    public InMemoryDockerEngine OnAnyRun(Func<ContainerProcess, Task> program)
    {
        ArgumentNullException.ThrowIfNull(program);
        lock (_state.Gate)
        {
            _state.Programs.Add(null, program);
        }

        return this;
    }

    /// <summary>Ends a running container as if its process had ended by itself: a crash. A restart policy then does what it does.</summary>
    /// <param name="container">A name, an id, or the beginning of an id.</param>
    /// <param name="exitCode">The exit code.</param>
    /// <exception cref="DockerNotFoundException">There is no such container.</exception>
    /// <exception cref="DockerConflictException">It does not run.</exception>
    public void EndProcess(string container, int exitCode)
    {
        ArgumentNullException.ThrowIfNull(container);
        Running(container).Exit(exitCode);
    }

    /// <summary>Writes what a running container's process would write to standard output.</summary>
    /// <param name="container">A name, an id, or the beginning of an id.</param>
    /// <param name="text">The text. No line end is added.</param>
    /// <exception cref="DockerNotFoundException">There is no such container.</exception>
    /// <exception cref="DockerConflictException">It does not run.</exception>
    public void WriteOutput(string container, string text)
    {
        ArgumentNullException.ThrowIfNull(container);
        Running(container).Write(text);
    }

    /// <summary>Says what a running container's health check finds from now on.</summary>
    /// <param name="container">A name, an id, or the beginning of an id.</param>
    /// <param name="health">What it finds.</param>
    /// <exception cref="DockerNotFoundException">There is no such container.</exception>
    /// <exception cref="DockerConflictException">It does not run.</exception>
    public void SetHealth(string container, ContainerHealth health)
    {
        ArgumentNullException.ThrowIfNull(container);
        Running(container).ReportHealth(health);
    }

    /// <summary>Freezes a container: <c>docker pause</c>. Signals reach it when it is thawed, except for <c>SIGKILL</c>.</summary>
    /// <param name="container">A name, an id, or the beginning of an id.</param>
    /// <exception cref="DockerNotFoundException">There is no such container.</exception>
    /// <exception cref="DockerConflictException">It does not run, or is paused.</exception>
    public void Pause(string container)
    {
        ArgumentNullException.ThrowIfNull(container);
        lock (_state.Gate)
        {
            MemoryContainer one = Running(container).Container;
            one.State = one.State == ContainerState.Running ? ContainerState.Paused : throw EngineErrors.Conflict($"Container {one.Id} is already paused");
        }
    }

    /// <summary>Thaws a paused container: <c>docker unpause</c>.</summary>
    /// <param name="container">A name, an id, or the beginning of an id.</param>
    /// <exception cref="DockerNotFoundException">There is no such container.</exception>
    /// <exception cref="DockerEngineException">It is not paused.</exception>
    public void Unpause(string container)
    {
        ArgumentNullException.ThrowIfNull(container);
        ContainerProcess process;
        lock (_state.Gate)
        {
            MemoryContainer one = _state.Containers.Find(container);
            process = one.State == ContainerState.Paused ? one.Process! : throw EngineErrors.Engine($"Container {one.Id} is not paused");
            one.State = ContainerState.Running;
        }

        process.DeliverHeld();
    }

    private ContainerProcess Running(string container)
    {
        lock (_state.Gate)
        {
            MemoryContainer one = _state.Containers.Find(container);
            return one.Process ?? throw EngineErrors.Conflict($"container {one.Id} is not running");
        }
    }
}
