namespace DockerKit;

/// <summary>
/// Options of the form NAME=VALUE that become maps: <c>--sysctl</c>, <c>--log-opt</c>, <c>--storage-opt</c>, <c>--annotation</c>.
/// Source: https://github.com/docker/cli, opts/opts.go and cli/command/container/opts.go.
/// </summary>
internal static class KeyValueOption
{
    private static readonly string[] KernelParameters =
    [
        "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced",
    ];

    /// <summary>A kernel parameter. The CLI lets only those through that belong to a namespace, and so does this.</summary>
    /// <exception cref="FormatException">It has no value, or the parameter belongs to the whole host.</exception>
    public static KeyValuePair<string, string> ReadSysctl(string text)
    {
        const string Kind = "kernel parameter (--sysctl)";
        const string Example = "net.core.somaxconn=1024";
        KeyValuePair<string, string> option = Read(Kind, text, needsValue: true, Example);
        return option.Key.StartsWith("net.", StringComparison.Ordinal)
            || option.Key.StartsWith("fs.mqueue.", StringComparison.Ordinal)
            || KernelParameters.Contains(option.Key, StringComparer.Ordinal)
            ? option
            : throw BadValue.Error(Kind, text, "a container has only net.*, fs.mqueue.*, kernel.msg*, kernel.sem and kernel.shm* of its own.", Example);
    }

    /// <summary>An option of the storage driver.</summary>
    /// <exception cref="FormatException">It has no name or no value.</exception>
    public static KeyValuePair<string, string> ReadStorage(string text) => Read("storage option (--storage-opt)", text, needsValue: true, "size=10G");

    /// <summary>An option of the log driver. A name alone has an empty value.</summary>
    /// <exception cref="FormatException">It has no name, or the driver is <c>none</c>, which takes no options.</exception>
    public static KeyValuePair<string, string> ReadLog(string? driver, string text)
    {
        const string Kind = "log option (--log-opt)";
        return driver is "none"
            ? throw BadValue.Error(Kind, text, "the log driver 'none' takes no options.", "max-size=10m with the log driver json-file")
            : Read(Kind, text, needsValue: false, "max-size=10m");
    }

    /// <summary>An annotation for the runtime. A name alone has an empty value.</summary>
    /// <exception cref="FormatException">It has no name.</exception>
    public static KeyValuePair<string, string> ReadAnnotation(string text) => Read("annotation", text, needsValue: false, "com.example.team=web");

    private static KeyValuePair<string, string> Read(string kind, string text, bool needsValue, string example)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string? problem = equals == 0 || text.Length == 0 ? "it has no name." : equals < 0 && needsValue ? "it has no '=' and no value." : null;
        return problem is not null
            ? throw BadValue.Error(kind, text, problem, example)
            : equals < 0 ? new(text, "") : new(text[..equals], text[(equals + 1)..]);
    }
}
