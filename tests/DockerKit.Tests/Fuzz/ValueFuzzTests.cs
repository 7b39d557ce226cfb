using System.Diagnostics;
using System.Reflection;
using DockerKit.Transport;

namespace DockerKit.Tests;

/// <summary>Every type that reads a text, found by reflection, with texts that are nearly right.</summary>
[Collection(nameof(FuzzRun))]
public sealed class ValueFuzzTests
{
    private const int Inputs = 2_500;
    private const int LongLength = 100 * 1024;

    private static readonly Assembly[] Assemblies = [typeof(DockerKitClient).Assembly, typeof(IDockerTransport).Assembly];

    public static TheoryData<string> Types() => [.. Readable.Select(static type => type.Name)];

    [Fact]
    public void Every_public_type_that_reads_a_text_is_parsable_and_so_is_among_the_tested()
    {
        IEnumerable<Type> reading = Assemblies.SelectMany(static a => a.GetExportedTypes())
            .Where(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Any(static m => m.Name is "Parse" or "TryParse"));
        Assert.Empty(reading.Except(Readable));
        Assert.True(Readable.Length >= 20, $"Only {Readable.Length} types were found.");
    }

    [Theory]
    [MemberData(nameof(Types))]
    public Task A_text_is_read_or_refused_and_what_is_read_prints_as_what_reads_the_same(string type)
    {
        IValueCheck check = CheckOf(type);
        return FuzzRun.CheckAsync(TextFuzz.MutatorFor(check.Takes), Inputs, text => check.Check(new string(text)), TextFuzz.Show);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_text_of_100_KiB_is_read_or_refused_at_once(string type)
    {
        IValueCheck check = CheckOf(type);
        IEnumerable<string> parts = TextFuzz.AllTexts.Where(check.Takes).Take(20).Concat(["a", "1", "/", ":", ",", "=", "\"", "[", ".", "-", " ", "a=b,", "1.", "a/", "a:", "::", "\\", "\u00e9", "\ud83d\ude00"]);
        foreach (string part in parts.Where(static part => part.Length > 0))
        {
            string repeated = string.Concat(Enumerable.Repeat(part, (LongLength / part.Length) + 1));
            foreach (string text in (string[])[repeated, part + repeated + "!", "a=" + repeated, "type=bind,src=/a,dst=/" + repeated])
            {
                Assert.True(QuickestOf(check, text) < TimeSpan.FromSeconds(1), $"{type}: {part} many times takes long.");
            }
        }
    }

    /// <summary>The machine may be busy: once in three times is enough.</summary>
    private static TimeSpan QuickestOf(IValueCheck check, string text)
    {
        TimeSpan quickest = TimeSpan.MaxValue;
        for (int i = 0; i < 3 && quickest > TimeSpan.FromSeconds(1); i++)
        {
            long start = Stopwatch.GetTimestamp();
            check.Check(text);
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            quickest = took < quickest ? took : quickest;
        }

        return quickest;
    }

    private static Type[] Readable { get; } =
    [
        .. Assemblies.SelectMany(static a => a.GetTypes())
            .Where(static type => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>) && i.GetGenericArguments()[0] == type)),
    ];

    private static IValueCheck CheckOf(string type) =>
        (IValueCheck)Activator.CreateInstance(typeof(ValueCheck<>).MakeGenericType(Readable.Single(t => t.Name == type)))!;
}
