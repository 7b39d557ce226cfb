using System.Diagnostics.Contracts;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace DockerKit.Tests;

/// <summary>Commands are immutable: every change that there is is made, and looked at.</summary>
public sealed class CommandChangesTests
{
    private const BindingFlags Fields = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    /// <summary>Each verb that gives a command, and each change that the command has.</summary>
    public static TheoryData<string, string> Changes
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (MethodInfo verb in Verbs())
            {
                foreach (MethodInfo change in ChangesOf(verb.ReturnType))
                {
                    all.Add(Name(verb), Name(change));
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public async Task A_change_gives_another_command_and_leaves_the_first_and_what_it_was_given_alone(string verbName, string changeName)
    {
        await using DockerKitClient docker = DockerKitClient.Connect(new FakeTransport());
        MethodInfo verb = Verbs().Single(v => Name(v) == verbName);
        var command = (DockerCommand)SampleArguments.Call(verb, Facade(docker, verb.DeclaringType!), null, out object?[] targets);
        MethodInfo change = ChangesOf(verb.ReturnType).Single(c => Name(c) == changeName);
        string line = command.ToCommandLine();
        object?[] state = State(command);

        var changed = (DockerCommand)SampleArguments.Call(
            change.IsGenericMethodDefinition ? change.MakeGenericMethod(command.GetType()) : change,
            change.IsStatic ? null : command,
            change.IsStatic ? command : null,
            out object?[] arguments);

        Assert.NotSame(command, changed);
        Assert.Equal(command.GetType(), changed.GetType());
        Assert.Equal(line, command.ToCommandLine());
        Assert.Equal(state, State(command));
        Assert.NotEqual(state, State(changed));

        string after = changed.ToCommandLine();
        Array.ForEach(targets, SampleArguments.Overwrite);
        Array.ForEach(arguments, SampleArguments.Overwrite);
        Assert.Equal((line, after), (command.ToCommandLine(), changed.ToCommandLine()));
    }

    [Fact]
    public void Every_command_has_a_verb_that_gives_it() =>
        Assert.Empty(typeof(DockerCommand).Assembly.GetExportedTypes()
            .Where(static t => t.IsAssignableTo(typeof(DockerCommand)) && !t.IsAbstract)
            .Except(Verbs().Select(static v => v.ReturnType)));

    // With those by which one command gives another, such as IdsOnly.
    private static IEnumerable<MethodInfo> Verbs() =>
        from type in typeof(DockerKitClient).Assembly.GetExportedTypes()
        where !type.IsAbstract
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.ReturnType.IsAssignableTo(typeof(DockerCommand)) && method.ReturnType != type
        select method;

    private static IEnumerable<MethodInfo> ChangesOf(Type command) =>
        command.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => method.ReturnType == command)
            .Concat(typeof(DockerCommand).Assembly.GetExportedTypes()
                .Where(static type => type.IsDefined(typeof(ExtensionAttribute)))
                .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(static method => method is { IsGenericMethodDefinition: true, ReturnType.IsGenericParameter: true } && method.IsDefined(typeof(PureAttribute))));

    private static object Facade(DockerKitClient docker, Type type) => type switch
    {
        _ when type == typeof(DockerKitClient) => docker,
        _ when type == typeof(Container) => docker.Containers.Get("web"),
        _ when type.IsAssignableTo(typeof(DockerCommand)) => Made(docker, Verbs().First(v => v.ReturnType == type)),
        _ => typeof(DockerKitClient).GetProperties().Single(p => p.PropertyType == type).GetValue(docker)!,
    };

    private static object Made(DockerKitClient docker, MethodInfo verb) => SampleArguments.Call(verb, Facade(docker, verb.DeclaringType!), null, out _);

    private static object?[] State(DockerCommand command)
    {
        var all = new List<object?>();
        for (Type? type = command.GetType(); type is not null; type = type.BaseType)
        {
            all.AddRange(type.GetFields(Fields | BindingFlags.DeclaredOnly).Select(f => f.GetValue(command)));
        }

        return [.. all];
    }

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(static p => p.ParameterType.Name))})";
}
