namespace DockerKit;

/// <summary>One end of a part of the logs: a moment, or so long before the command is run.</summary>
internal readonly record struct LogTime
{
    private readonly DateTimeOffset? _moment;
    private readonly TimeSpan _ago;

    public LogTime(DateTimeOffset moment) => _moment = moment;

    /// <exception cref="ArgumentOutOfRangeException">It is in the future.</exception>
    public LogTime(TimeSpan ago)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ago, TimeSpan.Zero);
        _ago = ago;
    }

    /// <summary>The moment, counted from now where it is a time ago.</summary>
    public DateTimeOffset Resolve(TimeProvider clock)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return _moment ?? (_ago < now - DateTimeOffset.MinValue ? now - _ago : DateTimeOffset.MinValue);
    }

    /// <summary>As <c>--since</c> takes it: <c>2025-01-31T12:00:00Z</c>, <c>10m0s</c>.</summary>
    public override string ToString() => _moment is { } moment ? Rfc3339.Format(moment) : GoDuration.Format(_ago);
}
