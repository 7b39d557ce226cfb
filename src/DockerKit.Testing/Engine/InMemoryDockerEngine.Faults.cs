namespace DockerKit.Testing;

public sealed partial class InMemoryDockerEngine
{
    /// <summary>Lets the next call of a verb fail: <c>engine.FailNext(EngineVerb.CreateContainer, EngineFault.LostAnswer)</c>.</summary>
    /// <remarks>A fault is one try's. DockerKit's retries come as further calls, each of which takes the next fault that was ordered for it, or passes.</remarks>
    /// <param name="verb">What is to fail.</param>
    /// <param name="fault">How.</param>
    /// <param name="times">How many calls fail; <see cref="int.MaxValue"/> for all of them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is not positive.</exception>
    public InMemoryDockerEngine FailNext(EngineVerb verb, EngineFault fault, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        _state.Calls.Fail(verb, fault, times);
        return this;
    }

    /// <summary>Lets the next call of a verb fail with an HTTP status: <c>engine.FailNext(EngineVerb.StartContainer, 503)</c>.</summary>
    /// <param name="verb">What is to fail.</param>
    /// <param name="status">400 to 599.</param>
    /// <param name="message">The engine's words.</param>
    /// <param name="times">How many calls fail.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is no error's, or <paramref name="times"/> is not positive.</exception>
    public InMemoryDockerEngine FailNext(EngineVerb verb, int status, string message = "the test wants it so", int times = 1) =>
        FailNext(verb, EngineFault.Status(status, message), times);

    /// <summary>Lets the next call of a verb fail with an exception.</summary>
    /// <param name="verb">What is to fail.</param>
    /// <param name="error">What a transport throws: a <see cref="DockerKitException"/>.</param>
    public InMemoryDockerEngine FailNext(EngineVerb verb, Exception error) => FailNext(verb, EngineFault.Error(error));

    /// <summary>Takes back the faults that were ordered and have not come yet.</summary>
    public void ClearFaults() => _state.Calls.ClearFaults();
}
