namespace DockerKit;

/// <summary>The words of <c>--pull</c>.</summary>
internal static class PullPolicyText
{
    /// <summary>The policy's word: <c>missing</c>, <c>always</c>, <c>never</c>.</summary>
    public static string ToText(this PullPolicy policy) => policy switch
    {
        PullPolicy.Missing => "missing",
        PullPolicy.Always => "always",
        PullPolicy.Never => "never",
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "There is no such pull policy."),
    };

    /// <summary>The policy of a word; an empty one is the default.</summary>
    /// <exception cref="FormatException">It is another word.</exception>
    public static PullPolicy Parse(string text) => text switch
    {
        "" or "missing" => PullPolicy.Missing,
        "always" => PullPolicy.Always,
        "never" => PullPolicy.Never,
        _ => throw BadValue.Error("pull policy", text, "Docker knows missing, always and never.", "always"),
    };
}
