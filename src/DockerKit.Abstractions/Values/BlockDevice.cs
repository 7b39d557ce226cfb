namespace DockerKit;

/// <summary>The common part of the options that give a block device a number: <c>/dev/sda:NUMBER</c>.</summary>
internal static class BlockDevice
{
    /// <summary>Takes the text apart and gives what is wrong with it, or null.</summary>
    public static string? Split(string text, out string path, out string number)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        path = colon < 0 ? text : text[..colon];
        number = colon < 0 ? "" : text[(colon + 1)..];
        if (colon < 0)
        {
            return "it has no ':' between the device and the number.";
        }

        return path.StartsWith("/dev/", StringComparison.Ordinal) ? null : $"the device '{path}' does not begin with /dev/.";
    }
}
