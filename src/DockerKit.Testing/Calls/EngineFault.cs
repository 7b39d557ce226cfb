namespace DockerKit.Testing;

/// <summary>How a call is to fail: before the engine does anything, or after it has done it and the answer is lost.</summary>
/// <remarks>Instances never change. Hand one to <see cref="InMemoryDockerEngine.FailNext(EngineVerb, EngineFault, int)"/>.</remarks>
public sealed record EngineFault
{
    private readonly Func<EngineVerb, Exception>? _error;

    private EngineFault(Func<EngineVerb, Exception>? error) => _error = error;

    /// <summary>Nothing listens: the request never left. DockerKit tries every verb again.</summary>
    public static EngineFault Unreachable { get; } = new(static _ => new DockerUnavailableException(
        "Cannot connect to the Docker engine at memory://engine: the connection was refused.")
    { Cause = UnavailableCause.Refused, NeverSent = true, Remedy = "Start the engine." });

    /// <summary>The connection breaks after the request went out and before the engine did it. The caller cannot tell it from <see cref="LostAnswer"/>.</summary>
    public static EngineFault Disconnected { get; } = new(static _ => new DockerUnavailableException(
        "The connection to the Docker engine at memory://engine broke before it answered.")
    { Cause = UnavailableCause.Disconnected, NeverSent = false });

    /// <summary>The engine does what it is asked, and then the connection breaks: what a caller repeats after it must not be done twice.</summary>
    public static EngineFault LostAnswer { get; } = Disconnected.AfterTheWork();

    /// <summary>No answer ever comes: the call ends by the caller's own time limit or token.</summary>
    public static EngineFault Hang { get; } = new(error: null);

    /// <summary>Whether the engine does what it is asked before the call fails.</summary>
    public bool IsAfterTheWork { get; private init; }

    /// <summary>How many lines of a pull come before it fails. Other verbs take no notice of it.</summary>
    /// <value>0.</value>
    public int Lines { get; private init; }

    /// <summary>Which calls fail.</summary>
    /// <value>Null for all of the verb.</value>
    internal Func<EngineCall, bool>? Condition { get; private init; }

    /// <summary>The engine answers with an HTTP status that is no success.</summary>
    /// <param name="status">400 to 599. 404 is a <see cref="DockerNotFoundException"/>, 409 a <see cref="DockerConflictException"/>, and so on.</param>
    /// <param name="message">The engine's words.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is no error's.</exception>
    public static EngineFault Status(int status, string message = "the test wants it so")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        ArgumentNullException.ThrowIfNull(message);
        return new EngineFault(verb => EngineErrors.FromStatus(status, message, verb));
    }

    /// <summary>The call fails with an exception of your own. The same object is thrown each time.</summary>
    /// <param name="error">What a transport throws: a <see cref="DockerKitException"/>.</param>
    public static EngineFault Error(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new EngineFault(_ => error);
    }

    /// <summary>The same failure, after the engine has done what it was asked.</summary>
    /// <returns>A copy.</returns>
    public EngineFault AfterTheWork() => this with { IsAfterTheWork = true };

    /// <summary>The same failure in the middle of a pull.</summary>
    /// <param name="lines">How many lines of progress come before it.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lines"/> is negative.</exception>
    public EngineFault AfterLines(int lines)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lines);
        return this with { Lines = lines };
    }

    /// <summary>The same failure for some calls only; the others pass, and use nothing up.</summary>
    /// <param name="condition">Which calls fail: <c>call => call.Target == "web"</c>.</param>
    /// <returns>A copy.</returns>
    public EngineFault When(Func<EngineCall, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return this with { Condition = condition };
    }

    internal Task ThrowAsync(EngineVerb verb, CancellationToken cancellationToken) =>
        _error is null ? Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken) : Task.FromException(_error(verb));
}
