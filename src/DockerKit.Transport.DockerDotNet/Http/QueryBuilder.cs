using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>Writes a path with its query. What is added is sent, zero and false too; what is null is not.</summary>
internal sealed class QueryBuilder(string path)
{
    private readonly StringBuilder _text = new(path);
    private bool _hasQuery;

    /// <summary>One part of a path, such as a container's name, so that nothing in it ends or leaves the part.</summary>
    public static string Segment(string value) => Uri.EscapeDataString(value);

    /// <summary>An image's reference in a path, whose slashes and colons stay: <c>/images/localhost:5000/a/b:1/json</c>.</summary>
    public static string Reference(string value) => Uri.EscapeDataString(value).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal).Replace("%40", "@", StringComparison.Ordinal);

    public QueryBuilder Add(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_hasQuery ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            _hasQuery = true;
        }

        return this;
    }

    public QueryBuilder Add(string name, bool? value) => Add(name, value is null ? null : value.Value ? "1" : "0");

    public QueryBuilder Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds <c>filters={"label":["a","b"]}</c>, unless there are none.</summary>
    public QueryBuilder AddFilters(IEnumerable<Filter> filters) =>
        AddLists(filters.GroupBy(static filter => filter.Name, static filter => filter.Value, StringComparer.Ordinal)
            .Select(static group => KeyValuePair.Create<string, IReadOnlyList<string>>(group.Key, [.. group])));

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private QueryBuilder AddLists(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> filters)
    {
        using var json = new MemoryStream();
        bool any = false;
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach ((string name, IReadOnlyList<string> values) in filters)
            {
                any = true;
                writer.WriteStartArray(name);
                foreach (string value in values)
                {
                    writer.WriteStringValue(value);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return any ? Add("filters", Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length)) : this;
    }
}
