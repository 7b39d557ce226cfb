using System.Reflection;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>
/// Finds out whether the Docker.DotNet that is loaded is the one that this transport is built on. Docker.DotNet.Enhanced 4.x, which
/// Testcontainers brings, has an assembly of the same name, and with both in one application the higher version wins: without this
/// check, the first call would die with a <see cref="TypeLoadException"/> that names nothing a person could act on.
/// </summary>
internal static class DockerDotNetGuard
{
    private static readonly Version BuiltOn = new(3, 125);

    /// <summary>Must run before any method that names a type of Docker.DotNet, since those are compiled as a whole.</summary>
    /// <exception cref="DockerKitException">Another Docker.DotNet is loaded.</exception>
    public static void Check() => Check(Assembly.Load(new AssemblyName("Docker.DotNet")).GetName());

    public static void Check(AssemblyName loaded)
    {
        if (loaded.Version is not { } version || version.Major != BuiltOn.Major || version.Minor != BuiltOn.Minor)
        {
            throw new DockerKitException(
                $"DockerKit.Transport.DockerDotNet is built on Docker.DotNet {BuiltOn}, but this application loads Docker.DotNet {loaded.Version?.ToString(2)}"
                + " (probably Docker.DotNet.Enhanced, which Testcontainers brings, and whose assembly has the same name): use the two in separate applications.");
        }
    }
}
