using DockerKit.Tests;

namespace DockerKit.EngineTests.Faults;

/// <summary>One verb for the tests of faults: the call, which of its requests is struck, and how the engine must look afterwards.</summary>
/// <param name="Name">For the name of the test.</param>
/// <param name="Request">Which requests are struck: the method, and the path with <c>*</c> for an id.</param>
/// <param name="ActAsync">The call through the proxy; asserts that its result is right.</param>
internal sealed record FaultVerb(string Name, string Request, Func<FaultBench, CancellationToken, Task> ActAsync)
{
    /// <summary>Makes what the verb works on.</summary>
    public Func<FaultBench, CancellationToken, Task> PrepareAsync { get; init; } = static (_, _) => Task.CompletedTask;

    /// <summary>Asserts the engine's state, after a success (<see langword="null"/>) or an error.</summary>
    public Func<FaultBench, DockerKitException?, CancellationToken, Task> CheckAsync { get; init; } = static (_, _, _) => Task.CompletedTask;

    /// <summary>Whether a second time does no harm, so that it is tried again whatever had become of the first.</summary>
    public bool Repeats { get; init; } = true;

    /// <summary>Whether it takes as long as it takes, so that nothing but its caller ends a call that is never answered.</summary>
    public bool HasNoLimit { get; init; }

    /// <summary>How long one try is given where nothing is answered.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(1);

    public bool Strikes(FaultProxyRequest request)
    {
        string[] parts = Request.Split('*');
        string text = request.ToString();
        return parts.Length == 1 ? text == Request : text.StartsWith(parts[0], StringComparison.Ordinal) && text.EndsWith(parts[1], StringComparison.Ordinal);
    }
}
