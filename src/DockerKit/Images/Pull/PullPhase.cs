namespace DockerKit;

/// <summary>What a line of a pull's progress tells of.</summary>
public enum PullPhase
{
    /// <summary>Something about the whole pull, or words that DockerKit does not know: see <see cref="PullProgress.Status"/>.</summary>
    Message,

    /// <summary>The layer is to be pulled (<c>Pulling fs layer</c>).</summary>
    Pending,

    /// <summary>The layer waits for others (<c>Waiting</c>).</summary>
    Waiting,

    /// <summary>The layer is being downloaded (<c>Downloading</c>).</summary>
    Downloading,

    /// <summary>The download failed and is tried again soon (<c>Retrying in 5 seconds</c>).</summary>
    Retrying,

    /// <summary>The layer's content is checked against its digest (<c>Verifying Checksum</c>).</summary>
    Verifying,

    /// <summary>The layer is downloaded (<c>Download complete</c>).</summary>
    Downloaded,

    /// <summary>The layer is being unpacked (<c>Extracting</c>).</summary>
    Extracting,

    /// <summary>The layer is there (<c>Pull complete</c>).</summary>
    Complete,

    /// <summary>The layer was there before (<c>Already exists</c>).</summary>
    AlreadyExists,

    /// <summary>The whole pull is done: the last item, which carries the result.</summary>
    Finished,
}
