namespace DockerKit;

/// <summary>What a second time of the same call would do, which decides when it may be tried again.</summary>
public enum OperationKind
{
    /// <summary>It only reads: list, inspect, version, search.</summary>
    Safe,

    /// <summary>It leads to the same state however often it is done: pull, start, stop, remove.</summary>
    Repeatable,

    /// <summary>Each time does something: create, kill with a signal, run. Tried again only when the request certainly never reached the engine.</summary>
    OnceOnly,

    /// <summary>A stream: tried again until its first item.</summary>
    Stream,
}
