using System.Diagnostics.Contracts;
using System.Reflection;
using System.Runtime.CompilerServices;
using DockerKit.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace DockerKit.Tests;

/// <summary>The rules of the house that a compiler does not check.</summary>
public sealed class PublicApiTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly IReadOnlyList<Assembly> Assemblies = SourceAssemblies.All;

    private static IEnumerable<Type> PublicTypes => Assemblies.SelectMany(static a => a.GetExportedTypes());

    private static IEnumerable<Type> Commands => PublicTypes.Where(static t => t.IsAssignableTo(typeof(DockerCommand)));

    [Fact]
    public void No_public_signature_shows_a_type_of_another_package_than_those_of_Microsoft_Extensions()
    {
        IEnumerable<string> foreign =
            from type in PublicTypes
            from used in SignatureTypes(type)
            let assembly = used.Assembly.GetName().Name!
            where !Assemblies.Contains(used.Assembly)
                && !assembly.StartsWith("System.", StringComparison.Ordinal)
                && !assembly.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                && !(type == typeof(DockerKitOptions) && used == typeof(Polly.ResiliencePipeline)) // the one hook for a pipeline of one's own
                && !(type == typeof(DockerKitBuilder) && used == typeof(Polly.ResiliencePipelineBuilder)) // and its form for a container
            select $"{type}: {used}";
        Assert.Empty(foreign.Distinct());
    }

    [Fact]
    public void Only_the_default_transport_refers_to_Docker_DotNet()
    {
        foreach (Assembly assembly in Assemblies.Where(static a => a.GetName().Name != "DockerKit.Transport.DockerDotNet"))
        {
            Assert.DoesNotContain(assembly.GetReferencedAssemblies(), static name => name.Name == "Docker.DotNet");
        }
    }

    [Fact]
    public void The_abstractions_need_no_package()
    {
        Assert.All(
            typeof(IDockerTransport).Assembly.GetReferencedAssemblies(),
            static name => Assert.StartsWith("System.", name.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_command_is_immutable()
    {
        IEnumerable<string> mutable =
            from command in Commands
            from field in command.GetFields(Own)
            where !field.IsInitOnly && !field.IsLiteral && field.FieldType != typeof(CommandExecutor) // a copy gets its executor once, before anyone sees it
            select $"{command.Name}.{field.Name}";
        IEnumerable<string> settable =
            from command in Commands
            from property in command.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            where property.SetMethod is { IsPublic: true }
            select $"{command.Name}.{property.Name}";
        Assert.Empty(mutable.Concat(settable));
    }

    [Fact]
    public void Every_terminal_is_asynchronous_and_takes_an_optional_token_last()
    {
        IEnumerable<MethodInfo> terminals = Commands.SelectMany(static c => c.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(static m => m.Name.EndsWith("Async", StringComparison.Ordinal));
        Assert.NotEmpty(terminals);
        Assert.All(terminals, static method =>
        {
            ParameterInfo last = method.GetParameters()[^1];
            Assert.True(last.ParameterType == typeof(CancellationToken) && last.IsOptional && last.Name == "cancellationToken", $"{method.DeclaringType}.{method.Name}");
        });
    }

    [Fact]
    public void Every_verb_and_every_change_to_a_command_is_marked_pure_so_that_a_command_never_run_is_reported()
    {
        IEnumerable<string> unmarked =
            from type in PublicTypes
            where !type.IsAbstract || type.IsAssignableTo(typeof(DockerCommand))
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where method.ReturnType.IsAssignableTo(typeof(DockerCommand)) || (method.ReturnType.IsGenericParameter && type.IsAssignableTo(typeof(DockerCommand)))
            where method.GetCustomAttribute<PureAttribute>() is null
            select $"{type.Name}.{method.Name}";
        Assert.Empty(unmarked);
    }

    [Fact]
    public void The_facade_can_grow_without_breaking_anyone()
    {
        Type[] facade =
        [
            .. from type in typeof(DockerKitClient).Assembly.GetExportedTypes()
               where !type.IsAssignableTo(typeof(DockerCommand))
               where type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Any(static m => m.ReturnType.IsAssignableTo(typeof(DockerCommand)))
               select type,
        ];
        Assert.Superset(new HashSet<Type> { typeof(DockerKitClient), typeof(ImageOperations), typeof(ContainerOperations), typeof(Container) }, facade.ToHashSet());
        Assert.All(facade, static type =>
        {
            Assert.False(type.IsSealed);
            Assert.Contains(type.GetConstructors(Own), static c => c.IsFamily);
            Assert.All(
                type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly),
                static m => Assert.True(m.IsVirtual, m.Name));
        });
    }

    [Fact]
    public void Only_the_transport_is_made_of_interfaces()
    {
        Assert.All(PublicTypes.Where(static t => t.IsInterface), static t => Assert.Equal("DockerKit.Transport", t.Namespace));
    }

    private static IEnumerable<Type> SignatureTypes(Type type)
    {
        foreach (MemberInfo member in type.GetMembers(Own))
        {
            IEnumerable<Type> used = member switch
            {
                MethodBase { IsPublic: false, IsFamily: false, IsFamilyOrAssembly: false } => [],
                MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(static p => p.ParameterType)],
                ConstructorInfo constructor => constructor.GetParameters().Select(static p => p.ParameterType),
                FieldInfo { IsPublic: true } field => [field.FieldType],
                _ => [],
            };
            foreach (Type t in used.SelectMany(Parts))
            {
                yield return t;
            }
        }

        foreach (Type t in type.GetInterfaces().Append(type.BaseType).OfType<Type>().SelectMany(Parts))
        {
            yield return t;
        }
    }

    private static IEnumerable<Type> Parts(Type type) => type switch
    {
        { HasElementType: true } => Parts(type.GetElementType()!),
        { IsGenericParameter: true } => [],
        { IsGenericType: true } => type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()),
        _ => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null ? [type] : [],
    };
}
