using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DockerKit.Transport;

namespace DockerKit.Tests;

/// <summary>What reads or checks a text and is no public type, with texts that are nearly right.</summary>
[Collection(nameof(FuzzRun))]
public sealed partial class InternalReaderFuzzTests
{
    private const int Inputs = 2_000;

    private static readonly Dictionary<string, Action<string>> Readers = new(StringComparer.Ordinal)
    {
        ["AttachedStreamsText.Parse"] = static text => AttachedStreamsText.Parse(text),
        ["Capability.Normalize"] = static text => Repeats(text, Capability.Normalize),
        ["ContainerName.Check"] = static text => Repeats(text, static t => ContainerName.Check(t)),
        ["CsvLine.Read"] = Csv,
        ["DeviceCgroupRule.Check"] = static text => Repeats(text, DeviceCgroupRule.Check),
        ["DnsNotation.Search"] = static text => Repeats(text, DnsNotation.Search),
        ["DockerEndpointParser.TryParse"] = static text => DockerEndpointParser.TryParse(text, out _, out _),
        ["GoDuration.Parse"] = Duration,
        ["GoDuration.TryParse"] = Duration,
        ["GoDuration.TryParseNanoseconds"] = Duration,
        ["GoFloat.TryParse"] = static text => GoFloat.TryParse(text, out _),
        ["GoInteger.TryParse"] = static text => _ = GoInteger.TryParse<int>(text, out _) | GoInteger.TryParse<ulong>(text, out _),
        ["GpuRequestText.Read"] = static text => GpuRequestText.Read(text, out _),
        ["ImageName.Check"] = static text => Repeats(text, static t => ImageName.Check(t)),
        ["ImageReferenceGrammar.Parse"] = static text => ImageReferenceGrammar.Parse(text, out _),
        ["IpNotation.Canonical"] = static text => Repeats(text, IpNotation.Canonical),
        ["IpNotation.Normalize"] = static text => Repeats(text, IpNotation.Normalize),
        ["KeyValueOption.ReadAnnotation"] = static text => KeyValueOption.ReadAnnotation(text),
        ["KeyValueOption.ReadLog"] = static text => KeyValueOption.ReadLog(null, text),
        ["KeyValueOption.ReadStorage"] = static text => KeyValueOption.ReadStorage(text),
        ["KeyValueOption.ReadSysctl"] = static text => KeyValueOption.ReadSysctl(text),
        ["MacNotation.Canonical"] = static text => Repeats(text, MacNotation.Canonical),
        ["MountReader.Read"] = static text => MountReader.Read(text, out _),
        ["NamespaceMode.CheckCgroup"] = static text => Repeats(text, NamespaceMode.CheckCgroup),
        ["NamespaceMode.CheckIpc"] = static text => Repeats(text, NamespaceMode.CheckIpc),
        ["NamespaceMode.CheckPid"] = static text => Repeats(text, NamespaceMode.CheckPid),
        ["NamespaceMode.CheckUser"] = static text => Repeats(text, NamespaceMode.CheckUser),
        ["NamespaceMode.CheckUts"] = static text => Repeats(text, NamespaceMode.CheckUts),
        ["NetworkAttachmentReader.Read"] = static text => NetworkAttachmentReader.Read(text, out _),
        ["PlatformName.Check"] = static text => Repeats(text, PlatformName.Check),
        ["PullPolicyText.Parse"] = static text => PullPolicyText.Parse(text),
        ["Rfc3339.Parse"] = Time,
        ["Rfc3339.TryParse"] = Time,
        ["SecurityOptions.Check"] = static text => Repeats(text, SecurityOptions.Check),
        ["UnixPath.Clean"] = static text => Repeats(text, UnixPath.Clean),
    };

    public static TheoryData<string> Names() => [.. Readers.Keys];

    [Fact]
    public void Every_internal_reader_of_a_text_is_among_the_tested()
    {
        IEnumerable<string> found =
            from assembly in (Assembly[])[typeof(DockerKitClient).Assembly, typeof(IDockerTransport).Assembly]
            from type in assembly.GetTypes()
            where type.IsNotPublic && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
            where ReaderName().IsMatch(method.Name) && method.Name != "CheckAll" // the same for several
                && method.GetParameters() is [var first, ..] && (first.ParameterType == typeof(string) || first.ParameterType == typeof(ReadOnlySpan<char>))
                && !typeof(Task).IsAssignableFrom(method.ReturnType)
            select $"{type.Name}.{method.Name}";
        Assert.Equal(Readers.Keys.Order(StringComparer.Ordinal), found.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_text_is_read_or_refused(string name)
    {
        Action<string> read = Readers[name];
        return FuzzRun.CheckAsync(TextFuzz.MutatorFor(text => Takes(read, text)), Inputs, text => Takes(read, new string(text)), TextFuzz.Show);
    }

    [Fact]
    public Task A_profile_is_sent_without_white_space_or_refused() => FuzzRun.CheckAsync(
        TextFuzz.MutatorFor(static text => Takes(Profile, text)), Inputs, static text => Takes(Profile, new string(text)), TextFuzz.Show);

    private static void Profile(string json) => SecurityOptions.Resolve(["seccomp=profile.json"], _ => json);

    private static bool Takes(Action<string> read, string text)
    {
        try
        {
            read(text);
            return true;
        }
        catch (Exception e) when (e is FormatException || e.GetType() == typeof(ArgumentException))
        {
            return false;
        }
    }

    /// <summary>What a check gives back is what it would give back again.</summary>
    private static void Repeats(string text, Func<string, string?> read)
    {
        if (read(text) is { } once)
        {
            Assert.Equal(once, read(once));
        }
    }

    private static void Csv(string text)
    {
        if (CsvLine.Read(text, out IReadOnlyList<string> fields) is null)
        {
            Assert.Null(CsvLine.Read(CsvLine.Join(fields), out IReadOnlyList<string> again));
            Assert.Equal(fields, again);
        }
    }

    private static void Duration(string text)
    {
        bool read = GoDuration.TryParseNanoseconds(text, out long nanoseconds);
        Assert.Equal(read, GoDuration.TryParse(text, out TimeSpan value));
        if (!read)
        {
            Assert.Throws<FormatException>(() => GoDuration.Parse(text));
            return;
        }

        Assert.Equal(value, GoDuration.Parse(text));
        Assert.True(GoDuration.TryParseNanoseconds(GoDuration.FormatNanoseconds(nanoseconds), out long again));
        Assert.Equal(nanoseconds, again);
        Assert.Equal(value, GoDuration.Parse(GoDuration.Format(value)));
    }

    private static void Time(string text)
    {
        if (!Rfc3339.TryParse(text, out DateTimeOffset value))
        {
            Assert.Throws<FormatException>(() => Rfc3339.Parse(text));
            return;
        }

        Assert.Equal(value, Rfc3339.Parse(text));
        Assert.Equal(value, Rfc3339.Parse(Rfc3339.Format(value)));
    }

    [GeneratedRegex("^(Parse|TryParse|Read(?!s)|TryRead|Check|Normalize|Canonical|Search|Clean|Decode)")]
    private static partial Regex ReaderName();
}
