using System.IO.Compression;
using System.Text;

namespace DockerKit.PackageTests;

/// <summary>Looks into packages.</summary>
internal static class Content
{
    public static byte[] Read(this ZipArchiveEntry entry)
    {
        using var bytes = new MemoryStream();
        using Stream content = entry.Open();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Whether a text is anywhere in it, in either of the encodings of assemblies.</summary>
    public static bool Holds(this byte[] content, string text) =>
        content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;
}
