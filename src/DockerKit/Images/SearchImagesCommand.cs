using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using System.Globalization;
using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker search</c>: the repositories of a registry whose name or description holds a term.</summary>
public sealed class SearchImagesCommand : DockerCommand
{
    private static readonly Operation Search = new("images.search", OperationKind.Safe);

    private readonly SearchImagesRequest _request;

    internal SearchImagesCommand(CommandExecutor executor, string term)
        : this(executor, new SearchImagesRequest { Term = Checked(term) })
    {
    }

    private SearchImagesCommand(CommandExecutor executor, SearchImagesRequest request)
        : base(executor) => _request = request;

    internal override Operation Operation => Search;

    /// <summary>Only those with at least so many stars (<c>-f stars=N</c>).</summary>
    /// <param name="stars">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stars"/> is negative.</exception>
    [Pure]
    public SearchImagesCommand WithMinimumStars(int stars)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stars);
        return Where("stars", stars.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Only official images (<c>-f is-official=true</c>).</summary>
    [Pure]
    public SearchImagesCommand OfficialOnly() => Where("is-official", "true");

    /// <summary>Only images that the registry built itself (<c>-f is-automated=true</c>). Docker Hub has dropped the notion and finds none.</summary>
    [Pure]
    public SearchImagesCommand AutomatedOnly() => Where("is-automated", "true");

    /// <summary>At most so many results (<c>--limit</c>).</summary>
    /// <param name="limit">1 to 100. The engine's own limit is 25.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not 1 to 100.</exception>
    [Pure]
    public SearchImagesCommand WithLimit(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100);
        return new SearchImagesCommand(Executor, _request with { Limit = limit });
    }

    /// <summary>Searches, and gives the results in the registry's order. Source: <c>GET /images/search</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DockerEngineException">The registry cannot be searched.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<IReadOnlyList<ImageSearchResult>> ExecuteAsync(CancellationToken cancellationToken = default) =>
        Executor.ExecuteAsync(this, _request, static (transport, request, token) => transport.Images.SearchAsync(request, token), cancellationToken);

    private protected override void Write(CommandLine line) => line
        .Add("search")
        .Options("-f", _request.Filters.Select(static filter => $"{filter.Name}={filter.Value}"))
        .Option("--limit", _request.Limit?.ToString(CultureInfo.InvariantCulture))
        .Add(_request.Term);

    private static string Checked(string term)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(term);
        return term[0] == '-' || term.Contains("://", StringComparison.Ordinal)
            ? throw new ArgumentException($"'{term}' cannot be searched for: a term begins with no hyphen, and a registry before it has no scheme. A right one: registry.example.com/web", nameof(term))
            : term;
    }

    /// <summary>Each of these filters has one value: the last one that was given.</summary>
    private SearchImagesCommand Where(string name, string value)
    {
        ImmutableArray<Filter> others = _request.Filters.RemoveAll(filter => filter.Name == name);
        return new SearchImagesCommand(Executor, _request with { Filters = others.Add(new Filter(name, value)) });
    }
}
