namespace DockerKit.Transport.DockerDotNet;

/// <summary>One line of a pull, push, build, import or load, as the engine sends it.</summary>
/// <remarks>What a line does not say is null. Source: https://github.com/moby/moby, api/types/jsonstream.</remarks>
internal readonly record struct ProgressMessage
{
    /// <summary>What happens: <c>Downloading</c>, <c>Pull complete</c>, <c>Digest: sha256:…</c>.</summary>
    public string? Status { get; init; }

    /// <summary>What it happens to: a layer's short id, or the tag on the first line of a pull.</summary>
    public string? Id { get; init; }

    /// <summary>The bar that engines up to 28 draw for a terminal. Null when <see cref="Current"/> is given, from which anyone can draw it.</summary>
    public string? Progress { get; init; }

    /// <summary>The engine's own words for a failure. Not null means that the operation failed, whatever the HTTP status was.</summary>
    public string? Error { get; init; }

    /// <summary>The failure's code: an HTTP status, or for a build step the exit code.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>How much is done, in <see cref="Units"/>.</summary>
    public long? Current { get; init; }

    /// <summary>How much there is in all, in <see cref="Units"/>; null when the engine does not know.</summary>
    public long? Total { get; init; }

    /// <summary>What <see cref="Current"/> counts, for example <c>s</c> (seconds); null means bytes.</summary>
    public string? Units { get; init; }

    /// <summary>Text output: of a build's steps, or <c>Loaded image: …</c>.</summary>
    public string? Stream { get; init; }

    /// <summary>The line's additional value as raw JSON: an object or a plain string.</summary>
    public string? AuxJson { get; init; }

    /// <summary>The id of the image that a build made, out of <see cref="AuxJson"/>.</summary>
    public string? AuxId { get; init; }

    /// <summary>The tag that was pushed, out of <see cref="AuxJson"/>.</summary>
    public string? Tag { get; init; }

    /// <summary>The digest that was pushed, out of <see cref="AuxJson"/>.</summary>
    public string? Digest { get; init; }

    /// <summary>The bytes of the manifest that was pushed, out of <see cref="AuxJson"/>.</summary>
    public long? Size { get; init; }

    /// <summary>Reads one line. Fields that are not known, and known ones of a wrong type, are passed over.</summary>
    /// <exception cref="DockerProtocolException">It is not a JSON object.</exception>
    public static ProgressMessage Parse(ReadOnlySpan<byte> utf8Json) => ProgressMessageParser.Parse(utf8Json);
}
