using System.Text.RegularExpressions;

namespace DockerKit;

/// <summary>Rules for devices that come and go: <c>--device-cgroup-rule 'c 42:* rmw'</c>.</summary>
internal static partial class DeviceCgroupRule
{
    /// <summary>Gives the rule back when it is right.</summary>
    /// <exception cref="FormatException">It does not have the form TYPE MAJOR:MINOR PERMISSIONS.</exception>
    public static string Check(string rule) => Rule().IsMatch(rule)
        ? rule
        : throw BadValue.Error("device rule", rule, "it is not TYPE MAJOR:MINOR PERMISSIONS, with type a, b or c, and r, w, m.", "c 42:* rmw");

    [GeneratedRegex(@"^[acb] ([0-9]+|\*):([0-9]+|\*) [rwm]{1,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();
}
