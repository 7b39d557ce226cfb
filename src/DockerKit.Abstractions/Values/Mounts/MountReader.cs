using System.Collections.Immutable;
using System.Globalization;

namespace DockerKit;

/// <summary>Reads and writes the fields of <c>--mount</c>. Source: docker/cli, opts/mount.go.</summary>
internal static class MountReader
{
    public const string Example = "type=bind,source=/srv/www,target=/www,readonly";

    public static readonly ImmutableSortedDictionary<string, string> NoPairs =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Reads a whole value, and gives null and what is wrong with it when it is none.</summary>
    public static Mount? Read(string text, out string? problem)
    {
        problem = CsvLine.Read(text.Trim(), out IReadOnlyList<string> fields)?.TrimEnd('.');
        return problem is null ? Read(fields, out problem) : null;
    }

    /// <summary>The mount of these fields, or a <see cref="FormatException"/>.</summary>
    public static Mount FromFields(IReadOnlyList<string> fields) =>
        Read(fields, out string? problem) ?? throw BadValue.Error("mount", CsvLine.Join(fields), problem!, Example);

    /// <summary>The fields that read back as the mount.</summary>
    public static IReadOnlyList<string> Fields(Mount mount)
    {
        var fields = new List<string> { $"type={mount.Type}" };
        Add(fields, "source", mount.Source);
        Add(fields, "target", mount.Target);
        AddFlag(fields, "readonly", mount.IsReadOnly);
        Add(fields, "consistency", mount.Consistency);
        Add(fields, "bind-propagation", mount.Propagation?.ToString());
        foreach (BindRecursion one in (ReadOnlySpan<BindRecursion>)[BindRecursion.Disabled, BindRecursion.Writable, BindRecursion.ReadOnly])
        {
            Add(fields, "bind-recursive", mount.Recursion.HasFlag(one) ? Name(one) : null);
        }

        AddFlag(fields, "bind-create-src", mount.CreatesSource);
        AddFlag(fields, "volume-nocopy", mount.NoCopy);
        Add(fields, mount.Type == MountType.Image ? "image-subpath" : "volume-subpath", mount.Subpath);
        Add(fields, "volume-driver", mount.Driver);
        fields.AddRange(mount.DriverOptions.Select(static pair => $"volume-opt={pair.Key}={pair.Value}"));
        fields.AddRange(mount.Labels.Select(static pair => $"volume-label={pair.Key}={pair.Value}"));
        Add(fields, "tmpfs-size", mount.TmpfsSize?.ToString());
        Add(fields, "tmpfs-mode", mount.TmpfsMode is { } mode ? Convert.ToString((long)(uint)mode, 8) : null);
        return fields;
    }

    /// <summary>A path that begins with a dot, made absolute and clean; any other text as it is.</summary>
    public static string Absolute(string path)
    {
        if (!path.StartsWith('.') || path.Contains('\0', StringComparison.Ordinal))
        {
            return path;
        }

        try
        {
            string full = Path.GetFullPath(path);
            string clean = Path.TrimEndingDirectorySeparator(full);
            return char.IsWhiteSpace(clean[^1]) ? full : clean; // a value that ends with a blank would not be read again
        }
        catch (IOException)
        {
            // The current folder is gone, or the path is too long: as with the CLI, the engine gets it as it is and says what is wrong.
            return path;
        }
    }

    private static Mount? Read(IReadOnlyList<string> fields, out string? problem)
    {
        var mount = new Mount();

        // Pairs are gathered first: a value that repeats one field very often must not cost a tree node each time.
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        var families = new SortedSet<string>(StringComparer.Ordinal);
        problem = null;
        foreach (string field in fields)
        {
            int equals = field.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? field : field[..equals];
            string? value = equals < 0 ? null : field[(equals + 1)..];
            string key = name.ToLowerInvariant();
            problem = ProblemOfField(field, name, key, value)
                ?? (key is "volume-opt" or "volume-label"
                    ? Gather(key == "volume-opt" ? options : labels, value!)
                    : Apply(ref mount, key, value));
            if (problem is not null)
            {
                return null;
            }

            if (key.IndexOf('-', StringComparison.Ordinal) is > 0 and int hyphen)
            {
                families.Add(key[..hyphen]);
            }
        }

        problem = ProblemOfWhole(mount, families);
        return problem is not null ? null : mount with
        {
            DriverOptions = NoPairs.AddRange(options),
            Labels = NoPairs.AddRange(labels),
        };
    }

    private static string? ProblemOfField(string field, string name, string key, string? value)
    {
        if (name.Trim() != name)
        {
            return $"the option '{field}' has a blank beside its name";
        }

        if (value is null)
        {
            return key is "readonly" or "ro" or "volume-nocopy" or "bind-nonrecursive" or "bind-create-src"
                ? null
                : $"'{field}' is not a key=value pair";
        }

        if (value.Trim() != value)
        {
            return $"the value of '{field}' begins or ends with a blank";
        }

        if (value.Contains('\0', StringComparison.Ordinal))
        {
            return $"the value of '{name}' holds a NUL character";
        }

        return value.Length == 0 ? $"the value of '{name}' is empty" : null;
    }

