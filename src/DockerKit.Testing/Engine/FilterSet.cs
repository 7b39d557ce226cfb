using System.Globalization;
using System.Text.RegularExpressions;
using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary>The filters of one list, and how the engine matches them. Source: https://github.com/moby/moby, api/types/filters.</summary>
internal sealed class FilterSet
{
    private readonly ILookup<string, string> _values;

    /// <summary>Takes the filters.</summary>
    /// <param name="filters">What was asked.</param>
    /// <param name="known">The names that this list knows.</param>
    /// <exception cref="DockerBadRequestException">A name is not known.</exception>
    public FilterSet(IEnumerable<Filter> filters, IEnumerable<string> known)
    {
        _values = filters.ToLookup(static filter => filter.Name, static filter => filter.Value, StringComparer.Ordinal);
        foreach (IGrouping<string, string> group in _values)
        {
            if (!known.Contains(group.Key, StringComparer.Ordinal))
            {
                throw EngineErrors.BadRequest($"invalid filter '{group.Key}'");
            }
        }
    }

    public bool Has(string name) => _values.Contains(name);

    public IReadOnlyList<string> All(string name) => [.. _values[name]];

    public string? Last(string name) => _values[name].LastOrDefault();

    /// <summary>Whether one of the values is the text.</summary>
    public bool MatchesExactly(string name, string text) => !Has(name) || _values[name].Contains(text, StringComparer.Ordinal);

    /// <summary>Whether one of the values is the text, or a regular expression that it holds.</summary>
    public bool Matches(string name, params ReadOnlySpan<string> texts)
    {
        foreach (string text in texts)
        {
            if (!Has(name) || _values[name].Any(value => value == text || IsMatch(value, text)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether all that is asked of labels is so: <c>stage</c>, <c>stage=test</c>.</summary>
    public bool MatchesLabels(IReadOnlyDictionary<string, string> labels) => _values["label"].All(wanted =>
    {
        int equals = wanted.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? labels.ContainsKey(wanted)
            : labels.TryGetValue(wanted[..equals], out string? value) && value == wanted[(equals + 1)..];
    });

    public bool? Flag(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        bool yes = _values[name].Any(static value => value is "true" or "1");
        bool no = _values[name].Any(static value => value is "false" or "0");
        return yes != no ? yes : throw EngineErrors.BadRequest($"invalid filter '{name}=[{string.Join(' ', _values[name])}]'");
    }

    public IReadOnlyList<int> Numbers(string name) => [.. _values[name].Select(value =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw EngineErrors.BadRequest($"invalid filter '{name}={value}': strconv.Atoi: parsing \"{value}\": invalid syntax"))];

    private static bool IsMatch(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant);
        }
        catch (ArgumentException)
        {
            return false; // the engine passes over what is no expression
        }
    }
}
