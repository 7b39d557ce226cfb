namespace DockerKit.Transport.DockerDotNet;

/// <summary>Collects an array that nearly always has one item, and then is all that is allocated; of many items, it takes no more than twice their room.</summary>
internal ref struct FewItems<T>
{
    private T[]? _items;
    private int _count;

    public void Add(T item)
    {
        if (_items is null || _count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(1, _count * 2));
        }

        _items[_count++] = item;
    }

    public readonly T[] ToArray() => _items is null ? [] : _count == _items.Length ? _items : _items[.._count];
}