    private static string? Apply(ref Mount mount, string key, string? value)
    {
        string? problem = null;
        switch (key)
        {
            case "type":
                mount = mount with { Type = MountType.Any(value!) };
                break;
            case "source" or "src":
                mount = mount with { Source = Absolute(value!) };
                break;
            case "target" or "dst" or "destination":
                mount = mount with { Target = value! };
                break;
            case "readonly" or "ro":
                problem = ReadBoolean(key, value, out bool isReadOnly);
                mount = mount with { IsReadOnly = isReadOnly };
                break;
            case "consistency":
                mount = mount with { Consistency = value!.ToLowerInvariant() };
                break;
            case "bind-propagation":
                mount = mount with { Propagation = BindPropagation.Any(value!) };
                break;
            case "bind-nonrecursive":
                return "bind-nonrecursive is gone: write bind-recursive=disabled";
            case "bind-recursive":
                BindRecursion? recursion = Recursion(value!);
                mount = mount with { Recursion = mount.Recursion | (recursion ?? BindRecursion.Enabled) };
                problem = recursion is null ? $"bind-recursive is not '{value}', but enabled, disabled, writable or readonly" : null;
                break;
            case "bind-create-src":
                problem = ReadBoolean(key, value, out bool createsSource);
                mount = mount with { CreatesSource = createsSource };
                break;
            case "volume-subpath" or "image-subpath":
                mount = mount with { Subpath = value };
                break;
            case "volume-nocopy":
                problem = ReadBoolean(key, value, out bool noCopy);
                mount = mount with { NoCopy = noCopy };
                break;
            case "volume-driver":
                mount = mount with { Driver = value };
                break;
            case "tmpfs-size":
                problem = ByteSize.TryParse(value, out ByteSize size) ? null : $"the size '{value}' of the tmpfs is not one like 64m";
                mount = mount with { TmpfsSize = size };
                break;
            case "tmpfs-mode":
                problem = TryReadOctal(value!, out uint mode) ? null : $"the mode '{value}' of the tmpfs is not octal, like 1777";
                mount = mount with { TmpfsMode = (UnixFileMode)mode };
                break;
            default:
                return $"there is no option '{key}'";
        }

        return problem;
    }

    private static string? ProblemOfWhole(Mount mount, SortedSet<string> families)
    {
        foreach (string family in families)
        {
            if (family != mount.Type.ToString())
            {
                return $"an option '{family}-…' does not go with the type '{mount.Type}'";
            }
        }

        if (mount.Target.Length == 0)
        {
            // The newest CLI leaves this to the engine, which always refuses it; older ones say it at once.
            return "the target is missing";
        }

        if (mount.Recursion.HasFlag(BindRecursion.Writable) && !mount.IsReadOnly)
        {
            return "bind-recursive=writable needs readonly too";
        }

        if (mount.Recursion.HasFlag(BindRecursion.ReadOnly))
        {
            return !mount.IsReadOnly ? "bind-recursive=readonly needs readonly too"
                : mount.Propagation != BindPropagation.RPrivate ? "bind-recursive=readonly needs bind-propagation=rprivate too"
                : null;
        }

        return null;
    }

    private static string? Gather(Dictionary<string, string> pairs, string pair)
    {
        int equals = pair.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? pair : pair[..equals];
        if (name.Length > 0)
        {
            pairs[name] = equals < 0 ? "" : pair[(equals + 1)..];
        }

        return null;
    }

    private static string? ReadBoolean(string key, string? value, out bool result)
    {
        result = value is null or "1" or "true";
        return result || value is "0" or "false" ? null : $"the value '{value}' of '{key}' is not true, 1, false or 0";
    }

    private static BindRecursion? Recursion(string value) => value switch
    {
        "enabled" => BindRecursion.Enabled,
        "disabled" => BindRecursion.Disabled,
        "writable" => BindRecursion.Writable,
        "readonly" => BindRecursion.ReadOnly,
        _ => null,
    };

    private static string Name(BindRecursion recursion) => recursion switch
    {
        BindRecursion.Disabled => "disabled",
        BindRecursion.Writable => "writable",
        _ => "readonly",
    };

    private static bool TryReadOctal(string text, out uint mode)
    {
        ulong value = 0;
        foreach (char digit in text)
        {
            if (digit is < '0' or > '7' || value > uint.MaxValue)
            {
                mode = 0;
                return false;
            }

            value = (value * 8) + (ulong)(digit - '0');
        }

        mode = value > uint.MaxValue ? 0 : (uint)value;
        return value <= uint.MaxValue;
    }

    private static void Add(List<string> fields, string key, string? value)
    {
        if (value is not null)
        {
            fields.Add(string.Create(CultureInfo.InvariantCulture, $"{key}={value}"));
        }
    }

    private static void AddFlag(List<string> fields, string key, bool value)
    {
        if (value)
        {
            fields.Add(key);
        }
    }
}
