using System.Globalization;
using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary><c>GET /images/json</c>. Source: https://github.com/moby/moby, daemon/images/images.go.</summary>
internal static class ListImages
{
    private static readonly (DateTimeOffset, long) Never = (DateTimeOffset.MaxValue, long.MaxValue);
    private static readonly string[] Known = ["before", "dangling", "label", "reference", "since", "until"];

    public static IReadOnlyList<ImageEntry> Run(EngineState engine, ListImagesRequest request)
    {
        lock (engine.Gate)
        {
            var filters = new FilterSet(request.Filters, Known);
            bool? dangling = filters.Flag("dangling");
            MemoryImage? before = filters.Last("before") is { } b ? engine.Images.Find(b) : null;
            MemoryImage? since = filters.Last("since") is { } s ? engine.Images.Find(s) : null;
            DateTimeOffset? until = filters.Last("until") is { } u ? Moment(u, engine.Now) : null;
            var rows = new List<ImageEntry>();
            foreach (MemoryImage image in engine.Images.All.OrderByDescending(static image => image.Age))
            {
                if (image.Age.CompareTo(before?.Age ?? Never) >= 0 || (since is not null && image.Age.CompareTo(since.Age) <= 0) || image.Created >= until || !filters.MatchesLabels(image.Definition.Labels))
                {
                    continue;
                }

                ImageReference[] names = [.. engine.Images.NamesOf(image).Where(name => Matches(filters, name))];
                if (names.Length == 0
                    ? filters.Has("reference") || dangling == false || (!request.All && engine.Images.HasChildren(image))
                    : dangling == true && names.Any(static name => name.Digest is null))
                {
                    continue;
                }

                rows.Add(Row(engine, image, names));
            }

            return rows;
        }
    }

    private static ImageEntry Row(EngineState engine, MemoryImage image, ImageReference[] names) => new()
    {
        Id = image.Id,
        ParentId = image.Parent?.Id ?? "",
        RepositoryTags = [.. names.Where(static name => name.Digest is null).Select(static name => name.Familiar)],
        RepositoryDigests = [.. names.Where(static name => name.Digest is not null).Select(static name => name.Familiar)],
        Created = DateTimeOffset.FromUnixTimeSeconds(image.Created.ToUnixTimeSeconds()),
        Size = ByteSize.FromBytes(image.Size),
        Containers = engine.Containers.All.Count(container => container.ImageId == image.Id),
        Labels = image.Definition.Labels,
    };

    /// <summary>The pattern is for the short form, with or without the tag.</summary>
    private static bool Matches(FilterSet filters, ImageReference name)
    {
        IReadOnlyList<string> patterns = filters.All("reference");
        return patterns.Count == 0 || patterns.Any(pattern => PathPattern.Matches(pattern, name.Familiar) || PathPattern.Matches(pattern, name.FamiliarName));
    }

    private static DateTimeOffset Moment(string text, DateTimeOffset now) =>
        GoDuration.TryParse(text, out TimeSpan ago) ? now - ago
        : Rfc3339.TryParse(text, out DateTimeOffset time) ? time
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : throw EngineErrors.Engine($"failed to parse value as time or duration: \"{text}\"");
}
