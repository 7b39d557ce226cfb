using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>
/// Which Docker.DotNet is loaded. Docker.DotNet.Enhanced 4.x, which Testcontainers brings, has an assembly of the same name but not the
/// same types, and with both in one application the higher version wins. So only <see cref="DockerDotNetCalls"/> and what it alone uses
/// name types of Docker.DotNet, and where it is another one, <see cref="OwnCalls"/> takes its place.
/// </summary>
internal static class LoadedDockerDotNet
{
    private static readonly Version BuiltOn = new(3, 125);

    private static readonly Lazy<AssemblyName> Loaded = new(static () => Assembly.Load(new AssemblyName("Docker.DotNet")).GetName());

    /// <summary>Makes the calls through Docker.DotNet; null where the one that is loaded is not the one that this transport is built on.</summary>
    public static IBareCalls? Calls(EngineHandler handler) => IsBuiltOn(Loaded.Value) ? Create(handler) : null;

    public static bool IsBuiltOn(AssemblyName loaded) => loaded.Version is { } version && version.Major == BuiltOn.Major && version.Minor == BuiltOn.Minor;

    /// <summary>For the one thing that only the right Docker.DotNet can do.</summary>
    public static NotSupportedException CannotEndInputOfPipe() => new(
        $"Over a named pipe, standard input is ended by Docker.DotNet {BuiltOn}, but this application loads Docker.DotNet {Loaded.Value.Version?.ToString(2)}"
        + " (probably Docker.DotNet.Enhanced, which Testcontainers brings, and whose assembly has the same name): connect over TCP, or use the two in separate applications.");

    // Apart, and never inlined: a method that names such a type is compiled as a whole, and would fail as a whole.
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SuppressMessage("Performance", "CA1859:Use concrete types when possible", Justification = "Its caller must not name the concrete type.")]
    private static IBareCalls Create(EngineHandler handler) => new DockerDotNetCalls(handler);
}
