using DockerKit.Transport;

namespace DockerKit;

/// <summary>What a pull has told of one layer so far.</summary>
internal sealed class LayerState(string id)
{
    // Unpacking reads from the local disk what the download brought over the network.
    private const double DownloadShare = 0.8;

    private PullPhase _phase;
    private string _status = "";
    private long? _current;
    private long? _total;
    private long _downloaded;
    private long _extracted;
    private PullLayer? _snapshot;

    /// <summary>The size, or 0 while it is not known.</summary>
    public long Size { get; private set; }

    /// <summary>How much of it is on this machine. It never falls: a download that starts again first makes up for what was lost.</summary>
    public long Downloaded => IsDownloaded ? Math.Max(Size, _downloaded) : _downloaded;

    /// <summary>Whether there is anything to pull.</summary>
    public bool Counts => _phase is not (PullPhase.AlreadyExists or PullPhase.Message);

    /// <summary>Whether this pull has all of it.</summary>
    public bool IsDownloaded => _phase is PullPhase.Downloaded or PullPhase.Extracting or PullPhase.Complete;

    public bool IsUnfinished => _phase is not (PullPhase.AlreadyExists or PullPhase.Complete or PullPhase.Message);

    /// <summary>Whether this pull brought it.</summary>
    public bool IsPulled => _phase == PullPhase.Complete;

    public double Fraction => _phase switch
    {
        PullPhase.Complete or PullPhase.AlreadyExists => 1,
        PullPhase.Downloaded or PullPhase.Extracting => DownloadShare + ((1 - DownloadShare) * Part(_extracted)),
        _ => DownloadShare * Part(_downloaded),
    };

    public void Set(PullPhase phase, in ProgressLine line)
    {
        _snapshot = null;
        _phase = phase;
        _status = line.Status ?? "";
        _current = line.Current;
        _total = line.Total > 0 ? line.Total : null;
        if (Size == 0)
        {
            Size = _total ?? 0;
        }

        long done = Math.Max(line.Current ?? 0, 0);
        if (phase == PullPhase.Downloading)
        {
            _downloaded = Math.Max(_downloaded, Size > 0 ? Math.Min(done, Size) : done);
        }
        else if (phase == PullPhase.Extracting)
        {
            _extracted = Math.Max(_extracted, done);
        }
    }

    /// <summary>The state as others may keep it. The same object until the state changes.</summary>
    public PullLayer Snapshot() => _snapshot ??= new PullLayer
    {
        Id = id,
        Phase = _phase,
        Status = _status,
        Current = _current,
        Total = _total,
        Fraction = Fraction,
    };

    private double Part(long done) => Size > 0 ? Math.Min((double)done / Size, 1) : 0;
}
