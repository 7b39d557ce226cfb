namespace DockerKit;

/// <summary>What a run is given on standard input. Opened anew for each run, unless it is a stream of the caller's.</summary>
/// <param name="Open">Gives the stream.</param>
/// <param name="IsOwned">Whether it is ours to close.</param>
internal sealed record RunInput(Func<Stream> Open, bool IsOwned)
{
    /// <summary>Nothing, and then the end: what <c>&lt; /dev/null</c> gives.</summary>
    public static RunInput Nothing { get; } = new(static () => Stream.Null, IsOwned: false);
}
