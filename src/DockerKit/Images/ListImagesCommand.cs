using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker images</c>: the images that the engine has, one row for each of their names.</summary>
public sealed class ListImagesCommand : DockerCommand
{
    private const string ReferenceFilter = "reference";

    private static readonly Operation List = new("images.list", OperationKind.Safe);

    private readonly ListImagesRequest _request; // without the match
    private readonly string? _match;

    internal ListImagesCommand(CommandExecutor executor)
        : this(executor, new ListImagesRequest(), null)
    {
    }

    private ListImagesCommand(CommandExecutor executor, ListImagesRequest request, string? match)
        : base(executor)
    {
        _request = request;
        _match = match;
    }

    internal override Operation Operation => List;

    /// <summary>Lists the layers of builds too, which have no name of their own (<c>-a</c>).</summary>
    [Pure]
    public ListImagesCommand All() => With(_request with { All = true });

    /// <summary>Gives a row for each digest that a repository knows an image by (<c>--digests</c>).</summary>
    [Pure]
    public ListImagesCommand WithDigests() => With(_request with { Digests = true });

    /// <summary>Only images of this name: <c>docker images php</c>, <c>docker images php:8.3</c>. In each part, <c>*</c>, <c>?</c> and <c>[…]</c> stand for others.</summary>
    /// <param name="repository"><c>REPOSITORY[:TAG]</c>. It takes the place of one that was given before.</param>
    /// <exception cref="ArgumentException">It is empty, or begins with a hyphen.</exception>
    [Pure]
    public ListImagesCommand Matching(string repository) => new(Executor, _request, Pattern(repository, nameof(repository)));

    /// <summary>Only images whose name fits the pattern (<c>-f reference=…</c>). With several, those that fit any.</summary>
    /// <param name="pattern">A name in which <c>*</c>, <c>?</c> and <c>[…]</c> stand for others within one part: <c>php:8.*</c>, <c>*/php</c>.</param>
    /// <exception cref="ArgumentException">It is empty, or begins with a hyphen.</exception>
    [Pure]
    public ListImagesCommand WithReference(string pattern) => Where(ReferenceFilter, Pattern(pattern, nameof(pattern)));

    /// <summary>Only images without a name, or only those with one (<c>-f dangling=true</c>, <c>-f dangling=false</c>).</summary>
    /// <param name="dangling">Whether those without a name are wanted.</param>
    [Pure]
    public ListImagesCommand Dangling(bool dangling = true)
    {
        ImmutableArray<Filter> others = _request.Filters.RemoveAll(static filter => filter.Name == "dangling");
        return With(_request with { Filters = others.Add(new Filter("dangling", dangling ? "true" : "false")) });
    }

    /// <summary>Only images with the label (<c>-f label=KEY</c>, <c>-f label=KEY=VALUE</c>). With several, those that have all.</summary>
    /// <param name="key">The label's name.</param>
    /// <param name="value">Its value; null for any.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty or holds <c>=</c>.</exception>
    [Pure]
    public ListImagesCommand WithLabel(string key, string? value = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return key.Contains('=', StringComparison.Ordinal)
            ? throw new ArgumentException($"'{key}' cannot name a label: a name holds no '='. A right one: WithLabel(\"stage\", \"test\")", nameof(key))
            : Where("label", value is null ? key : $"{key}={value}");
    }

    /// <summary>Only images that are older than the given one (<c>-f before=…</c>).</summary>
    /// <param name="image">A name or an id.</param>
    /// <exception cref="ArgumentException">It cannot name an image.</exception>
    [Pure]
    public ListImagesCommand Before(string image) => Where("before", ImageName.Check(image));

    /// <summary>Only images that are newer than the given one (<c>-f since=…</c>).</summary>
    /// <param name="image">A name or an id.</param>
    /// <exception cref="ArgumentException">It cannot name an image.</exception>
    [Pure]
    public ListImagesCommand Since(string image) => Where("since", ImageName.Check(image));

    /// <summary>Only the ids (<c>-q</c>).</summary>
    [Pure]
    public ListImageIdsCommand IdsOnly() => new(Executor, this);

    /// <summary>Lists the images, in the engine's order: the newest first. Source: <c>GET /images/json</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DockerNotFoundException">The image that <see cref="Before"/> or <see cref="Since"/> names does not exist.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<IReadOnlyList<ImageSummary>> ExecuteAsync(CancellationToken cancellationToken = default) => ExecuteAsync(this, cancellationToken);

    internal async Task<IReadOnlyList<ImageSummary>> ExecuteAsync(DockerCommand asked, CancellationToken cancellationToken)
    {
        ListImagesRequest request = _match is null ? _request : _request with { Filters = _request.Filters.Add(new Filter(ReferenceFilter, _match)) };
        IReadOnlyList<ImageEntry> images = await asked.Executor.ExecuteAsync(
            asked, request, static (transport, request, token) => transport.Images.ListAsync(request, token), cancellationToken).ConfigureAwait(false);
        return ImageRows.Of(images, request.Digests, asked.Executor.Options.TimeProvider.GetUtcNow());
    }

    internal void Write(CommandLine line, bool idsOnly)
    {
        line.Add("images").Flag("-a", _request.All).Flag("--digests", _request.Digests);
        if (idsOnly)
        {
            line.Add("-q").Add("--no-trunc");
        }

        line.Options("-f", _request.Filters.Select(static filter => $"{filter.Name}={filter.Value}"));
        if (_match is not null)
        {
            line.Add(_match);
        }
    }

    private protected override void Write(CommandLine line) => Write(line, idsOnly: false);

    private static string Pattern(string pattern, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern, parameter);
        return pattern[0] == '-'
            ? throw new ArgumentException($"'{pattern}' cannot match an image's name: names begin with a letter or a digit. A right one: php:8.*", parameter)
            : pattern;
    }

    private ListImagesCommand Where(string name, string value) => With(_request with { Filters = _request.Filters.Add(new Filter(name, value)) });

    private ListImagesCommand With(ListImagesRequest request) => new(Executor, request, _match);
}
