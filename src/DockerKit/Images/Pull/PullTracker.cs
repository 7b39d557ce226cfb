using DockerKit.Transport;

namespace DockerKit;

/// <summary>
/// Makes sense of a pull's lines: the state of each layer, one figure for the whole that never falls, and the result. One tracker serves
/// one pull, and its repeats.
/// </summary>
/// <remarks>Words of the engine: https://github.com/moby/moby, daemon/internal/distribution (pull_v2.go, xfer/download.go) and daemon/containerd.</remarks>
internal sealed class PullTracker(ImageReference reference, TimeProvider clock)
{
    // Layers can still be announced when all that are known are done, so the whole is whole only when the engine says so.
    private const double MostBeforeTheEnd = 0.99;
    private const string DigestPrefix = "Digest: ";
    private const string StatusPrefix = "Status: ";
    private const string BeginPrefix = "Pulling from ";

    private readonly Dictionary<string, LayerState> _byId = new(StringComparer.Ordinal);
    private readonly List<LayerState> _layers = [];
    private readonly Dictionary<string, string> _tags = new(StringComparer.Ordinal);
    private HashSet<string>? _counted; // beyond repeats, which find layers of the tries before
    private bool _hasDownloaded;
    private double _overall;
    private long _bytes;
    private long _totalBytes;
    private long? _firstBytesAt;
    private string? _tag;
    private string? _digest;
    private string? _statusLine;

    /// <summary>Forgets the lines of a failed attempt. What was told of the whole stays: it does not fall.</summary>
    public void Restart()
    {
        // What an attempt brought before it was cut, the next one finds there, and calls up to date.
        _hasDownloaded |= StatusOf(_statusLine) == PullStatus.Downloaded;
        _byId.Clear();
        _layers.Clear();
        _tags.Clear();
        _firstBytesAt = null;
        _tag = _digest = _statusLine = null;
    }

    /// <summary>Takes in a line.</summary>
    /// <returns>Whether there is something to tell; the engine's last words are told with the result.</returns>
    public bool Add(in ProgressLine line)
    {
        if (line.Status is not { Length: > 0 } status)
        {
            return false;
        }

        if (status.StartsWith(BeginPrefix, StringComparison.Ordinal))
        {
            _tag = line.Id;
            return true;
        }

        if (line.Id is { Length: > 0 } id)
        {
            SetLayer(id, line);
            return true;
        }

        if (status.StartsWith(StatusPrefix, StringComparison.Ordinal))
        {
            _statusLine = status[StatusPrefix.Length..];
            return false;
        }

        if (status.StartsWith(DigestPrefix, StringComparison.Ordinal))
        {
            _digest = status[DigestPrefix.Length..];
            if (_tag is not null && reference.Digest is null)
            {
                _tags[_tag] = _digest;
            }
        }

        return true;
    }

    /// <summary>What to tell of the line that was just taken in.</summary>
    public PullProgress Progress(in ProgressLine line)
    {
        bool begin = line.Status!.StartsWith(BeginPrefix, StringComparison.Ordinal);
        TimeSpan? eta = Measure();
        return new PullProgress
        {
            Layer = begin || string.IsNullOrEmpty(line.Id) ? null : line.Id,
            Phase = begin || string.IsNullOrEmpty(line.Id) ? PullPhase.Message : PhaseOf(line.Status!),
            Status = line.Status,
            Current = line.Current,
            Total = line.Total > 0 ? line.Total : null,
            Overall = _overall,
            OverallBytes = _bytes,
            OverallTotalBytes = _totalBytes,
            Eta = eta,
            Layers = Layers(),
        };
    }

    /// <summary>What the pull came to, once its stream has ended.</summary>
    /// <exception cref="DockerProtocolException">The stream ended before the pull did.</exception>
    public PulledImage Finish()
    {
        if (_statusLine is null && _layers.Exists(static layer => layer.IsUnfinished))
        {
            // The engine ends with a status or an error. A stream that ends before either, and before its layers, was cut by something in between.
            throw new DockerProtocolException($"The engine stopped telling of the pull of {reference} before it was done. Whether it went on is not known.");
        }

        return new PulledImage
        {
            Reference = reference,
            Digest = _digest,
            Tags = _tags,
            Status = _hasDownloaded && StatusOf(_statusLine) == PullStatus.UpToDate ? PullStatus.Downloaded : StatusOf(_statusLine),
            StatusLine = _statusLine ?? "",
            Layers = Layers(),
        };
    }

