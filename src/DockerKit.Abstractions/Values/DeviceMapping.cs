using System.Diagnostics.CodeAnalysis;

namespace DockerKit;

/// <summary>A device of the host for a container, written as for <c>docker run --device</c>: <c>/dev/snd:/dev/snd:rw</c>.</summary>
/// <remarks>
/// A name of the Container Device Interface (<c>vendor.com/class=name</c>) asks a driver for the device instead of naming a path.
/// Paths are those of Linux. Grammar: https://github.com/docker/cli, cli/command/container/opts.go.
/// </remarks>
public sealed record DeviceMapping : IParsable<DeviceMapping>
{
    private const string AllPermissions = "rwm";

    private DeviceMapping(string pathOnHost, string pathInContainer, string permissions)
    {
        PathOnHost = pathOnHost;
        PathInContainer = pathInContainer;
        Permissions = permissions;
    }

    private DeviceMapping(string cdiName)
        : this("", "", "") => CdiName = cdiName;

    /// <summary>The device's path on the host.</summary>
    /// <value>Empty for a CDI name.</value>
    public string PathOnHost { get; }

    /// <summary>The device's path inside the container.</summary>
    /// <value>That on the host by default; empty for a CDI name.</value>
    public string PathInContainer { get; }

    /// <summary>What the container may do: <c>r</c> read, <c>w</c> write, <c>m</c> create device files.</summary>
    /// <value><c>rwm</c> by default; empty for a CDI name.</value>
    public string Permissions { get; }

    /// <summary>The name under the Container Device Interface: <c>vendor.com/class=name</c>.</summary>
    /// <value><see langword="null"/> for a device with a path.</value>
    public string? CdiName { get; }

    /// <summary>Whether it is a name of the Container Device Interface, which a driver resolves.</summary>
    [MemberNotNullWhen(true, nameof(CdiName))]
    public bool IsCdi => CdiName is not null;

    /// <summary>A device from its parts: <c>--device HOST:CONTAINER:PERMISSIONS</c>.</summary>
    /// <param name="pathOnHost">The device on the host, for example <c>/dev/snd</c>.</param>
    /// <param name="pathInContainer">Its absolute path inside the container; <see langword="null"/> for the same.</param>
    /// <param name="permissions">Any of <c>r</c>, <c>w</c> and <c>m</c>.</param>
    /// <exception cref="ArgumentNullException">A required argument is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">A path is empty, not absolute or holds a colon, or the permissions are others.</exception>
    public static DeviceMapping Create(string pathOnHost, string? pathInContainer = null, string permissions = AllPermissions)
    {
        ArgumentNullException.ThrowIfNull(pathOnHost);
        ArgumentNullException.ThrowIfNull(permissions);
        return Parse($"{pathOnHost}:{pathInContainer ?? pathOnHost}:{permissions}");
    }

    /// <summary>Reads a device: <c>/dev/snd</c>, <c>/dev/snd:rw</c>, <c>/dev/snd:/dev/sound:r</c> or <c>vendor.com/class=name</c>.</summary>
    /// <param name="s">The text as typed after <c>docker run --device</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It has too many parts, a path that is not absolute, or other permissions.</exception>
    public static DeviceMapping Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out DeviceMapping? result) is { } problem ? throw BadValue.Error("device", s, problem, "/dev/snd:/dev/snd:rw") : result!;
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The text as typed after <c>docker run --device</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    public static DeviceMapping Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a device and tells whether it is one, without an exception.</summary>
    /// <param name="s">The text as typed after <c>docker run --device</c>.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is right.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out DeviceMapping? result)
    {
        result = null;
        return s is not null && Read(s, out result) is null;
    }

    /// <inheritdoc cref="TryParse(string?, out DeviceMapping?)"/>
    /// <param name="s">The text as typed after <c>docker run --device</c>.</param>
    /// <param name="provider">Not used: it reads the same in every culture.</param>
    /// <param name="result">What was read, or <see langword="null"/>.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out DeviceMapping result) =>
        TryParse(s, out result);

    /// <summary>The shortest text that reads back as this device: <c>/dev/snd</c>, <c>/dev/snd:rw</c>, <c>/dev/snd:/dev/sound</c>.</summary>
    public override string ToString()
    {
        if (IsCdi)
        {
            return CdiName;
        }

        // Shorter forms have their path cleaned when they are read, so that they cannot stand for another one.
        if (UnixPath.Clean(PathInContainer) != PathInContainer)
        {
            return $"{PathOnHost}:{PathInContainer}:{Permissions}";
        }

        string paths = PathInContainer == PathOnHost ? PathOnHost : $"{PathOnHost}:{PathInContainer}";
        return Permissions == AllPermissions ? paths : $"{paths}:{Permissions}";
    }

    /// <summary>Reads the text and gives what is wrong with it, or null.</summary>
    private static string? Read(string text, out DeviceMapping? result)
    {
        result = null;
        if (CdiDeviceName.IsQualified(text))
        {
            result = new DeviceMapping(text);
            return null;
        }

        string[] parts = text.Split(':');
        if (parts.Length > 3)
        {
            return "it has more than three parts.";
        }

        string onHost = parts[0];
        if (onHost.Length == 0)
        {
            return "it does not begin with a path on the host.";
        }

        string permissions = AllPermissions;
        string inContainer = onHost;
        if (parts.Length == 3)
        {
            (inContainer, permissions) = (parts[1], parts[2]);
            if (!ArePermissions(permissions))
            {
                return $"the permissions '{permissions}' are not made of r, w and m, each at most once.";
            }
        }
        else if (parts.Length == 2 && !ArePermissions(parts[1]))
        {
            inContainer = UnixPath.Clean(parts[1]);
        }
        else
        {
            permissions = parts.Length == 2 ? parts[1] : permissions;
            onHost = inContainer = UnixPath.Clean(onHost);
        }

        if (!inContainer.StartsWith('/'))
        {
            return $"'{inContainer}' is not an absolute path.";
        }

        result = new DeviceMapping(onHost, inContainer, permissions);
        return null;
    }

    private static bool ArePermissions(string text) =>
        text.Length > 0 && text.All(AllPermissions.Contains) && text.Distinct().Count() == text.Length;
}
