using System.Text;

namespace DockerKit.Transport.Conformance;

/// <summary>One request that the scripted engine got.</summary>
/// <param name="Method">GET, POST, …</param>
/// <param name="Path">The path without version and query: <c>/containers/json</c>.</param>
/// <param name="Version">The version before the path, as in <c>1.51</c>; null where there was none.</param>
/// <param name="Query">The query as it was sent, without its question mark.</param>
/// <param name="Headers">The headers by name, in any case.</param>
/// <param name="Body">The body.</param>
/// <param name="Connection">Which connection it came on, from 1.</param>
internal sealed record RecordedRequest(
    string Method,
    string Path,
    string? Version,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body,
    int Connection)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The value of a parameter, decoded; null where it was not sent.</summary>
    public string? Parameter(string name)
    {
        foreach (string pair in Query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (Uri.UnescapeDataString(equals < 0 ? pair : pair[..equals]) == name)
            {
                return equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..].Replace('+', ' '));
            }
        }

        return null;
    }

    public override string ToString() => $"{Method} {(Version is null ? "" : "/v" + Version)}{Path}{(Query.Length > 0 ? "?" + Query : "")}";
}
