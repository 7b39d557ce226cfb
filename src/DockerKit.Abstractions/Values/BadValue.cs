namespace DockerKit;

/// <summary>The one shape of the message for a value that cannot be right: the value, what is wrong, a right one.</summary>
internal static class BadValue
{
    public static FormatException Error(string kind, string? value, string problem, string example) =>
        new($"'{value}' is not a valid {kind}: {problem.TrimEnd('.')}. A right one: {example}");
}
