using System.Reflection;

namespace DockerKit.Tests;

/// <summary>The assemblies that are packed: each project in src is referenced by the tests.</summary>
internal static class SourceAssemblies
{
    public static IReadOnlyList<Assembly> All { get; } =
    [
        .. from file in Directory.EnumerateFiles(AppContext.BaseDirectory, "DockerKit*.dll")
           let name = Path.GetFileNameWithoutExtension(file)
           where name != typeof(SourceAssemblies).Assembly.GetName().Name
           orderby name
           select Assembly.Load(name),
    ];
}
