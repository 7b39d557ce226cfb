using System.Collections;

namespace DockerKit;

/// <summary>What came of each of the things that a command was given, in the order in which they were given.</summary>
/// <typeparam name="T">The result of one that succeeded.</typeparam>
public sealed class BulkResult<T> : IReadOnlyList<BulkItem<T>>
{
    private readonly BulkItem<T>[] _items;

    internal BulkResult(BulkItem<T>[] items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <summary>Those that succeeded.</summary>
    public IEnumerable<BulkItem<T>> Succeeded => _items.Where(static item => item.IsSuccess);

    /// <summary>Those that failed, each with its error.</summary>
    public IEnumerable<BulkItem<T>> Failed => _items.Where(static item => !item.IsSuccess);

    /// <summary>Whether all succeeded.</summary>
    public bool IsSuccess => Array.TrueForAll(_items, static item => item.IsSuccess);

    /// <inheritdoc/>
    public BulkItem<T> this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<BulkItem<T>> GetEnumerator() => ((IEnumerable<BulkItem<T>>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
