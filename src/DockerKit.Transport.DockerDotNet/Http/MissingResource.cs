namespace DockerKit.Transport.DockerDotNet;

/// <summary>Tells what a 404 misses. The engine's words come first: a create misses an image as often as a network or a volume.</summary>
internal static class MissingResource
{
    public static ResourceKind KindOf(string path, string words)
    {
        if (Has(words, "no such container"))
        {
            return ResourceKind.Container;
        }

        if (Has(words, "no such volume"))
        {
            return ResourceKind.Volume;
        }

        // Engines since 26 put "failed to set up container networking: " before it.
        if (Has(words, "no such network") || ((Starts(words, "network ") || Has(words, ": network ")) && Ends(words, " not found")))
        {
            return ResourceKind.Network;
        }

        if (Starts(words, "plugin ") || Has(words, "plugin not found") || Has(words, "plugin: not found"))
        {
            return ResourceKind.Plugin;
        }

        if (IsMissingImage(words))
        {
            return ResourceKind.Image;
        }

        return words.Length > 0 && Has(words, "page not found") ? ResourceKind.Unknown : KindOfPath(path);
    }

    public static bool IsMissingImage(string words) =>
        Has(words, "no such image")
        || Has(words, "manifest unknown")
        || Has(words, "pull access denied")
        || Has(words, "repository does not exist")
        || Has(words, "name unknown")
        || (Has(words, "manifest for ") && Has(words, " not found"))
        || (Starts(words, "repository ") && Has(words, " not found"))
        || (Has(words, "failed to resolve reference") && Ends(words, "not found"))
        || (Starts(words, "image ") && Ends(words, " not found"));

    private static ResourceKind KindOfPath(string path)
    {
        if (path.StartsWith("/containers/create", StringComparison.Ordinal))
        {
            return ResourceKind.Unknown;
        }

        ReadOnlySpan<char> rest = path.AsSpan(1);
        int slash = rest.IndexOf('/');
        return slash < 0 ? ResourceKind.Unknown : rest[..slash] switch
        {
            "containers" or "exec" => ResourceKind.Container,
            "images" or "distribution" => ResourceKind.Image,
            "networks" => ResourceKind.Network,
            "volumes" => ResourceKind.Volume,
            "plugins" => ResourceKind.Plugin,
            _ => ResourceKind.Unknown,
        };
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static bool Starts(string text, string part) => text.StartsWith(part, StringComparison.OrdinalIgnoreCase);

    private static bool Ends(string text, string part) => text.EndsWith(part, StringComparison.OrdinalIgnoreCase);
}
