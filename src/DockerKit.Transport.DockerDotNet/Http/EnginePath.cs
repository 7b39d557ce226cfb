namespace DockerKit.Transport.DockerDotNet;

/// <summary>The paths of the Docker API: <c>/v1.51/containers/json?all=1</c>.</summary>
internal static class EnginePath
{
    /// <summary>The path and query that a request asks for, whether its address is whole or only that.</summary>
    public static string Of(HttpRequestMessage request)
    {
        Uri uri = request.RequestUri ?? throw new InvalidOperationException("A request needs a path.");
        string path = uri.IsAbsoluteUri && !uri.OriginalString.StartsWith('/') ? uri.PathAndQuery : uri.OriginalString;
        return path.StartsWith('/') ? path : "/" + path;
    }

    public static string WithVersion(string path, Version version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/v{version.Major}.{version.Minor}{path}");

    /// <summary>Takes <c>/v1.51</c> off, where it is there.</summary>
    public static string WithoutVersion(string path)
    {
        if (path.Length < 5 || path[1] != 'v' || !char.IsAsciiDigit(path[2]))
        {
            return path;
        }

        int slash = path.IndexOf('/', 1);
        return slash > 0 && Version.TryParse(path.AsSpan(2, slash - 2), out _) ? path[slash..] : path;
    }

    /// <summary>These say which versions there are, so they must work before one is agreed on, and with an engine that is too old.</summary>
    public static bool IsUnversioned(string path) => path is "/_ping" or "/version";

    /// <summary>Whether the connection becomes a stream in both directions after the answer.</summary>
    public static bool IsHijacked(string bare)
    {
        int query = bare.IndexOf('?', StringComparison.Ordinal);
        ReadOnlySpan<char> path = query < 0 ? bare : bare.AsSpan(0, query);
        return (path.StartsWith("/containers/") && path.EndsWith("/attach")) || (path.StartsWith("/exec/") && path.EndsWith("/start"));
    }

    /// <summary>What was asked, for a message: without the query, which may hold secrets.</summary>
    public static string Call(HttpMethod method, string path)
    {
        int query = path.IndexOf('?', StringComparison.Ordinal);
        return $"{method} {(query < 0 ? path : path[..query])}";
    }
}
