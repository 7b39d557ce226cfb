using System.Reflection;
using System.Text.RegularExpressions;

namespace DockerKit.Tests;

/// <summary>The build compiles what docs/commands.md shows; this finds what it does not show.</summary>
public sealed class CheatSheetTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "commands.md"));

    [Fact]
    public void Every_verb_and_every_option_is_in_the_cheat_sheet()
    {
        IEnumerable<string> missing =
            from type in typeof(DockerKitClient).Assembly.GetExportedTypes()
            where type.IsAssignableTo(typeof(DockerCommand)) || type == typeof(DockerKitClient) || type == typeof(ImageOperations) || type == typeof(ContainerOperations)
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where !method.IsSpecialName && method.GetBaseDefinition().DeclaringType != typeof(object) && method.Name != nameof(DockerKitClient.DisposeAsync)
            where !Regex.IsMatch(Page, $@"\.{method.Name}\(")
            select $"{type.Name}.{method.Name}";
        Assert.Empty(missing.Distinct());
    }
}
