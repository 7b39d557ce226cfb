namespace DockerKit;

/// <summary>What came of one of the things that a command was given.</summary>
/// <typeparam name="T">The result of one that succeeded.</typeparam>
/// <param name="Target">The name or id that was given.</param>
/// <param name="Value">The result; the default where it failed.</param>
/// <param name="Error">Why it failed; null when it succeeded.</param>
public sealed record BulkItem<T>(string Target, T? Value, DockerKitException? Error)
{
    /// <summary>Whether it succeeded.</summary>
    public bool IsSuccess => Error is null;
}
