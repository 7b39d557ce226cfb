namespace DockerKit.Samples.Worker;

/// <summary>Section "Janitor" of appsettings.json.</summary>
internal sealed class JanitorOptions
{
    /// <summary>Only containers with this label are removed: <c>NAME</c> or <c>NAME=VALUE</c>.</summary>
    public string Label { get; set; } = "";

    /// <summary>How long it waits between two rounds.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many it removes in one round; the rest waits for the next.</summary>
    public int AtMost { get; set; } = 100;
}
