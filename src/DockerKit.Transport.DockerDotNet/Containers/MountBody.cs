using System.Text.Json;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>One of the <c>Mounts</c> of <c>POST /containers/create</c>. Source: docker/cli, opts/mount.go.</summary>
internal static class MountBody
{
    public static void Write(Utf8JsonWriter json, Mount mount)
    {
        json.WriteString("Type", mount.Type.ToString());
        json.Text("Source", mount.Source);
        json.WriteString("Target", mount.Target);
        json.Flag("ReadOnly", mount.IsReadOnly);
        json.Text("Consistency", mount.Consistency);
        if (mount.Propagation is not null || mount.Recursion != BindRecursion.Enabled || mount.CreatesSource)
        {
            json.WriteStartObject("BindOptions");
            json.Text("Propagation", mount.Propagation?.ToString());
            json.Flag("NonRecursive", mount.Recursion.HasFlag(BindRecursion.Disabled));
            json.Flag("ReadOnlyNonRecursive", mount.Recursion.HasFlag(BindRecursion.Writable));
            json.Flag("ReadOnlyForceRecursive", mount.Recursion.HasFlag(BindRecursion.ReadOnly));
            json.Flag("CreateMountpoint", mount.CreatesSource);
            json.WriteEndObject();
        }

        if (mount.Type == MountType.Image && mount.Subpath is not null)
        {
            json.WriteStartObject("ImageOptions");
            json.WriteString("Subpath", mount.Subpath);
            json.WriteEndObject();
        }

        WriteVolumeOptions(json, mount);
        if (mount.TmpfsSize is not null || mount.TmpfsMode is not null)
        {
            json.WriteStartObject("TmpfsOptions");
            json.Number("SizeBytes", mount.TmpfsSize?.Bytes);
            json.Number("Mode", (long?)(uint?)mount.TmpfsMode);
            json.WriteEndObject();
        }
    }

    private static void WriteVolumeOptions(Utf8JsonWriter json, Mount mount)
    {
        bool hasDriver = mount.Driver is not null || !mount.DriverOptions.IsEmpty;
        bool hasSubpath = mount.Type != MountType.Image && mount.Subpath is not null;
        if (!mount.NoCopy && !hasSubpath && !hasDriver && mount.Labels.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("VolumeOptions");
        json.Flag("NoCopy", mount.NoCopy);
        json.SomePairs("Labels", mount.Labels);
        if (hasSubpath)
        {
            json.Text("Subpath", mount.Subpath);
        }

        if (hasDriver)
        {
            json.WriteStartObject("DriverConfig");
            json.Text("Name", mount.Driver);
            json.SomePairs("Options", mount.DriverOptions);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
