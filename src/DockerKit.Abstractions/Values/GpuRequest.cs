using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace DockerKit;

/// <summary>GPUs for a container, written as for <c>docker run --gpus</c>: <c>all</c>, <c>2</c> or <c>"device=0,1",capabilities=utility</c>.</summary>
/// <remarks>
/// The text is one line of comma-separated fields, so a field with a comma of its own needs quotes: <c>device=0,1</c> without them is
/// device 0 and a count of 1. Grammar: https://github.com/docker/cli, opts.GpuOpts.
/// </remarks>
public sealed record GpuRequest : IParsable<GpuRequest>
{
    /// <summary>The count that stands for every GPU of the host: -1.</summary>
    public const int EveryGpu = -1;

    private readonly IReadOnlyList<string> _deviceIds = [];
    private readonly IReadOnlyList<string> _capabilities = [];
    private readonly IReadOnlyDictionary<string, string> _options = FrozenDictionary<string, string>.Empty;

    internal GpuRequest(int count) => Count = count;

    /// <summary>Every GPU of the host: <c>--gpus all</c>.</summary>
    public static GpuRequest All { get; } = new(EveryGpu);

    /// <summary>How many GPUs.</summary>
    /// <value>-1 (<see cref="EveryGpu"/>) for all; 0 when <see cref="DeviceIds"/> says which.</value>
    public int Count { get; init; }

    /// <summary>The driver that hands them out, for example <c>nvidia</c>.</summary>
    /// <value>Empty by default: the engine chooses.</value>
    public string Driver { get; init; } = "";

    /// <summary>Which GPUs, by index or UUID: <c>device=0,1</c>.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyList<string> DeviceIds
    {
        get => _deviceIds;
        init => _deviceIds = [.. value];
    }

    /// <summary>What the driver must be able to do beside <c>gpu</c>, which is always asked for: <c>capabilities=compute,utility</c>.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyList<string> Capabilities
    {
        get => _capabilities;
        init => _capabilities = [.. value];
    }

    /// <summary>Options for the driver.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, string> Options
    {
        get => _options;
        init => _options = value.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The capabilities as the engine's API takes them.</summary>
    internal IReadOnlyList<string> RequestedCapabilities => [.. _capabilities, "gpu"];

    /// <summary>Any so many GPUs: <c>--gpus 2</c>.</summary>
    /// <param name="count">The number, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public static GpuRequest Any(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new GpuRequest(count);
    }

    /// <summary>These GPUs: <c>--gpus '"device=0,1"'</c>.</summary>
    /// <param name="ids">Their indexes or UUIDs, at least one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="ids"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">There is none, or one is empty or holds a comma.</exception>
    public static GpuRequest Devices(params string[] ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return ids.Length == 0 || ids.Any(static id => string.IsNullOrEmpty(id) || id.Contains(',', StringComparison.Ordinal))
            ? throw new ArgumentException("Give at least one GPU, each by its index or UUID, for example \"0\".", nameof(ids))
            : new GpuRequest(0) { DeviceIds = ids };
    }

    /// <summary>Reads a request: <c>all</c>, <c>2</c>, <c>"device=0,1"</c> or <c>driver=nvidia,"capabilities=compute,utility"</c>.</summary>
    /// <param name="s">The text as typed after <c>docker run --gpus</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">A field has another name, stands twice, or has a count that is neither <c>all</c> nor a number; or quotes are wrong.</exception>
    public static GpuRequest Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out GpuRequest? result) is { } problem ? throw BadValue.Error("GPU request", s, problem, "all") : result!;
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The text as typed after <c>docker run --gpus</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    public static GpuRequest Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a request and tells whether it is one, without an exception.</summary>
    /// <param name="s">The text as typed after <c>docker run --gpus</c>.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is right.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out GpuRequest? result)
    {
        result = null;
        return s is not null && Read(s, out result) is null;
    }

    /// <inheritdoc cref="TryParse(string?, out GpuRequest?)"/>
    /// <param name="s">The text as typed after <c>docker run --gpus</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out GpuRequest result) =>
        TryParse(s, out result);

    /// <summary>The text that reads back as this request: <c>all</c>, <c>"device=0,1"</c>.</summary>
    public override string ToString() => GpuRequestText.Write(this);

    /// <summary>Whether both ask for the same.</summary>
    /// <param name="other">The other request.</param>
    public bool Equals(GpuRequest? other) => other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    private static string? Read(string text, out GpuRequest? result) => GpuRequestText.Read(text, out result);
}
