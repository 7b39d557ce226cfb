namespace DockerKit;

/// <summary>
/// Whose namespaces a container shares: <c>--ipc</c>, <c>--pid</c>, <c>--uts</c>, <c>--userns</c>, <c>--cgroupns</c>.
/// Each gives the text back when it is right; an empty text, which leaves it to the engine, is right everywhere.
/// Source: https://github.com/moby/moby, api/types/container/hostconfig.go.
/// </summary>
internal static class NamespaceMode
{
    private const string OfContainer = "container:";

    /// <summary><c>none</c>, <c>private</c>, <c>shareable</c>, <c>host</c> or <c>container:NAME</c>.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static string CheckIpc(string mode) =>
        Check("IPC mode (--ipc)", mode, mode is "none" or "private" or "shareable" or "host" || IsContainer(mode), "none, private, shareable, host and container:NAME", "shareable");

    /// <summary><c>host</c> or <c>container:NAME</c>.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static string CheckPid(string mode) =>
        Check("PID mode (--pid)", mode, mode is "host" || IsContainer(mode), "host and container:NAME", "host");

    /// <summary><c>host</c>.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static string CheckUts(string mode) => Check("UTS mode (--uts)", mode, mode is "host", "host", "host");

    /// <summary><c>host</c>.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static string CheckUser(string mode) => Check("USER mode (--userns)", mode, mode is "host", "host", "host");

    /// <summary><c>private</c> or <c>host</c>.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static string CheckCgroup(string mode) =>
        Check("CGROUP mode (--cgroupns)", mode, mode is "private" or "host", "private and host", "private");

    private static bool IsContainer(string mode) => mode.StartsWith(OfContainer, StringComparison.Ordinal) && mode.Length > OfContainer.Length;

    private static string Check(string kind, string mode, bool isRight, string allowed, string example) =>
        isRight || mode.Length == 0 ? mode : throw BadValue.Error(kind, mode, $"Docker knows {allowed}.", example);
}
