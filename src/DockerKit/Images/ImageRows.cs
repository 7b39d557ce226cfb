using DockerKit.Transport;

namespace DockerKit;

/// <summary>
/// Makes rows out of images as <c>docker images</c> does: one for each tag, and one for a repository that knows the image only by a digest.
/// Source: https://github.com/docker/cli, cli/command/formatter/image.go.
/// </summary>
/// <remarks>The CLI gives the repositories of one image in random order; here they are in the engine's.</remarks>
internal static class ImageRows
{
    /// <summary>The rows.</summary>
    /// <param name="images">What the engine has.</param>
    /// <param name="eachDigest">Whether a tag has a row for each digest that its repository knows the image by.</param>
    /// <param name="now">What ages are counted up to.</param>
    public static List<ImageSummary> Of(IReadOnlyList<ImageEntry> images, bool eachDigest, DateTimeOffset now)
    {
        var rows = new List<ImageSummary>(images.Count);
        foreach (ImageEntry image in images)
        {
            var bare = new ImageSummary
            {
                Id = image.Id,
                Created = image.Created,
                CreatedSince = $"{HumanDuration.Format(now - image.Created)} ago",
                Size = image.Size,
                SharedSize = image.SharedSize,
                Containers = image.Containers,
                ParentId = image.ParentId.Length > 0 ? image.ParentId : null,
                Labels = image.Labels,
            };
            Add(rows, bare, References(image.RepositoryTags), References(image.RepositoryDigests), eachDigest);
        }

        return rows;
    }

    private static void Add(List<ImageSummary> rows, ImageSummary bare, List<ImageReference> tags, List<ImageReference> digests, bool eachDigest)
    {
        if (tags.Count == 0 && digests.Count == 0)
        {
            rows.Add(bare);
            return;
        }

        foreach (IGrouping<string, ImageReference> repository in tags.GroupBy(static tag => tag.FamiliarName))
        {
            string[] known = [.. DigestsOf(digests, repository.Key)];
            foreach (ImageReference tag in repository)
            {
                AddOne(rows, bare with { Repository = repository.Key, Tag = tag.Tag, Reference = tag }, known, eachDigest);
            }
        }

        foreach (IGrouping<string, ImageReference> repository in digests.GroupBy(static digest => digest.FamiliarName))
        {
            if (!tags.Exists(tag => tag.FamiliarName == repository.Key))
            {
                AddOne(rows, bare with { Repository = repository.Key, Reference = repository.First() }, [.. DigestsOf(digests, repository.Key)], eachDigest);
            }
        }
    }

    private static void AddOne(List<ImageSummary> rows, ImageSummary row, string[] digests, bool eachDigest)
    {
        if (!eachDigest || digests.Length == 0)
        {
            rows.Add(row with { Digest = digests.FirstOrDefault() });
            return;
        }

        foreach (string digest in digests)
        {
            ImageReference reference = row.Reference!;
            rows.Add(row with { Digest = digest, Reference = reference.Tag is null ? reference.WithDigest(digest) : reference });
        }
    }

    private static IEnumerable<string> DigestsOf(List<ImageReference> digests, string repository) =>
        digests.Where(digest => digest.FamiliarName == repository).Select(static digest => digest.Digest!);

    /// <summary>The references among the names: older engines write <c>&lt;none&gt;:&lt;none&gt;</c> for none.</summary>
    private static List<ImageReference> References(IReadOnlyList<string> names)
    {
        var references = new List<ImageReference>(names.Count);
        foreach (string name in names)
        {
            if (ImageReference.TryParse(name, out ImageReference? reference) && (reference.Tag ?? reference.Digest) is not null)
            {
                references.Add(reference);
            }
        }

        return references;
    }
}
