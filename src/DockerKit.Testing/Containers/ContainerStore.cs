using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace DockerKit.Testing;

/// <summary>The containers of the engine. Its caller holds the engine's lock.</summary>
internal sealed partial class ContainerStore
{
    private readonly List<MemoryContainer> _all = []; // in the order of their creation
    private readonly ContainerNames _names = new();

    public IReadOnlyList<MemoryContainer> All => _all;

    public void Add(MemoryContainer container) => _all.Add(container);

    public void Remove(MemoryContainer container) => _all.Remove(container);

    /// <summary>The name of a new container: the one asked for, or one that is free.</summary>
    public string NameFor(string? wanted)
    {
        if (string.IsNullOrEmpty(wanted))
        {
            return _names.Next(name => _all.Exists(container => container.Name == name));
        }

        string name = wanted.StartsWith('/') ? wanted[1..] : wanted;
        if (!ValidName().IsMatch(name))
        {
            throw EngineErrors.BadRequest($"Invalid container name ({wanted}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
        }

        return _all.Find(container => container.Name == name) is { } other
            ? throw EngineErrors.Conflict(
                $"Conflict. The container name \"/{name}\" is already in use by container \"{other.Id}\". You have to remove (or rename) that container to be able to reuse that name.")
            : name;
    }

    /// <summary>Finds a container by its id, its name, or the beginning of its id, in this order.</summary>
    public bool TryFind(string text, [NotNullWhen(true)] out MemoryContainer? container)
    {
        string name = text.StartsWith('/') ? text[1..] : text;
        container = _all.Find(one => one.Id == text) ?? _all.Find(one => one.Name == name);
        if (container is null && text.Length > 0)
        {
            MemoryContainer[] found = [.. _all.Where(one => one.Id.StartsWith(text, StringComparison.Ordinal)).Take(2)];
            container = found.Length == 2 ? throw EngineErrors.BadRequest($"multiple IDs found with provided prefix: {text}") : found.FirstOrDefault();
        }

        return container is not null;
    }

    public MemoryContainer Find(string text) => TryFind(text, out MemoryContainer? container) ? container : throw EngineErrors.NoSuchContainer(text);

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9_.-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex ValidName();
}
