namespace DockerKit;

/// <summary>
/// Names of Linux capabilities for <c>--cap-add</c> and <c>--cap-drop</c>. Which ones there are is for the engine to say.
/// Source: https://github.com/docker/cli, opts/capabilities.go.
/// </summary>
internal static class Capability
{
    private const string All = "ALL";
    private const string Reset = "RESET";
    private const string Prefix = "CAP_";

    /// <summary>The name as the kernel writes it: <c>net_admin</c> is <c>CAP_NET_ADMIN</c>; <c>ALL</c> stays.</summary>
    public static string Normalize(string name)
    {
        string upper = name.Trim().ToUpperInvariant();
        return upper is All or Reset || upper.StartsWith(Prefix, StringComparison.Ordinal) ? upper : Prefix + upper;
    }

    /// <summary>What is really added and dropped: each once and in order, <c>ALL</c> instead of any other, and adding before dropping.</summary>
    public static (IReadOnlyList<string> Added, IReadOnlyList<string> Dropped) Effective(IEnumerable<string> add, IEnumerable<string> drop)
    {
        SortedSet<string> added = Reduce(add);
        SortedSet<string> dropped = Reduce(drop);
        dropped.ExceptWith(added);
        return ([.. added.Where(IsName)], [.. dropped.Where(IsName)]);

        // "RESET" is for updates of services only.
        static bool IsName(string name) => name != Reset;
    }

    private static SortedSet<string> Reduce(IEnumerable<string> names)
    {
        var normal = new SortedSet<string>(names.Select(Normalize), StringComparer.Ordinal);
        return normal.Contains(All) ? new SortedSet<string>(StringComparer.Ordinal) { All } : normal;
    }
}
