using System.Collections;
using System.Reflection;

namespace DockerKit.Tests;

/// <summary>Finds arguments that a method of a command takes, by trying: for texts, what docker's options look like; for the rest, what their types can make of it.</summary>
internal static class SampleArguments
{
    private static readonly string[] Texts =
    [
        "x", "a=b", "512m", "1", "80:80", "/data", "source:/data", "/dev/sda", "/dev/sda:100", "/dev/sda:1mb", "linux/arm64", "host", "private", "172.30.100.104", "169.254.1.1",
        "02:42:ac:11:00:02", "db:database", "db:172.30.100.104", "net.core.somaxconn", "net.core.somaxconn=1", "nofile=1024", "c 1:3 mr", "type=volume,source=a,target=/b", "SIGHUP", "on-failure:3", "all", "status=exited", "no-new-privileges", "NET_ADMIN", "0-2",
    ];

    /// <summary>Calls a method with the first arguments that it does not refuse.</summary>
    /// <param name="method">The method.</param>
    /// <param name="target">What it is called on; null for a static method, whose first argument is <paramref name="first"/>.</param>
    /// <param name="first">The first argument, where it is given.</param>
    /// <param name="arguments">Those that it was called with.</param>
    public static object Call(MethodInfo method, object? target, object? first, out object?[] arguments)
    {
        Exception? refusal = null;
        foreach (string text in Texts)
        {
            object?[] tried = [.. method.GetParameters().Select((p, i) => i == 0 && first is not null ? first : Make(p.ParameterType, text))];
            try
            {
                arguments = tried;
                return method.Invoke(target, tried)!;
            }
            catch (TargetInvocationException e) when (e.InnerException is ArgumentException or FormatException)
            {
                refusal = e.InnerException;
            }
        }

        throw new InvalidOperationException($"No sample is right for {method}: say one here.", refusal);
    }

    /// <summary>Overwrites a list that was handed over, as its owner may.</summary>
    public static void Overwrite(object? argument)
    {
        if (argument is Array array)
        {
            for (int i = 0; i < array.Length; i++)
            {
                array.SetValue(array.GetType().GetElementType()!.IsValueType ? Activator.CreateInstance(array.GetType().GetElementType()!) : "overwritten", i);
            }
        }
    }

    private static object? Make(Type type, string text)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => text,
            _ when type == typeof(bool) => true,
            _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(7),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            _ when type == typeof(Stream) => new MemoryStream([1]),
            _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>([1]),
            _ when type == typeof(ListContainersCommand) => DockerKitClient.Connect(new FakeTransport()).Containers.List(),
            _ when type == typeof(IProgress<PullProgress>) => new Progress<PullProgress>(),
            _ when type == typeof(HealthCheck) => new HealthCheck("true"),
            _ when type == typeof(CancellationToken) => CancellationToken.None,
            { IsEnum: true } => Enum.GetValues(type).Cast<object>().Last(),
            { IsArray: true } => List(type.GetElementType()!, text),
            { IsGenericType: true } when type.IsAssignableTo(typeof(IEnumerable)) => List(type.GetGenericArguments()[0], text),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) =>
                Activator.CreateInstance(type, [.. type.GetGenericArguments().Select(part => Make(part, text))]),
            { IsPrimitive: true } or { IsValueType: true } when type.Assembly == typeof(int).Assembly => Convert.ChangeType(100, type, null),
            _ when type.GetMethod("Parse", [typeof(string)]) is { } parse => Parsed(parse, text),
            _ => throw new InvalidOperationException($"There is no sample of a {type}: make one here."),
        };
    }

    private static Array List(Type type, string text)
    {
        var list = Array.CreateInstance(type, 1);
        list.SetValue(Make(type, text), 0);
        return list;
    }

    private static object? Parsed(MethodInfo parse, string text)
    {
        foreach (string candidate in Texts.Prepend(text))
        {
            try
            {
                return parse.Invoke(null, [candidate]);
            }
            catch (TargetInvocationException e) when (e.InnerException is ArgumentException or FormatException)
            {
                continue;
            }
        }

        throw new InvalidOperationException($"No sample is right for {parse.DeclaringType}: say one here.");
    }
}
