using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DockerKit.Tests;

/// <summary>The compiler sees that everything public has a summary. This sees to what it leaves out.</summary>
public sealed partial class DocumentationTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static TheoryData<string> Assemblies => [.. SourceAssemblies.All.Select(static a => a.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_parameter_of_a_public_method_is_documented(string name)
    {
        var assembly = Assembly.Load(name);
        ILookup<string, XElement> members = Members(name).ToLookup(static m => Key(m.Attribute("name")!.Value));
        var parameters = (
            from type in assembly.GetExportedTypes()
            where !type.IsAssignableTo(typeof(Delegate))
            from method in type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own))
            where (method.IsPublic || method.IsFamily) && !method.IsDefined(typeof(CompilerGeneratedAttribute)) && (method.IsConstructor || !method.IsSpecialName)
            let documented = members[$"{type.FullName}.{method.Name}"].Where(m => IsOf(m, method)).ToArray()
            where documented.Length > 0 && documented.All(static m => m.Element("inheritdoc") is null)
            from parameter in method.GetParameters()
            let isTold = documented.Any(m => m.Elements("param").Any(p => p.Attribute("name")!.Value == parameter.Name && p.Value.Length + p.Elements().Count() > 0))
            select (isTold, Name: $"{type.Name}.{method.Name}({parameter.Name})")).ToArray();
        Assert.NotEmpty(parameters);
        Assert.Empty(parameters.Where(static p => !p.isTold).Select(static p => p.Name).Distinct());
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_setting_says_its_default(string name)
    {
        HashSet<string> told = [.. Members(name).Where(static m => m.Element("value") is not null || m.Element("inheritdoc") is not null).Select(static m => m.Attribute("name")!.Value)];
        IEnumerable<string> missing =
            from type in Assembly.Load(name).GetExportedTypes()
            where type.Name.EndsWith("Options", StringComparison.Ordinal)
            from property in type.GetProperties(Own)
            where property.SetMethod is { IsPublic: true } && !told.Contains($"P:{type.FullName}.{property.Name}")
            select $"{type.Name}.{property.Name}";
        Assert.Empty(missing);
    }

    private static IEnumerable<XElement> Members(string assembly) =>
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, assembly + ".xml")).Descendants("member");

    // M:DockerKit.Container.Stop(System.String) → DockerKit.Container.Stop
    private static string Key(string member) => Arity().Replace(member.Split('(')[0][2..], "").Replace(".#ctor", "..ctor", StringComparison.Ordinal);

    private static bool IsOf(XElement member, MethodBase method)
    {
        string[] parameters = [.. method.GetParameters().Select(static p => p.Name!)];
        string[] documented = [.. member.Elements("param").Select(static p => p.Attribute("name")!.Value)];
        string list = member.Attribute("name")!.Value;
        bool none = !list.Contains('(', StringComparison.Ordinal);
        return none ? parameters.Length == 0 : parameters.Length > 0 && documented.All(parameters.Contains);
    }

    [GeneratedRegex(@"``\d+$")]
    private static partial Regex Arity();
}
