using System.Collections.Immutable;

namespace DockerKit;

/// <summary>The containers that a command is for: named ones, or those that a list gives when it runs.</summary>
internal sealed class ContainerSelection
{
    private readonly ImmutableArray<string> _names;
    private readonly ListContainerIdsCommand? _list;

    private ContainerSelection(ImmutableArray<string> names, ListContainerIdsCommand? list)
    {
        _names = names;
        _list = list;
    }

    /// <summary>Whether the containers come from a list. One of them may be gone before its turn comes, and that is no error.</summary>
    public bool IsListed => _list is not null;

    public static ContainerSelection Of(string container, string[] more) => new(ContainerName.CheckAll(container, more), null);

    public static ContainerSelection Of(IEnumerable<string> containers) => new(ContainerName.CheckAll(containers), null);

    public static ContainerSelection Of(ListContainersCommand containers)
    {
        ArgumentNullException.ThrowIfNull(containers);
        return new ContainerSelection([], containers.IdsOnly());
    }

    /// <summary>The names or ids, from the engine where they come from a list.</summary>
    public async Task<IReadOnlyList<string>> ResolveAsync(CancellationToken cancellationToken) =>
        _list is null ? _names : await _list.ExecuteAsync(cancellationToken).ConfigureAwait(false);

    public void Write(CommandLine line) => _ = _list is null ? line.AddAll(_names) : line.AddRaw($"$({_list.ShortLine})");
}
