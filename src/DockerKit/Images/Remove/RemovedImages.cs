using System.Collections;

namespace DockerKit;

/// <summary>What <c>docker rmi</c> did: what came of each image that it was given, and all lines that it prints.</summary>
public sealed class RemovedImages : IReadOnlyList<BulkItem<ImageRemoval>>
{
    internal RemovedImages(BulkResult<ImageRemoval> items)
    {
        Items = items;
        Untagged = [.. items.Succeeded.SelectMany(static item => item.Value!.Untagged)];
        Deleted = [.. items.Succeeded.SelectMany(static item => item.Value!.Deleted)];
    }

    /// <summary>What came of each image, in the order in which they were given.</summary>
    public BulkResult<ImageRemoval> Items { get; }

    /// <summary>All names that were taken away: <c>php:8.3</c>.</summary>
    public IReadOnlyList<string> Untagged { get; }

    /// <summary>The ids of all images and layers that were deleted: <c>sha256:…</c>.</summary>
    public IReadOnlyList<string> Deleted { get; }

    /// <summary>Those that were removed.</summary>
    public IEnumerable<BulkItem<ImageRemoval>> Succeeded => Items.Succeeded;

    /// <summary>Those that failed, each with its error. There are none unless failures were allowed.</summary>
    public IEnumerable<BulkItem<ImageRemoval>> Failed => Items.Failed;

    /// <summary>Whether all were removed.</summary>
    public bool IsSuccess => Items.IsSuccess;

    /// <inheritdoc/>
    public int Count => Items.Count;

    /// <inheritdoc/>
    public BulkItem<ImageRemoval> this[int index] => Items[index];

    /// <inheritdoc/>
    public IEnumerator<BulkItem<ImageRemoval>> GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