    /// <summary>The last thing to tell.</summary>
    public PullProgress Last(PulledImage result)
    {
        Measure();
        _overall = 1;
        return new PullProgress
        {
            Phase = PullPhase.Finished,
            Status = _statusLine is null ? null : $"{StatusPrefix}{_statusLine}",
            Overall = 1,
            OverallBytes = _bytes,
            OverallTotalBytes = _totalBytes,
            Eta = TimeSpan.Zero,
            Layers = result.Layers,
            Result = result,
        };
    }

    private static PullPhase PhaseOf(string status) => status switch
    {
        "Pulling fs layer" => PullPhase.Pending,
        "Waiting" => PullPhase.Waiting,
        "Downloading" => PullPhase.Downloading,
        "Verifying Checksum" => PullPhase.Verifying,
        "Download complete" => PullPhase.Downloaded,
        "Extracting" => PullPhase.Extracting,
        "Pull complete" => PullPhase.Complete,
        "Already exists" => PullPhase.AlreadyExists,
        _ => status.StartsWith("Retrying in ", StringComparison.Ordinal) ? PullPhase.Retrying : PullPhase.Message,
    };

    private void SetLayer(string id, in ProgressLine line)
    {
        PullPhase phase = PhaseOf(line.Status!);
        if (!_byId.TryGetValue(id, out LayerState? layer))
        {
            if (phase == PullPhase.Message)
            {
                return; // words that are not known do not make a layer
            }

            layer = new LayerState(id);
            _byId.Add(id, layer);
            _layers.Add(layer);
        }

        if (phase == PullPhase.Downloading)
        {
            _firstBytesAt ??= clock.GetTimestamp();
        }

        layer.Set(phase, line);
        if (layer.IsDownloaded && layer.Size > 0 && Telemetry.Pulled.Enabled && (_counted ??= new HashSet<string>(StringComparer.Ordinal)).Add(id))
        {
            Telemetry.Pulled.Add(layer.Size);
        }
    }

    /// <summary>Brings the figures for the whole up to date.</summary>
    /// <returns>How long the rest takes, where it can be known.</returns>
    private TimeSpan? Measure()
    {
        double done = 0;
        double unsizedDone = 0;
        long known = 0;
        long bytes = 0;
        int sized = 0;
        int unsized = 0;
        foreach (LayerState layer in _layers)
        {
            if (!layer.Counts)
            {
                continue;
            }

            bytes += layer.Downloaded;
            if (layer.Size > 0)
            {
                sized++;
                known += layer.Size;
                done += layer.Size * layer.Fraction;
            }
            else
            {
                unsized++;
                unsizedDone += layer.Fraction;
            }
        }

        double average = sized > 0 ? (double)known / sized : 1;
        double total = known + (unsized * average);
        double part = total > 0 ? (done + (unsizedDone * average)) / total : 0;
        _overall = Math.Max(_overall, Math.Min(part, MostBeforeTheEnd));
        _bytes = Math.Max(_bytes, bytes);
        _totalBytes = Math.Max(_totalBytes, Math.Max(known, _bytes));
        return unsized == 0 && part > 0 && _firstBytesAt is { } since ? clock.GetElapsedTime(since) * ((1 - part) / part) : null;
    }

    private PullLayer[] Layers()
    {
        var layers = new PullLayer[_layers.Count];
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i] = _layers[i].Snapshot();
        }

        return layers;
    }

    private PullStatus StatusOf(string? line) =>
        line is null ? (_layers.Exists(static layer => layer.IsPulled) ? PullStatus.Downloaded : PullStatus.Unknown)
        : line.StartsWith("Downloaded newer image", StringComparison.Ordinal) ? PullStatus.Downloaded
        : line.StartsWith("Image is up to date", StringComparison.Ordinal) ? PullStatus.UpToDate
        : PullStatus.Unknown;
}
