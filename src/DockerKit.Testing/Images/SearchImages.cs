using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary><c>GET /images/search</c>, in the index that the test has written.</summary>
internal static class SearchImages
{
    private static readonly string[] Known = ["is-automated", "is-official", "stars"];

    public static IReadOnlyList<ImageSearchResult> Run(EngineState engine, SearchImagesRequest request)
    {
        var filters = new FilterSet(request.Filters, Known);
        bool? automated = filters.Flag("is-automated");
        bool? official = filters.Flag("is-official");
        int stars = filters.Numbers("stars").DefaultIfEmpty(0).Max();
        int limit = request.Limit is null or 0 ? 25 : request.Limit.Value;
        if (limit is < 1 or > 100)
        {
            throw EngineErrors.BadRequest($"limit {limit} is outside the range of [1, 100]");
        }

        // A registry's host before the term is not looked for.
        int slash = request.Term.IndexOf('/', StringComparison.Ordinal);
        string term = slash > 0 && request.Term[..slash].AsSpan().IndexOfAny('.', ':') >= 0 ? request.Term[(slash + 1)..] : request.Term;
        lock (engine.Gate)
        {
            // The registry has cut its answer to the limit before the engine filters it.
            return
            [
                .. engine.Registry.Index
                    .Where(one => one.Name.Contains(term, StringComparison.OrdinalIgnoreCase) || one.Description.Contains(term, StringComparison.OrdinalIgnoreCase))
                    .OrderByDescending(static one => one.Stars)
                    .Take(limit)
                    .Where(one => one.Stars >= stars && (official is null || one.IsOfficial == official) && (automated is null || one.IsAutomated == automated)),
            ];
        }
    }
}
