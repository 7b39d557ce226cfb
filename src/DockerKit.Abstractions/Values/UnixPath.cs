namespace DockerKit;

/// <summary>Paths of Linux as Go's path package handles them, whatever system this runs on.</summary>
internal static class UnixPath
{
    /// <summary>The shortest path that means the same: no empty parts, no <c>.</c>, no <c>..</c> that can be worked out; <c>.</c> when empty.</summary>
    public static string Clean(string path)
    {
        bool rooted = path.StartsWith('/');
        var kept = new List<string>();
        foreach (string part in path.Split('/'))
        {
            switch (part)
            {
                case "" or ".":
                    break;
                case ".." when kept.Count > 0 && kept[^1] != "..":
                    kept.RemoveAt(kept.Count - 1);
                    break;
                case ".." when rooted:
                    break;
                default:
                    kept.Add(part);
                    break;
            }
        }

        string joined = string.Join('/', kept);
        return rooted ? $"/{joined}" : joined.Length == 0 ? "." : joined;
    }
}
